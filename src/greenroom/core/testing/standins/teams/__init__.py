"""The webhooks of Microsoft Teams' workflows."""

from greenroom.core.testing.standins.teams.server import TeamsStandIn

__all__ = ["TeamsStandIn"]
