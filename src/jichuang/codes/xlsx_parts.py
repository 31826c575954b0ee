"""xlsx 文件包里固定的部件：目录、样式、工作簿清单、工作表的头尾。

只知道 OOXML 的写法（ECMA-376）；格子的内容由 xlsx_writer 给出。
"""

import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

# 样式序号，次序与 _STYLES 的 cellXfs 一致
PLAIN, HEADER, TEXT, DATE, NOTE = range(5)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HIDDEN = ' state="hidden"'
# 新填的行也要有下拉，所以范围放到现有数据以下这么多行
_SPARE_ROWS = 5_000

_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font>'
    '<font><sz val="10"/><color rgb="FF595959"/><name val="宋体"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEFF2"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF8C8C8C"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"'
    ' applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
    ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Sheet(NamedTuple):
    """要写的一张表。"""

    name: str
    hidden: bool


def entry(name: str) -> zipfile.ZipInfo:
    """包内条目；时间固定，同样的内容写出同样的字节。"""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def sheet_path(index: int) -> str:
    """第 index 张表（从 0 起）的包内路径。"""
    return f"xl/worksheets/sheet{index + 1}.xml"


def fixed_parts(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """除工作表外的全部部件：（路径, 内容）。"""
    overrides = "".join(
        f'<Override PartName="/{sheet_path(at)}" ContentType="{_TYPE}.worksheet+xml"/>'
        for at in range(len(sheets))
    )
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{overrides}</Types>',
    )
    yield (
        "_rels/.rels",
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{at}" r:id="rId{at}"'
        f"{_HIDDEN if sheet.hidden else ''}/>"
        for at, sheet in enumerate(sheets, start=1)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>',
    )
    links = "".join(
        f'<Relationship Id="rId{at + 1}" Type="{_REL}/worksheet" Target="worksheets/sheet{at + 1}.xml"/>'
        for at in range(len(sheets))
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{len(sheets) + 1}" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
    )
    yield "xl/styles.xml", _STYLES


def sheet_opening(headers: Sequence[str], text_at: frozenset[int], *, frozen_rows: int) -> str:
    """主表的开头：冻结到表头、列宽、文本列。"""
    below = f"A{frozen_rows + 1}"
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{_width(title, at - 1 in text_at)}" customWidth="1"'
        f' style="{TEXT if at - 1 in text_at else PLAIN}"/>'
        for at, title in enumerate(headers, start=1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{frozen_rows}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def sheet_closing(
    letters: Sequence[str],
    header_row: int,
    last_row: int,
    notes: int,
    drops: Mapping[int, Sequence[str]],
    choice_sheet: str,
) -> str:
    """主表的结尾：筛选、说明行合并、下拉选择。元素次序是标准规定的。"""
    xml = f'</sheetData><autoFilter ref="A{header_row}:{letters[-1]}{max(last_row, header_row)}"/>'
    if notes and len(letters) > 1:
        areas = "".join(f'<mergeCell ref="A{at}:{letters[-1]}{at}"/>' for at in range(1, notes + 1))
        xml += f'<mergeCells count="{notes}">{areas}</mergeCells>'
    if drops:
        rules = "".join(
            f'<dataValidation type="list" allowBlank="1" showErrorMessage="1"'
            f' sqref="{letters[at]}{header_row + 1}:{letters[at]}{last_row + _SPARE_ROWS}">'
            f"<formula1>'{choice_sheet}'!${column_letters(place)}$1:${column_letters(place)}${max(len(values), 1)}"
            f"</formula1></dataValidation>"
            for place, (at, values) in enumerate(drops.items(), start=1)
        )
        xml += f'<dataValidations count="{len(drops)}">{rules}</dataValidations>'
    return xml + "</worksheet>"


def small_sheet(rows: Iterable[str]) -> str:
    """一张小表的全文；rows 是每行的格子 XML。"""
    body = "".join(f'<row r="{at}">{cells}</row>' for at, cells in enumerate(rows, start=1))
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def column_letters(number: int) -> str:
    """列号换成列字母：1 → A，27 → AA。"""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _width(title: str, is_code: bool) -> int:
    shown = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in title)
    return min(max(shown + 4, 22 if is_code else 12), 44)
