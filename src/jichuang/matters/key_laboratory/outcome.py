"""批准建设的效果: one laboratory in the register, under its own name; a host may have several."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="key_laboratory",
    prefix="SZ",
    basis="省重点实验室批准建设名单",
    named="name",
    kept=("kind", "field", "head"),
    builds=True,
)
