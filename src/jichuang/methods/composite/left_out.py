"""去掉一项: the weights of a tree with one element left out. Knows no scores."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from jichuang.methods.composite.arrays import Matrix
from jichuang.methods.composite.framework import Framework


def without(weights: Mapping[str, Matrix], framework: Framework, code: str) -> dict[str, Matrix] | None:
    """Weights with one element at 0; an only child takes its parent along. None when nothing would be left."""
    out = dict(weights)
    while True:
        parent = framework.element(code).parent
        if parent is None:
            return None
        at = [each.code for each in framework.children[parent]].index(code)
        held = np.array(out[parent])
        if (np.delete(held, at, axis=-1).sum(axis=-1) > 0).all():
            held[..., at] = 0
            out[parent] = held
            return out
        code = parent  # nothing beside it: what stands above it goes instead
