"""备案的效果: one entry of `maker_space`; operator and level stay with it."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="maker_space", prefix="ZC", basis="省级以上众创空间备案名单", named="name", kept=("level",)
)
