"""The hall's cast and clock for the room's tests."""

from jichuang.hall.tests.cast import *  # noqa: F403  fixtures
