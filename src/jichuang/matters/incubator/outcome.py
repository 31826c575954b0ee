"""备案的效果: one entry of `incubator`; operator and level stay with it."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="incubator", prefix="FH", basis="省级以上科技企业孵化器备案名单", named="name", kept=("level",)
)
