"""审计包: one case with its journal, its rules and its hashes in one archive that proves itself without this installation."""

from jichuang.hall.bundles.packing import pack

__all__ = ["pack"]
