"""Microsoft Teams, by the webhook of a workflow."""

from __future__ import annotations

from greenroom.notifications.channels.teams.channel import Teams

__all__ = ["Teams"]
