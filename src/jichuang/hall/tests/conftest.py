"""The standing cast is at hand in every test of the hall."""

from jichuang.hall.tests.cast import *  # noqa: F403
from jichuang.hall.tests.recognition_cast import *  # noqa: F403
