"""重点服务机构备案表: what the body offers, who works there, and which enterprises it has brought along."""

from jichuang.hall.declare import AtMost, Field, FieldType, Form, Step
from jichuang.matters.papers import paper

COUNT = FieldType.INTEGER

APPLICATION = Form(
    steps=(
        Step("offer", "服务能力", (
            Field("services", "服务内容", FieldType.LONG_TEXT, minutes=10, public=True, max_length=500),
            Field("counties", "可服务的县（市、区）", FieldType.LONG_TEXT, minutes=3, public=True, max_length=500),
            Field("staff", "专职服务人员", COUNT, "人", minimum=1),
            Field("qualified", "其中有专业资格的人员", COUNT, "人", minimum=0, help="注册会计师、专利代理师、技术经纪人等"),
        )),
        Step("record", "服务业绩", (
            Field("served", "近三年服务的企业", COUNT, "家", minimum=0),
            Field("certified", "其中取得高新技术企业证书的", COUNT, "家", minimum=0),
            Field("cases", "典型案例", FieldType.TABLE, columns=("企业", Field("year", "年份", COUNT, "年", minimum=1990, maximum=2100), "成效"), minimum=1, maximum=20, minutes=10),
        ), why="没有公布的数值门槛，由能力评审判断。"),
    ),
    materials=(paper("licence", "法人证书", blank="登记机关原件"), paper("staff_list", "专职人员名单与资格证明")),
    checks=(
        AtMost("qualified", "staff", "有专业资格的人员多于专职人员", "请核对"),
        AtMost("certified", "served", "取得证书的多于服务的企业", "请核对"),
    ),
)  # fmt: skip
