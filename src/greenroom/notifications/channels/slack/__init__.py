"""Slack, by incoming webhook."""

from __future__ import annotations

from greenroom.notifications.channels.slack.channel import Slack

__all__ = ["Slack"]
