"""Browsers of the cast: `browse(user)` is a signed-in client, `browse()` a visitor's."""

from jichuang.hall.tests.pages.conftest import browse  # noqa: F401
