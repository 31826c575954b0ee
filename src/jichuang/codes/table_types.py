"""表格读入的结果：表头、行、单元格，各带人能找到的地址。

不知道文件格式（见 tabular），也不知道各列的业务含义。
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from jichuang.codes.errors import CodeError
from jichuang.codes.text import normalise_name

CellKind = Literal["text", "number", "date", "bool", "error", "blank"]


class Cell(NamedTuple):
    """一个单元格。

    value        去掉两端空白、全角数字和字母变半角后的文字；日期为 2018-03-01，空格为 ""；
    address      “名单!B7”（工作簿）或“第7行第2列”（CSV）；
    numeric_long 长代码被存成数字或科学计数法，末几位可能已丢失；
    formula      由公式算出（value 是保存时的结果）；
    merged       本格为空，值取自纵向合并单元格的首格；
    raw          未清理的原文。
    """

    value: str
    address: str
    numeric_long: bool = False
    formula: bool = False
    kind: CellKind = "text"
    merged: bool = False
    raw: str = ""

    def exact(self) -> str:
        """代码列用：返回 value；被存成数字而丢了末几位时抛出带地址的 CodeError。"""
        if self.numeric_long:
            raise CodeError(
                self.address,
                self.value,
                "已丢失精度：长代码被存成了数字",
                "请把该列设为“文本”格式后重新填写全部数字",
            )
        return self.value


class Header(NamedTuple):
    """一个表头单元格。"""

    text: str
    address: str


class Row(NamedTuple):
    """一个非空行。number 是文件里的行号；cells 不短于表头，超出表头宽度而有内容的格子附在后面。"""

    number: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """一张表。可多次迭代，每次从表头下一行起逐行读出，跳过空行；文件损坏时迭代中抛出 CodeError。"""

    headers: list[Header]
    sheet: str
    encoding: str
    header_row: int
    _open: Callable[[], Iterator[Row]] = field(repr=False)

    def __iter__(self) -> Iterator[Row]:
        return self._open()

    def index(self, *titles: str) -> int:
        """表头为 titles 之一的列是第几列（从 0 起）；空格、全角半角和英文大小写不计较。

        没有这一列，或不止一列叫这个名称，抛出 CodeError。
        """
        wanted = {normalise_name(title) for title in titles}
        found = [at for at, header in enumerate(self.headers) if normalise_name(header.text) in wanted]
        if len(found) == 1:
            return found[0]
        if found:
            places = "、".join(self.headers[at].address for at in found)
            raise CodeError("表头", titles[0], "不止一列叫这个名称", f"请只保留一列，现有：{places}")
        present = "、".join(header.text for header in self.headers if header.text)
        raise CodeError("表头", titles[0], "没有这一列", f"现有的列：{present}")


def pick_header(rows: Sequence[Row], expected: Sequence[str] = ()) -> Row | None:
    """在开头若干非空行里认出表头：含 expected 一半以上的一行；否则第一个填了过半列数的行（越过标题和说明）。"""
    wanted = {normalise_name(title) for title in expected}
    for row in rows:
        hits = sum(normalise_name(cell.value) in wanted for cell in row.cells) if wanted else 0
        if hits * 2 > len(wanted):
            return row
    counts = [sum(cell.value != "" for cell in row.cells) for row in rows]
    widest = max(counts, default=0)
    return next((row for row, count in zip(rows, counts, strict=True) if count * 2 > widest), None)
