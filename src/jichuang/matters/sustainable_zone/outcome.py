"""批准建设的效果: the zone stands in the register with its theme and goals."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="sustainable_zone",
    prefix="SY",
    basis="省级可持续发展实验区批准名单",
    named="name",
    kept=("theme", "goals"),
)
