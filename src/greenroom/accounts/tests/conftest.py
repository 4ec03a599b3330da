"""What the tests of signing in share."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet() -> None:
    """allauth counts tries in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def link_in_mail() -> Callable[[], str]:
    """The path of the address in the newest mail."""

    def find() -> str:
        found = re.search(r"https?://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
        assert found, mail.outbox[-1].body
        return found[1]

    return find
