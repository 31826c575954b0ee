"""公布名单的效果: the body stands in `hnte_service_body`, from which the grid assigns."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="hnte_service_body", prefix="FW", basis="高企培育重点服务机构名单", kept=("counties",)
)
