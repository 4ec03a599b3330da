"""Texts with {{variables}}: checked when they are written, filled when they are sent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.core.text import clean
from greenroom.outreach.rules.kinds import ADDRESSES, OWN_WORDS, SMS, Kind

VARIABLE = re.compile(r"\{\{\s*(\w*)\s*\}\}")
LONGEST_SUBJECT = 200
LONGEST_BODY = 8_000
LONGEST_TEXT = 480  # of a text message: three parts
LONGEST_VALUE = 200


@dataclass(frozen=True)
class Text:
    """A message before it is filled. subject: "" for a text message."""

    subject: str
    body: str


def variables_in(text: str) -> set[str]:
    return set(VARIABLE.findall(text))


def checked(kind: Kind, channel: str, *, subject: str, body: str) -> Text:
    """The text, tidied. Raises Refused with the field, naming a variable that is unknown or missing."""
    subject, body = " ".join(clean(subject).split()), clean(body).strip()
    if channel == SMS:
        subject = ""
    elif not subject:
        raise Refused(_("Write a subject."), field="subject")
    if not body:
        raise Refused(_("Write the message."), field="body")
    longest = LONGEST_TEXT if channel == SMS else LONGEST_BODY
    for field, text, most in (("subject", subject, LONGEST_SUBJECT), ("body", body, longest)):
        if len(text) > most:
            raise Refused(_("Keep it under %(most)s characters.") % {"most": f"{most:,}"}, field=field)
        _check_variables(text, kind, field)
    missing = sorted(kind.needs - variables_in(body))
    if missing:
        raise Refused(_("It needs %(names)s.") % {"names": _named(missing)}, field="body")
    return Text(subject, body)


def _check_variables(text: str, kind: Kind, field: str) -> None:
    unknown = sorted(variables_in(text) - set(kind.variables))
    if unknown:
        said = _("%(names)s cannot be filled here. There are: %(known)s.")
        raise Refused(said % {"names": _named(unknown), "known": _named(kind.variables)}, field=field)


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in names)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables replaced, once: what a value holds is never read as a variable.

    A line whose variable has no value is left out, unless there is no other.
    """
    every = text.strip().split("\n")
    lines = [line for line in every if not lacks(line, values)] or every
    filled = "\n".join(VARIABLE.sub(lambda found: values.get(found[1], ""), line) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", filled).strip()


def lacks(line: str, values: Mapping[str, str]) -> bool:
    """Whether the line has a variable without a value."""
    return any(not values.get(name) for name in variables_in(line))


def harmless(values: Mapping[str, str]) -> dict[str, str]:
    """Values on one line, without characters that steer a reader, and as links only where they are meant to be.

    What a member wrote for this one person keeps its lines and links, as the words of a template do.
    """
    return {name: _harmless(name, value) for name, value in values.items()}


def _harmless(name: str, value: str) -> str:
    if name in ADDRESSES:
        return value
    return clean(value).strip() if name in OWN_WORDS else _plain(value)


def _plain(value: str) -> str:
    visible = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in value
    )
    visible = "".join(letter for letter in visible if unicodedata.category(letter) not in {"Cf", "Cs", "Co"})
    return " ".join(visible.split())[:LONGEST_VALUE].replace("://", ": //").replace("www.", "www ")
