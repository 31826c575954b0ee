"""贯标建档表 and 认证登记表: who advises and by when; then the certificate, with the body that can be asked about it."""

from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.matters.papers import paper

TEXT, DAY = FieldType.TEXT, FieldType.DATE

OPENING = Form((
    Step("adviser", "辅导机构与计划", (
        Field("adviser", "辅导机构", TEXT, public=True),
        Field("adviser_code", "辅导机构统一社会信用代码", FieldType.CREDIT_CODE, help="辅导机构用自己的账号记录辅导步骤"),
        Field("patents", "有效专利", FieldType.INTEGER, "件", minimum=0),
        Field("aim_on", "计划取得认证的日期", DAY),
        Field("plan", "贯标计划", FieldType.LONG_TEXT, minutes=10, max_length=1000),
    )),
))  # fmt: skip

CERTIFICATE = Form(
    (Step("certificate", "认证证书", (
        Field("certificate", "证书编号", TEXT, max_length=60),
        Field("body", "认证机构", TEXT, help="核验时向该机构的公开查询核对"),
        Field("certified_on", "颁证日期", DAY),
        Field("certified_until", "证书有效期至", DAY),
    )),),
    materials=(paper("certificate_copy", "知识产权管理体系认证证书", blank="认证机构样式"),),
)  # fmt: skip
