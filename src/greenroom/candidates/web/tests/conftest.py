from __future__ import annotations

import pytest
from django.test import Client

from greenroom.candidates.tests.walking import interviewer

__all__ = ["colleague", "interviewer", "onlooker"]


@pytest.fixture
def colleague(cast) -> Client:
    """A recruiter's browser."""
    return _browser(cast.colleague)


@pytest.fixture
def onlooker(cast) -> Client:
    """The browser of somebody who may only look."""
    return _browser(cast.viewer)


def _browser(member) -> Client:
    client = Client()
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    return client
