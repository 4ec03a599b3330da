"""The services that channels speak to, as stand-ins."""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.core.testing.outside import Internet
from greenroom.core.testing.standins.slack import SlackStandIn
from greenroom.core.testing.standins.teams import TeamsStandIn

STANDINS = {"slack": SlackStandIn, "teams": TeamsStandIn}
"""One for each channel of the registry."""


@dataclass
class Services:
    """All of them at once, under their own names."""

    net: Internet
    slack: SlackStandIn
    teams: TeamsStandIn

    @property
    def by_slug(self) -> dict[str, SlackStandIn | TeamsStandIn]:
        return {"slack": self.slack, "teams": self.teams}
