"""The standing cast of the hall is at hand in the portal's tests."""

from jichuang.hall.tests.cast import *  # noqa: F403
