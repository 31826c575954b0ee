"""一份材料的限度: bytes and pages. Knows no material and where no limit is declared asks for none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

from jichuang.base.errors import Refused
from jichuang.base.files import kinds, secrecy


@dataclass(frozen=True, slots=True)
class Limits:
    """`bytes` and `pages` a file may have; 0 asks for none beyond the installation's `UPLOAD_LIMIT`."""

    bytes: int = 0
    pages: int = 0

    def refuse_larger(self, size: int, name: str) -> None:
        """Raises Refused for more bytes than declared; `size` is in bytes."""
        if self.bytes and size > self.bytes:
            raise Refused(
                f"“{name}”超过 {self.bytes // 1024 // 1024} MB，没有保存。",
                remedy="请压缩图片（如以 200 dpi 重新扫描）或拆成几个文件后重新上传。",
                field="file",
            )


def refuse_locked_or_long(path: Path, name: str, limits: Limits) -> None:
    """Raises Refused for a PDF with a password, and for one with more pages than declared."""
    try:
        reader = PdfReader(path)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except (*secrecy.UNREADABLE, NotImplementedError) as fault:
        raise kinds.broken(name) from fault
    if locked:
        raise Refused(
            f"“{name}”设了打开密码，系统和审核人员都打不开。",
            remedy="请取消密码（打印为新的 PDF 即可）后重新上传。",
            field="file",
        )
    if limits.pages and pages > limits.pages:
        raise Refused(
            f"“{name}”有 {pages} 页，最多 {limits.pages} 页，没有保存。",
            remedy="请只留与本材料有关的页，或拆成几个文件后重新上传。",
            field="file",
        )
