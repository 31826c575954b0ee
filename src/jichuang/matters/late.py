"""未报送的后果: the warning that every return of the matters has in common. Knows no return."""

from jichuang.returns.declare import Consequence

WARNED = Consequence("warning", "警告", "本期报告逾期10个工作日仍未报送，请立即补报。", after=10)
"""Ten working days late: the house's own arrangement (推定)."""
