"""装包: the documents, the list of their digests, the signature under the list, one archive. Reads only."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings

from jichuang.base import clock, files, pdf
from jichuang.base.models import StoredFile
from jichuang.base.seals import heads
from jichuang.hall.bundles import enclosures, gathering
from jichuang.hall.models import Case

if TYPE_CHECKING:
    from jichuang.accounts.models import User

HERE = Path(__file__).parent
READ_ME = """办件 {number} 审计包

case.pdf       办件全貌，供阅读
case.json      办件的全部事实（填报、材料的摘要、各环节意见、补正、时间线）
journal.jsonl  本办件的操作日志，每行附封存链上的位置、前一环和摘要（SM3）
rules.json     适用的规则、日期和当时有效的每个参数；rules/ 是规则与参数的源文件
matter.json    办件固定在哪一版事项：要素、表单、流程
files/         材料和各环节文件的原件，以 SHA-256 命名；在隔离中的不附，case.json 写明原因
review.json    专家评审打分表（评审截止后才有；盲评轮次对无权知道专家身份的人只写序号）
manifest.json  以上各文件的 SHA-256；signature.json 是本系统对清单的签名（Ed25519）
verify.py      离线核验：python3 verify.py --key 公钥指纹

能证明：各文件自制作之日起未改；由持有该密钥的系统签发；每行日志与封存时一致；日志与办件结果、所附规则、所附原件相符。
不能单凭本包证明：日志没有漏附行，封存链在别处没有断。这两点由本系统的 jichuang audit verify 核验。
"""


def pack(case: Case, *, by: str, reader: User | None, target: IO[bytes]) -> None:
    """Writes the archive of a case as of now to `target`; `by` is who asked for it, as words, `reader` whose rights count.

    Originals are copied from disk part by part, so that a case of any size fits in memory.
    """
    at = clock.machine_now()
    documents, originals = _documents(case, at, by, reader), gathering.stored_files(case)
    unsealed = sum(1 for line in documents["journal.jsonl"].splitlines() if b'"position": null' in line)
    head = heads.latest()
    digests = {name: sha256(content).hexdigest() for name, content in documents.items()}
    digests |= {name: file.sha256 for name, file in originals.items()}
    manifest = {
        "format": "jichuang-bundle/2",
        "case": case.number,
        "made_at": at.isoformat(timespec="seconds"),
        "business_day": clock.today().isoformat(),
        "made_by": by,
        "demonstration": settings.DEMONSTRATION,
        "fingerprint": heads.fingerprint(),
        "head": asdict(head) if head else None,
        "unsealed": unsealed,
        "files": dict(sorted(digests.items())),
    }
    text = _json(manifest)
    signature = _json(asdict(heads.attest(b"jichuang-bundle|" + text)))
    _zip({"manifest.json": text, "signature.json": signature, **documents}, originals, at, target)


def _documents(case: Case, at: datetime, by: str, reader: User | None) -> dict[str, bytes]:
    facts, (rules, sources) = gathering.case_facts(case), gathering.rule_facts(case)
    journal = gathering.journal_rows(case)
    plain = json.loads(
        _json({"case": facts, "rules": rules, "made_at": at, "made_by": by, "rows": len(journal)})
    )
    return {
        "说明.txt": READ_ME.format(number=case.number).encode(),
        "case.json": _json(facts),
        "case.pdf": pdf.compiled(
            HERE / "case.typ", {**plain, "demonstration": settings.DEMONSTRATION}, at=at
        ),
        "journal.jsonl": b"".join(_line(one) for one in journal),
        "matter.json": _json(gathering.matter_facts(case)),
        "rules.json": _json(rules),
        "verify.py": (HERE / "verify.py").read_bytes(),
        **{f"rules/{name}": content for name, content in sources.items()},
        **{name: _json(content) for name, content in enclosures.of(case, reader).items()},
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=_text).encode()


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(clock.SHANGHAI).isoformat(timespec="seconds")
    return str(value)


def _zip(
    documents: dict[str, bytes], originals: dict[str, StoredFile], at: datetime, target: IO[bytes]
) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, document in documents.items():
            archive.writestr(_entry(name, at, zipfile.ZIP_DEFLATED), document)
        for name, file in originals.items():
            entry = _entry(name, at, zipfile.ZIP_STORED)
            entry.file_size = file.size
            with files.open_file(file) as content, archive.open(entry, "w") as place:
                shutil.copyfileobj(content, place, 1024 * 1024)


def _entry(name: str, at: datetime, how: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.astimezone(clock.SHANGHAI).timetuple()[:6])
    entry.compress_type, entry.external_attr = how, 0o644 << 16
    return entry
