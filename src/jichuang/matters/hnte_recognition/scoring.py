"""企业创新能力评价: the four items of 195号's table, 100 points in all, as the experts score them one by one."""

from jichuang.hall.declare import Criterion, Scoring

# 分值即权重：四项之和为总分。财务数据能算出的部分（研发费用归集、成长性）系统已算，供专家核对
CAPACITY = Scoring(
    criteria=(
        Criterion(
            "property",
            "知识产权",
            30,
            "技术先进程度、对主要产品（服务）的核心支持作用、数量、获得方式；参与编制标准的可加分，合计不超过30分",
            highest=30,
        ),
        Criterion("transformation", "科技成果转化能力", 30, "近三年年均转化数和转化成效", highest=30),
        Criterion(
            "management", "研究开发组织管理水平", 20, "研发管理制度、研发机构、转化激励、人才培养", highest=20
        ),
        Criterion("growth", "企业成长性", 20, "净资产增长率和销售收入增长率，由财务专家核对", highest=20),
    ),
    low=30,
    high=100,
)
