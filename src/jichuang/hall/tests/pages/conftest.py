"""Browsers of the standing cast: `browse(user)` is a signed-in client, `browse()` a visitor's."""

from __future__ import annotations

import pytest
from django.test import Client

from jichuang.hall.tests.cast import *  # noqa: F403


@pytest.fixture
def browse():
    """A client for one person; the sign-in check itself has its own tests."""

    def open_for(user=None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return open_for
