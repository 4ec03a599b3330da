"""What a page says of its posting in the words of schema.org's JobPosting (JSON-LD)."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from greenroom.interviewers.posting.markup import lines, text_of

_SCRIPTS = "descendant-or-self::script[contains(translate(@type, 'LDJSON+', 'ldjson+'), 'ld+json')]"
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>|;)\s*$"
)
LONGEST = 500_000  # characters of a description, as HTML

_MOST_NODES = 20_000
_KINDS = {
    "FULL_TIME": "full-time",
    "PART_TIME": "part-time",
    "CONTRACTOR": "contract",
    "TEMPORARY": "temporary",
    "INTERN": "internship",
    "VOLUNTEER": "volunteer",
    "PER_DIEM": "by the day",
    "OTHER": "",
}
_SECTIONS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
    ("skills", "Skills"),
    ("jobBenefits", "Benefits"),
    ("workHours", "Working hours"),
)


@dataclass(frozen=True)
class Structured:
    """title: as the page gives it, "" where it does not. text: all of the posting, facts above the description."""

    title: str
    text: str


def find(root: Any) -> Structured | None:
    """The posting of a page; of several the one that says most. None where there is none with a description."""
    described = [node for node in _postings(root) if _text(node.get("description")).strip()]
    most = max(described, key=lambda node: len(node["description"]), default=None)
    if most is None or len(most["description"]) > LONGEST:
        return None
    return _told(most)


def _postings(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.xpath(_SCRIPTS):
        try:
            given = json.loads(_unwrapped("".join(script.itertext())), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (node for node in _nodes(given) if _is_posting(node))


def _unwrapped(script: str) -> str:
    """JSON without what was once put around scripts."""
    before = ""
    while before != script:
        before, script = script, _WRAPPED.sub("", script)
    return script


def _nodes(given: Any) -> Iterator[dict[str, Any]]:
    """Every object, however deep it stands."""
    waiting, count = deque([given]), 0
    while waiting and count < _MOST_NODES:
        count += 1
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _is_posting(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and re.split(r"[/:#]", kind)[-1] == "JobPosting" for kind in kinds)


def _told(posting: dict[str, Any]) -> Structured:
    title = _plain(posting.get("title")) or _plain(posting.get("name"))
    facts = [
        ("Company", _name(posting.get("hiringOrganization"))),
        ("Location", _where(posting)),
        ("Employment type", _kind(posting.get("employmentType"))),
        ("Pay", _pay(posting)),
    ]
    told = [title] if title else []
    told += [f"{label}: {said}" for label, said in facts if said]
    description = text_of(_text(posting.get("description")))
    more = [_section(label, posting.get(key), description) for key, label in _SECTIONS]
    blocks = ["\n".join(told), description, *more]
    return Structured(title, "\n\n".join(block for block in blocks if block))


def _section(label: str, given: Any, description: str) -> str:
    """A part of the posting that its description does not already hold."""
    parts = [text_of(part) for part in _texts(given)]
    parts = [part for part in parts if part and part not in description]
    if not parts:
        return ""
    return f"{label}\n" + ("\n".join(f"- {part}" for part in parts) if len(parts) > 1 else parts[0])


def _texts(given: Any) -> list[str]:
    found = [_text(each) or _name(each) for each in (given if isinstance(given, list) else [given])]
    return [each for each in found if each]


def _text(given: Any) -> str:
    return given if isinstance(given, str) else ""


def _plain(given: Any) -> str:
    """One line."""
    return " ".join(lines(text_of(html.unescape(_text(given)))).split())


def _name(given: Any) -> str:
    """The name of a thing, which may be written as the name alone, or as a list of such."""
    if isinstance(given, list):
        return ", ".join(filter(None, map(_name, given)))
    if isinstance(given, dict):
        return _plain(given.get("name")) or _plain(given.get("description"))
    return _plain(given)


def _where(posting: dict[str, Any]) -> str:
    given = posting.get("jobLocation")
    places = [_place(place) for place in (given if isinstance(given, list) else [given])]
    if "TELECOMMUTE" in _texts(posting.get("jobLocationType")):
        allowed = _name(posting.get("applicantLocationRequirements"))
        places.append(f"remote ({allowed})" if allowed else "remote")
    return "; ".join(dict.fromkeys(filter(None, places)))


def _place(place: Any) -> str:
    address = place.get("address") if isinstance(place, dict) else place
    if not isinstance(address, dict):
        return _plain(address) or _name(place)
    parts = [_name(address.get(key)) for key in ("addressLocality", "addressRegion", "addressCountry")]
    return ", ".join(dict.fromkeys(filter(None, parts))) or _name(place)


def _kind(given: Any) -> str:
    kinds = [part.strip() for text in _texts(given) for part in text.split(",")]
    named = [_KINDS.get(re.sub(r"[\s-]+", "_", kind).upper(), kind) for kind in kinds]
    return ", ".join(dict.fromkeys(filter(None, named)))


def _pay(posting: dict[str, Any]) -> str:
    pay = posting.get("baseSalary") or posting.get("estimatedSalary")
    pay = pay[0] if isinstance(pay, list) and pay else pay
    currency = _plain(posting.get("salaryCurrency"))
    if not isinstance(pay, dict):
        return " ".join(filter(None, (currency, _number(pay)))) if _number(pay) else ""
    value = pay.get("value", pay)
    value = value if isinstance(value, dict) else {"value": value}
    least, most = _number(value.get("minValue")), _number(value.get("maxValue"))
    amount = (
        f"{least} to {most}"
        if least and most and least != most
        else least or most or _number(value.get("value"))
    )
    unit = _plain(value.get("unitText") or pay.get("unitText")).lower()
    if not amount:
        return ""
    return " ".join(
        filter(None, (_plain(pay.get("currency")) or currency, amount, f"per {unit}" if unit else ""))
    )


def _number(given: Any) -> str:
    """An amount as a person writes it; what is no number, as it stands."""
    if isinstance(given, bool) or given is None:
        return ""
    try:
        number = float(given)
    except (TypeError, ValueError, OverflowError):
        return _plain(given)
    if not 0 < number < 1e12:
        return ""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
