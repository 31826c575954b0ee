"""省级指南: a matter's own `guide.toml`, completed by the texts that all matters of the province share. Knows no matter."""

from __future__ import annotations

from pathlib import Path

from jichuang.hall.declare import Guide, load_guide

PROVINCIAL = Path(__file__).with_name("provincial.toml")


def provincial_guide(beside: str) -> Guide:
    """The guide in the folder of the module `beside` (its `__file__`)."""
    return load_guide(Path(beside).with_name("guide.toml"), PROVINCIAL)
