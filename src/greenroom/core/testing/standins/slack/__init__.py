"""Slack's incoming webhooks."""

from greenroom.core.testing.standins.slack.server import SlackStandIn

__all__ = ["SlackStandIn"]
