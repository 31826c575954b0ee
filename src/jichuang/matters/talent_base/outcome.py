"""备案的效果: the base stands in the register."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="tech_transfer_talent_base",
    prefix="RC",
    basis="省级技术转移人才培养基地备案名单",
    named="base",
    kept=("capacity",),
)
