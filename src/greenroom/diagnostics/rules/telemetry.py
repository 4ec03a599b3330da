"""What a candidate's page may tell of itself: the shapes of its batches, checked before anything is kept.

Nothing here has room for what somebody typed: lengths, counts, codes and places in our own scripts only.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from greenroom.core.text import clean

MOST_EVENTS = 200
MOST_BYTES = 64 * 1024
"""Of one batch."""
MOST_OF_A_VISIT = 20 * 1024 * 1024
SILENCE = timedelta(minutes=30)
"""After which a visit has ended."""
SKEW = timedelta(days=2)
"""More than this a clock is not wrong: the page's word is then taken to be the moment it arrived."""

SMALL, MEDIUM = 600, 1100  # CSS pixels: below the first a small screen, below the second a medium one

Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8,32}$")]
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Number = Annotated[int, Field(ge=0, le=2_000_000_000)]
Moment = Annotated[int, Field(ge=0, le=8_640_000_000_000)]
"""Milliseconds since 1970 on the candidate's clock."""


class Kind(StrEnum):
    ABOUT = "about"
    LOADED = "loaded"
    ERROR = "error"
    REJECTION = "rejection"
    RESOURCE = "resource"
    DENIED = "denied"
    VISIBILITY = "visibility"
    PASTE = "paste"
    COPY = "copy"
    NETWORK = "network"
    TRIP = "trip"
    LONG_TASKS = "long_tasks"
    RAGE = "rage"


class Base(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def without_values(message: str) -> str:
    """A script's complaint without what it may quote from the page: quoted words, addresses, long numbers."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|`[^`]*`|“[^”]*”|‘[^’]*’", "…", message)
    bare = re.sub(r"\S+@\S+|https?://\S+|\+?\d[\d\s().-]{5,}\d", "…", bare)
    return " ".join(clean(bare).split())[:200]


def file_of(address: str) -> str:
    """The name of a script or picture; never its query, and nothing of another site but its name."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    return re.sub(r"[^\w.-]", "", path.rsplit("/", 1)[-1])[-80:]


class About(Base):
    """The browser and the screen. width: of the window, CSS pixels. platform: its version where it says so."""

    kind: Literal[Kind.ABOUT]
    width: Annotated[int, Field(ge=0, le=100_000)]
    touch: bool
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{0,20}$")] = ""
    time_zone: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+/-]{0,60}$")] = ""
    platform: Annotated[str, StringConstraints(pattern=r"^[0-9.]{0,20}$")] = ""


class Loaded(Base):
    """Milliseconds from the request to the first byte, and to a page that can be used."""

    kind: Literal[Kind.LOADED]
    first_byte: Count
    usable: Count


class Failure(Base):
    """A script went wrong, or a promise nobody waited for was broken."""

    kind: Literal[Kind.ERROR, Kind.REJECTION]
    message: Annotated[str, StringConstraints(max_length=500)]
    file: Annotated[str, StringConstraints(max_length=500)] = ""
    line: Count = 0

    _bare = field_validator("message")(without_values)
    _file = field_validator("file")(file_of)


class Resource(Base):
    """A script, style or picture did not arrive."""

    kind: Literal[Kind.RESOURCE]
    tag: Literal["script", "link", "img", "audio", "video", "source", "other"]
    file: Annotated[str, StringConstraints(max_length=500)] = ""

    _file = field_validator("file")(file_of)


class Denied(Base):
    """The microphone or the camera was not given. reason: the browser's own name of it."""

    kind: Literal[Kind.DENIED]
    device: Literal["microphone", "camera", "both"]
    reason: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{1,40}$")]


class Visibility(Base):
    kind: Literal[Kind.VISIBILITY]
    state: Literal["hidden", "visible"]


class Clipboard(Base):
    """Characters pasted or copied: how many, never which."""

    kind: Literal[Kind.PASTE, Kind.COPY]
    length: Count


class Network(Base):
    kind: Literal[Kind.NETWORK]
    state: Literal["offline", "online"]


class Trip(Base):
    """How a batch before this one fared: milliseconds to our answer, and tries without one."""

    kind: Literal[Kind.TRIP]
    ms: Count
    lost: Annotated[int, Field(ge=0, le=1000)] = 0


class LongTasks(Base):
    """Since the last such event, tasks of the page over 50 ms: how many, and milliseconds together."""

    kind: Literal[Kind.LONG_TASKS]
    count: Count
    ms: Count


class Rage(Base):
    """Clicks in quick succession on one place that did nothing. tag: of the element."""

    kind: Literal[Kind.RAGE]
    count: Count
    tag: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,20}$")]


Noticed = Annotated[
    About | Loaded | Failure | Resource | Denied | Visibility | Clipboard | Network | Trip | LongTasks | Rage,
    Field(discriminator="kind"),
]


class Event(Base):
    """at: when, on the candidate's clock."""

    number: Number
    at: Moment
    what: Noticed

    def data(self) -> dict[str, Any]:
        return self.what.model_dump(mode="json", exclude={"kind"})


class Batch(Base):
    """page: a key the page made up for itself."""

    page: Key
    events: Annotated[tuple[Event, ...], Field(min_length=1, max_length=MOST_EVENTS)]


class Stamp(Base):
    """sent: when something was sent, on the candidate's clock; it stands in the address."""

    sent: Moment


class PartHead(Stamp):
    """What is said of a part of a screen recording, in its address."""

    page: Key
    number: Number


def shift(sent: int, now: datetime) -> timedelta:
    """How far the candidate's clock is behind ours, from when they say they sent what has just arrived."""
    behind = now - moment(sent)
    return behind if abs(behind) <= SKEW else timedelta(0)


def moment(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def on_our_clock(at: float, behind: timedelta, *, began: datetime, now: datetime) -> datetime:
    """A moment of the candidate's on our clock, within the visit whatever they say."""
    return min(max(moment(at) + behind, began), now)


def screen_class(width: int) -> str:
    if width < SMALL:
        return "small"
    return "medium" if width < MEDIUM else "large"
