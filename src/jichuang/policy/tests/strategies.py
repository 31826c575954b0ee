"""Random and edge-hugging facts of the first law. Test code only."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from jichuang.policy.tests.oracle import FIGURES, FLAGS

PERCENTS = (2, 3, 4, 5, 6, 10, 15, 20, 25, 30)


@st.composite
def records(draw: Any, missing: bool = True) -> dict[str, Any]:
    """Facts without contradiction; figures are drawn on, just under and just over the edges of the law, or anywhere."""
    f: dict[str, Any] = {flag: draw(st.booleans()) for flag in FLAGS}
    f["staff"] = draw(st.sampled_from([0, 1, 7, 100, 499, 500, 501, 10_000]) | st.integers(0, 2_000))
    f["tech_staff"] = min(f["staff"], near(draw, f["staff"], 1))
    for key in ("sales", "assets"):
        edge = st.sampled_from(
            [Decimal(0), Decimal("0.01"), Decimal(199_999_999), Decimal(200_000_000), Decimal("200000000.01")]
        )
        f[key] = draw(edge | st.integers(0, 30_000_000_000).map(cents))
    f["cost_expense"] = draw(st.just(Decimal(0)) | st.integers(0, 30_000_000_000).map(cents))
    whole = draw(st.sampled_from([f["sales"], f["cost_expense"]]))
    f["rd_expense"] = min(f["cost_expense"], near(draw, whole, Decimal("0.01")))
    f["ip_class1"] = draw(st.integers(0, 2))
    f["ip_class2"] = draw(st.integers(0, 6))
    if missing:
        gone = draw(st.sets(st.sampled_from((*FIGURES, *FLAGS)), max_size=4))
        f = {k: v for k, v in f.items() if k not in gone}
    return f


def cents(units: int) -> Decimal:
    return Decimal(units).scaleb(-2)


def near(draw: Any, whole: Any, step: Any) -> Any:
    edge = whole * draw(st.sampled_from(PERCENTS)) / 100
    rounded = type(step)(edge) if isinstance(step, int) else edge.quantize(step)
    return max(type(step)(0), rounded + draw(st.integers(-1, 1)) * step)
