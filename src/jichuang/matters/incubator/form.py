"""孵化器申报表: site, money, people, tenants, in the order of 第六条 and 第七条."""

from jichuang.hall.declare import Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("incubator")

APPLICATION = Form(
    steps=(
        Step("site", "主体与场地", (
            Field("name", "孵化器名称", FieldType.TEXT, public=True),
            *ask("level", "kind", "remote", "legal_person", "running_months", "stats_years", "area", "tenant_area"),
        )),
        Step("money", "孵化资金与队伍", (*ask("fund", "fund_cases"), *ask("staff", prefill="registry:staff"), *ask("college_staff", "trained_staff", "professionals", "mentors"))),
        Step("tenants", "在孵与毕业企业", (
            *ask("tenants", "financed_tenants", "patent_tenants", "ip_tenants", "graduates"),
            *ask("same_field_tenants", "own_platform", required=False),
        ), why="同一产业领域企业和公共服务平台，专业孵化器填写。"),
    ),
    materials=(paper("site", "场地产权或租赁合同"), paper("tenant_list", "在孵企业名单", blank="名单格式（演示）")),
)  # fmt: skip
