"""Which channels there are. A new one is a folder and a line here."""

from __future__ import annotations

from greenroom.notifications.channels.slack import Slack
from greenroom.notifications.channels.teams import Teams
from greenroom.notifications.contract import Channel

CHANNELS: dict[str, Channel] = {channel.slug: channel for channel in (Slack(), Teams())}
