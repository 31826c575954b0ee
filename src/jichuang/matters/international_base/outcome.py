"""公布名单的效果: one entry of `international_base` with its partner and country."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="international_base",
    prefix="GJ",
    basis="国际科技合作基地名单",
    named="base",
    kept=("kind", "partner", "country"),
    slip="国际科技合作基地查询凭单",
)
