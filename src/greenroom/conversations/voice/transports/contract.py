"""What a call needs of what carries it.

A transport's file has `ready`, which says why it cannot be used here, or ""; `place`, which imports nothing a page
does not need; and `build`, which imports what it needs and runs in a voice worker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from greenroom.conversations.voice.settings import VoiceSettings

if TYPE_CHECKING:
    from pipecat.transports.base_transport import BaseTransport


class NotAnOffer(Exception):
    """What the page sent begins no call."""


class Link(Protocol):
    """The line itself, beside its sound."""

    def send_app_message(self, message: dict[str, Any]) -> None:
        """Tell the page, soon. One that is not there any more is not told."""

    def is_connected(self) -> bool:
        """Whether the page gave a sign of life lately."""

    async def disconnect(self) -> None:
        """Let go. Twice is once."""


@dataclass(frozen=True)
class Carried:
    """transport: Pipecat's. answer: SDP for the page, "" where it needs none."""

    transport: BaseTransport
    link: Link
    answer: str


class Transport(Protocol):
    """As the modules of this package have it."""

    def ready(self, settings: VoiceSettings) -> str:
        """Why it cannot be used by this installation, "" where it can. Raises BadVoiceSetting."""

    def place(self, settings: VoiceSettings, *, call_id: UUID) -> dict[str, Any]:
        """What the page of this call, and only it, needs to connect. Raises BadVoiceSetting."""

    def reaches(self, settings: VoiceSettings) -> tuple[str, ...]:
        """Origins that the page of a call connects to beside our own."""

    def fits(self, sdp: str) -> bool:
        """Whether a page may begin a call with this: looked at before the call is taken."""

    async def build(self, settings: VoiceSettings, *, call_id: UUID, sdp: str) -> Carried:
        """The line of a call, open for its page. sdp: the page's offer. Raises NotAnOffer."""
