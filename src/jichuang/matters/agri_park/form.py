"""国家农业科技园区申报书: article 9 in its order, then what only the province can tell (left to the department)."""

from jichuang.hall.declare import Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("agri-park")

APPLICATION = Form(
    steps=(
        Step("park", "园区", (
            Field("park", "园区名称", FieldType.TEXT, public=True),
            *ask("city_applies", "provincial_months", "plan_approved", "three_zones"),
            Field("core_area", "核心区面积", FieldType.DECIMAL, "亩", minimum=0),
        ), why="第九条（一）至（四）。"),
        Step("capacity", "条件", (
            *ask("technology_support", "companies_and_training", "management"),
            Field("firms", "入驻企业", FieldType.INTEGER, "家", minimum=0),
            Field("trained", "上年培训农民", FieldType.INTEGER, "人次", minimum=0),
        ), why="第九条（五）至（七）。"),
        Step("province", "本省情况", ask(
            "city_has_park", "failed_2017", "parks_accepted", "parks_monitored", "cities", "cities_covered", "recommended",
            required=False,
        ), why="由省科技厅掌握，不清楚的可以不填；第八批申报（2018年5月31日截止）另有补充条件。"),
    ),
    materials=(
        paper("plan", "园区建设规划", help="经地市级及以上人民政府批准"),
        paper("letter", "地市级人民政府申报函"),
        paper("map", "核心区、示范区、辐射区范围图", help="不标注行政区域界线"),
    ),
)  # fmt: skip
