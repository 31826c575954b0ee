"""备案的效果: the body stands in the register as long as it reports every year."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="tech_transfer_body", prefix="ZY", basis="省级技术转移服务机构备案名单", named="body"
)
