"""政策库, as anybody may read it."""

from __future__ import annotations

import pytest

from jichuang import policy

pytestmark = pytest.mark.django_db


def test_the_library_lists_every_policy(client):
    page = client.get("/policies/").content.decode()
    assert all(policy.get(each).title in page for each in policy.ids())
