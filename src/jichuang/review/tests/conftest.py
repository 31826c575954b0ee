"""The hall's cast and this room's."""

from jichuang.hall.tests.cast import *  # noqa: F403
from jichuang.review.tests.cast import case, cases, play, pool, season  # noqa: F401
