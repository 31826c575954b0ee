"""The standing cast is at hand in every test of the hall."""

from jichuang.hall.tests.cast import *  # noqa: F403
