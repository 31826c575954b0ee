"""`python -m jichuang.cli` is the `jichuang` command."""

import sys

from jichuang.cli.main import main

sys.exit(main())
