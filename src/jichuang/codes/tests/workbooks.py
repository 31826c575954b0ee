"""测试用的工作簿：现造一份，或改动其中的部件。"""

import io
import zipfile

import openpyxl


def workbook(*rows, title="名单", prepare=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if prepare:
        prepare(book, sheet)
    return saved(book)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def repacked(stream, change):
    """同一文件包，改动其中的部件：change(名称, 内容) -> 内容。"""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    out.seek(0)
    return out
