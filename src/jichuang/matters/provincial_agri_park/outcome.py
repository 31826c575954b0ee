"""认定的效果: the park stands in `agri_park` as a provincial one; `agri-park` may lift it to a national one a year later."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="agri_park", prefix="NY", basis="省级农业科技园区认定名单", named="park", kept=("industry", "core_area")
)  # fmt: skip
