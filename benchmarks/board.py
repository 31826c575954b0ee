"""Times the plan's board over a synthetic province of some 62,000 register entries, in a database of its own.

    DATABASE_URL=postgresql://… python benchmarks/board.py

Prints the number of entries, and for each day the queries and the milliseconds of the board's read and of the whole
page. The database (named test_…) is made for the run and dropped after it; the installation's own is not touched.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def main() -> None:
    """Populates a fresh database, measures, drops it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
    sys.path.insert(0, str(Path(__file__).parent))
    import django

    django.setup()
    from board_province import measure, populate
    from django.conf import settings
    from django.test.runner import DiscoverRunner

    settings.DEMONSTRATION = True
    runner = DiscoverRunner(interactive=False, verbosity=0)
    databases = runner.setup_databases()
    try:
        began = time.perf_counter()
        total = populate()
        print(f"{total} entries loaded in {time.perf_counter() - began:.1f} s")
        measure()
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
