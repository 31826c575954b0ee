"""备案的效果: the institution stands in the register once, whichever target counts it."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="new_rd_institution", prefix="XY", basis="新型研发机构备案名单", years=3, kept=("stage", "mode")
)
"""三年有效 is 冀科平规〔2021〕1号's, taken for 2018 as an assumption (推定)."""
