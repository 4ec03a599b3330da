"""What `extract_tags` is given and what it gives back."""

from __future__ import annotations

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span
from greenroom.skills.find_highlights.schema import Said


class WantedTag(Given):
    """A fact to listen for. name: stable key; label: what people read; hint: how it may be said."""

    name: str
    label: str
    hint: str = ""


STANDARD_TAGS = (
    WantedTag(name="years_of_experience", label="Years of experience", hint="in this kind of work"),
    WantedTag(name="notice_period", label="Notice period"),
    WantedTag(name="earliest_start", label="Earliest start"),
    WantedTag(name="expected_pay", label="Expected pay"),
    WantedTag(name="work_authorisation", label="Work authorisation"),
    WantedTag(name="availability", label="Availability", hint="days, shifts, hours"),
    WantedTag(name="languages", label="Languages"),
    WantedTag(name="licences", label="Licences and certificates"),
    WantedTag(name="location", label="Location and relocation"),
)


class TagsToHear(Given):
    language: str = ""
    wanted: list[WantedTag] = list(STANDARD_TAGS)
    said: list[Said]


class TagHeard(Given):
    """value: short and normalised where possible ("2 weeks", "GBP 12.60 an hour"); span: where it was said."""

    name: str
    value: str
    confidence: float
    turn: str
    span: Span


class TagsHeard(Given):
    """At most one value for each wanted tag; what was not said is not there."""

    tags: list[TagHeard]
