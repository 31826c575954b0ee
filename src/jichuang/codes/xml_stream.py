"""逐块解析 XML，不接受任何 DTD：没有实体展开，也就没有“十亿笑”一类的攻击。

不知道文件里装的是什么。
"""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

CHUNK = 1 << 16


class ForbiddenMarkup(ValueError):
    """XML 里有 DTD 或实体声明。"""


def new_parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> expat.XMLParserType:
    """一个接好回调的解析器；元素名可能带前缀，用 local 去掉。"""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def local(name: str) -> str:
    """去掉命名空间前缀。"""
    return name[name.find(":") + 1 :]


def each_element(stream: IO[bytes], visit: Callable[[str, dict[str, str]], None]) -> None:
    """对每个开始标签调用 visit(去前缀的名称, 属性)。XML 不合法抛出 expat.ExpatError。"""
    parser = new_parser(lambda name, attrs: visit(local(name), attrs), lambda _name: None, lambda _text: None)
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_declaration: object) -> None:
    raise ForbiddenMarkup
