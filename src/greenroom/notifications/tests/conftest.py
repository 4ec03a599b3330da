"""Slack and Teams to test with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from greenroom.core.testing.certificates import Certificate
from greenroom.core.testing.outside import internet
from greenroom.core.testing.standins.slack import SlackStandIn
from greenroom.core.testing.standins.teams import TeamsStandIn
from greenroom.notifications.tests.services import STANDINS, Services


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificates")
    return Certificate(folder, *(standin.name for standin in STANDINS.values()))


@pytest.fixture
def services(certificate) -> Iterator[Services]:
    with SlackStandIn(tls=certificate.server) as slack, TeamsStandIn(tls=certificate.server) as teams:
        sites = {slack.name: slack.port, teams.name: teams.port}
        with internet(sites, trust=certificate.trust) as net:
            yield Services(net, slack, teams)
