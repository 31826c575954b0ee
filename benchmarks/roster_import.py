"""Times a roster of 62,000 rows from upload to register, the same file again, and its undo, in a database of its own.

    DATABASE_URL=postgresql://… python benchmarks/roster_import.py [rows]

The database (named test_…) is made for the run and dropped after it; the installation's own is not touched.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from io import BytesIO

HEADERS = ["企业名称", "统一社会信用代码", "证书编号", "设区市", "县（市、区）", "认定日期"]
COUNTIES = ["长安区", "桥西区", "辛集市", "正定县"]


def roster(rows: int) -> BytesIO:
    """An .xlsx of `rows` provincial small technology firms, all different."""
    from jichuang.codes import credit_code
    from jichuang.codes.tabular import write_xlsx

    content = BytesIO()
    lines = (
        [
            f"样品第{n}号有限公司（演示）",
            credit_code.make("130102", f"DEM{n:05d}"),
            f"KX2018{900000 + n}",
            "石家庄市",
            COUNTIES[n % len(COUNTIES)],
            date(2018, 1 + n % 9, 1),
        ]
        for n in range(rows)
    )
    write_xlsx(content, HEADERS, lines, text_columns=["统一社会信用代码", "证书编号"])
    content.seek(0)
    return content


def main() -> None:
    """Makes a fresh database, measures, drops it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
    os.environ["JICHUANG_DATA"] = tempfile.mkdtemp(prefix="roster-import-")
    import django

    django.setup()
    from django.conf import settings
    from django.test.runner import DiscoverRunner

    settings.DEMONSTRATION = True
    runner = DiscoverRunner(interactive=False, verbosity=0)
    databases = runner.setup_databases()
    try:
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 62_000)
    finally:
        runner.teardown_databases(databases)


def measure(rows: int) -> None:
    """Prints the seconds of each step."""
    from jichuang.base import clock
    from jichuang.registry import verbs

    clock.set_demonstration_day(date(2018, 9, 30))
    file = roster(rows)
    started = time.perf_counter()
    batch = verbs.preview_import(register="hebei_tech_sme", file=file, filename="名单.xlsx", by=None)
    read = time.perf_counter()
    verbs.commit_import(batch=batch, by=None)
    written = time.perf_counter()
    print(f"{rows} rows: preview {read - started:.1f} s, commit {written - read:.1f} s, {batch.counts}")
    file.seek(0)
    again = verbs.preview_import(register="hebei_tech_sme", file=file, filename="名单.xlsx", by=None)
    print(f"the same file again: {time.perf_counter() - written:.1f} s, {again.counts}")
    begun = time.perf_counter()
    verbs.undo_import(batch=batch, by=None, reason="基准测试")
    print(f"undo: {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
