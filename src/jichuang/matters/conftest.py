"""Every matter's tests have the cast of the long route and the journey through it at hand."""

from jichuang.matters.tests.journey import *  # noqa: F403
