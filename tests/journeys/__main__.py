"""`make walk FILE=walks/S07.toml`: one walk, told step by step. `URL` names a running demonstration; without it a
throw-away one is started."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import nullcontext
from pathlib import Path

from journeys import instance, walking


def main(argv: list[str]) -> int:
    """Exit 0 when every step holds, 1 when one does not, 2 for a walk file that cannot be read."""
    parser = argparse.ArgumentParser(prog="jichuang walk")
    parser.add_argument("file", type=Path, help="walks/ 里的验收路径，例如 walks/S07.toml")
    parser.add_argument("--url", default=os.environ.get("URL", ""), help="运行中的演示；不给则自起一个临时的")
    chosen = parser.parse_args(argv)
    try:
        path = walking.read(chosen.file)
    except (OSError, ValueError) as fault:
        print(f"验收路径文件有误：{fault}", file=sys.stderr)
        return 2
    if chosen.url:
        live = nullcontext(instance.Instance(chosen.url.rstrip("/")))
    else:
        print(f"没有指明网址，自起一个临时演示并装载到 {path.on}（约一两分钟）……", flush=True)
        live = instance.throwaway(path.on)
    try:
        with live as found:
            walking.walk(path, found, lambda words: print(words, flush=True))
    except (walking.WalkStopped, instance.InstanceFault) as fault:
        print(fault, file=sys.stderr)
        return 1
    print("全部走通。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
