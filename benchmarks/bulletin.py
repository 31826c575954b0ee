"""Times one bulletin of a province: tabulation with statistical secrecy, words and tables, PDF, workbook, SDMX.

    python benchmarks/bulletin.py [FIRMS]

3,200 invented returns by default, 14 places by 8 fields. No database. The bar is the PDF: under 3 seconds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any


def timed(what: str, work: Callable[[], Any]) -> Any:
    """Runs once, prints the seconds, returns what came out."""
    began = time.perf_counter()
    found = work()
    print(f"{what:<24}{time.perf_counter() - began:8.2f} s")
    return found


def main() -> None:
    """Prints one line a step."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
    import django

    django.setup()
    from jichuang.demo.quarterly import answers_of
    from jichuang.indicators.bulletin import files
    from jichuang.indicators.bulletin.papers import paper, title_of
    from jichuang.indicators.bulletin.tabulating import Axis, tabulate
    from jichuang.matters.hnte_quarterly.report import FIELDS, SIZES
    from jichuang.methods.suppression import Rule
    from jichuang.registry.reads import homes

    firms, day = int(sys.argv[1]) if len(sys.argv) > 1 else 3200, date(2018, 7, 25)
    places = tuple((one.code, one.name) for one in homes(day))
    rows = [(places[at % len(places)][0], answers_of(f"firm {at}", 2)) for at in range(firms)]
    axes = (
        Axis("home", "地区", "", places),
        Axis("field", "技术领域", "field", FIELDS),
        Axis("size", "规模", "size", SIZES),
    )
    tables = timed(f"tabulate {firms} firms", lambda: tabulate(rows, axes, Rule()))
    data = {
        "survey": "高新技术企业统计季报", "period": "2018Q2", "year": 2018, "number": 2, "quarter": "2018年第二季度",
        "roster": firms, "marks": [], "rule": {"fewest": 3, "dominant": 850, "status_words": "未核对"},
        "province": "130000", "province_name": "河北省", **tables,
    }  # fmt: skip
    printed = timed(
        "words, tables, charts",
        lambda: paper(
            data, title=title_of(data, "河北省"), office="河北省科学技术厅", number="冀科统〔2018〕2号", day=day,
            remark="", identifier="benchmark-1", stamp="演示数据",
        ),
    )  # fmt: skip
    lock = {"issued_on": day.isoformat(), **timed("versions and digests", files.made_with)}
    pdf = timed("PDF", lambda: files.as_pdf(printed, day))
    timed("PDF again", lambda: files.as_pdf(printed, day))
    timed("workbook", lambda: files.as_workbook(printed, lock))
    timed(
        "SDMX",
        lambda: files.as_sdmx(
            data,
            identifier="benchmark-1",
            issued_on=day,
            source="benchmark",
            prepared=datetime(2018, 7, 25, tzinfo=UTC),
        ),
    )
    print(f"PDF has {len(pdf):,} bytes")


if __name__ == "__main__":
    main()
