"""公布名单的效果: one entry of `atse`. The notice states no period, so the entry stands until it is given up or taken away."""

from jichuang.matters.listing import Listing

enlist = Listing(
    register="atse", prefix="JX", basis="技术先进型服务企业名单", kept=("service_kind",), slip="技术先进型服务企业查询凭单"
)  # fmt: skip
