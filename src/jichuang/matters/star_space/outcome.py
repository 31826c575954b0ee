"""备案的效果: one entry of `star_space`; operator and level stay with it."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="star_space", prefix="XC", basis="省级以上星创天地备案名单", named="name", kept=("level",)
)
