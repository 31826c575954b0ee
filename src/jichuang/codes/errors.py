"""代码与数值的错误：说清哪一格、错在哪里、怎样才对。

本模块只知道一条错误由什么组成，不知道页面、表单和数据库。
"""


class CodeError(ValueError):
    """一个值不合标准。

    field    栏目或单元格（如“统一社会信用代码”“名单!B7”），可为空；
    value    原样的值（证件号码已遮盖）；
    problem  错在哪里（中文，完整句子，不带句号）；
    remedy   怎样才对（中文，可为空）。
    str() 把四项连成一句，可直接给人看。
    """

    def __init__(self, field: str, value: str, problem: str, remedy: str = "") -> None:
        self.field = field
        self.value = value
        self.problem = problem
        self.remedy = remedy
        super().__init__(field, value, problem, remedy)

    def __str__(self) -> str:
        place = f"{self.field}：" if self.field else ""
        shown = f"“{self.value}”" if self.value else ""
        fix = f"；{self.remedy}" if self.remedy else ""
        return f"{place}{shown}{self.problem}{fix}。"

    def at(self, place: str) -> "CodeError":
        """同一错误，换上更准确的位置（如单元格地址）。"""
        return CodeError(place, self.value, self.problem, self.remedy)
