"""省级科技型中小企业申请表: six facts, most of them held already."""

from jichuang.hall.declare import Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("hebei-tech-sme")

APPLICATION = Form(
    steps=(
        Step("size", "行业与规模", (*ask("sector"), *ask("staff", prefill="registry:staff"), *ask("revenue")),
             why="工业企业、科技服务业企业分别规定；从业人员和营业收入有一项在规定以下即可。"),
        Step("ability", "人员、研发与知识产权",
             tuple(field for key in ("college_share", "rd_ratio", "has_ip") for field in ask(key, prefill=f"registry:{key}")),
             why="三项须同时满足。"),
    ),
    materials=(
        paper("accounts", "上年度财务报表", blank="企业会计准则样式", required=False),
        paper("property", "知识产权证书或专有技术说明", required=False),
    ),
)  # fmt: skip
