"""What a channel does, and the three ways it can fail."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any, Protocol


@dataclass(frozen=True)
class Notice:
    """Something the team hears. facts: label and value, in the order they are read. link: to the page about it.

    unnamed: the title for members who read without names; "" where the title names nobody.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    link: str = ""
    link_label: str = ""
    unnamed: str = ""

    def without_name(self) -> Notice:
        return replace(self, title=self.unnamed or self.title)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Notice:
        facts = tuple((label, value) for label, value in kept["facts"])
        return cls(kept["title"], facts, kept["link"], kept["link_label"])


class ChannelFailure(Exception):
    """It was not delivered. The text is fit to be shown to a member; it holds no address."""


class RetryLater(ChannelFailure):
    """Away, busy or slow: the same notice may go later. after: the wait that was asked for."""

    def __init__(self, reason: str, *, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class NeedsReconnect(ChannelFailure):
    """The address is no longer good: a person has to make a new one."""


class Rejected(ChannelFailure):
    """This notice is refused for good."""


class Channel(Protocol):
    """A service that takes notices at an address which is its secret. Bounded: it answers within ten seconds.

    slug: its folder. label: its name. hosts: the ends of the host names its addresses have.
    """

    slug: str
    label: str
    hosts: tuple[str, ...]

    def send(self, address: str, notice: Notice) -> None:
        """Deliver one notice. Raises one of the three failures."""
