from __future__ import annotations

import pytest

from greenroom.core import scope
from greenroom.outreach.senders.sms.tests.phones import configure, door
from greenroom.stages.conversational_sms.tests.phone import Phone


@pytest.fixture
def account(settings):
    with door() as account:
        configure(settings, account)
        yield account


@pytest.fixture
def phone(cast, account):
    with scope.scoped(cast.workspace.id):
        yield Phone(cast.workspace, account)
