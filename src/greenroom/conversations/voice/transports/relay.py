"""A TURN server, for candidates whose network lets nothing else through.

The REST credentials are those of draft-uberti-behave-turn-rest-00, which coturn keeps with `use-auth-secret`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings
from greenroom.core import clock

LIFETIME = timedelta(hours=2)
"""The longest interview, whatever its settings."""
URL = re.compile(r"turns?:[^?:\s]+(:\d+)?(\?transport=(udp|tcp))?")


@dataclass(frozen=True)
class Relay:
    """A server and what opens it for one call; as WebRTC's RTCIceServer has it."""

    urls: list[str]
    username: str
    credential: str


def relay(settings: VoiceSettings, *, call_id: UUID) -> Relay | None:
    """None where there is none. Raises BadVoiceSetting."""
    urls = settings.listed("GREENROOM_TURN_URLS")
    if not urls:
        return None
    if wrong := [url for url in urls if not URL.fullmatch(url)]:
        raise BadVoiceSetting(
            f"GREENROOM_TURN_URLS has {wrong[0]!r}: write turn:host:port or turns:host:port."
        )
    secret = settings.text("GREENROOM_TURN_SECRET")
    if secret:
        return Relay(urls, *_for_a_while(secret, call_id))
    user, password = settings.text("GREENROOM_TURN_USER"), settings.text("GREENROOM_TURN_PASSWORD")
    if not (user and password):
        raise BadVoiceSetting(
            "GREENROOM_TURN_URLS needs GREENROOM_TURN_SECRET, or GREENROOM_TURN_USER and GREENROOM_TURN_PASSWORD."
        )
    return Relay(urls, user, password)


def _for_a_while(secret: str, call_id: UUID) -> tuple[str, str]:
    """A user name that says until when it is good, and its password."""
    username = f"{int((clock.now() + LIFETIME).timestamp())}:{call_id}"
    digest = hmac.digest(secret.encode(), username.encode(), hashlib.sha1)
    return username, base64.b64encode(digest).decode()
