"""What a candidate holds or is: work authorisation, licences, languages, hours, place."""

from __future__ import annotations

import re

from greenroom.skills.extract_tags.hearing import Heard
from greenroom.skills.extract_tags.schema import TagHeard

_SMALL = "de|la|el|do|da|of|upon|am|sur"
_NAME = rf"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|{_SMALL})"
_PLACE = re.compile(rf"\s+({_NAME}(?:,?\s+(?!I\b){_NAME}){{0,3}})")
_SMALL_END = re.compile(rf"[\s,]+(?:{_SMALL})$")


def work_authorisation(heard: Heard) -> TagHeard | None:
    for value, pattern in heard.cues.choices("work_authorisation"):
        found = pattern.search(heard.plain)
        if found is None:
            continue
        if value == "No sponsorship needed" or not heard.denies(found.start(), found.end()):
            return heard.tag("work_authorisation", value, found.start(), found.end(), 0.85)
    return None


def licences(heard: Heard) -> TagHeard | None:
    name = "licences"
    if not (heard.cues.says("holding", heard.plain) or heard.asked(name)):
        return None
    found = [m for m in heard.cues.pattern(name).finditer(heard.plain) if not heard.denies(*m.span())]
    if not found:
        return None
    value = ", ".join(dict.fromkeys(heard.text[m.start() : m.end()] for m in found))
    return heard.tag(name, value[:1].upper() + value[1:], found[0].start(), found[-1].end(), 0.8)


def languages(heard: Heard) -> TagHeard | None:
    name = "languages"
    if not (heard.cues.says("speak", heard.plain) or heard.asked(name)):
        return None
    table = heard.cues.table("language_names")
    named = re.finditer(rf"\b(?:{'|'.join(table)})\b", heard.plain)
    found = [match for match in named if not heard.denies(*match.span())]
    if not found:
        return None
    said = dict.fromkeys(
        _with_level(heard, table[match.group()], match.start(), match.end()) for match in found
    )
    return heard.tag(name, ", ".join(said), found[0].start(), found[-1].end(), 0.85)


def availability(heard: Heard) -> TagHeard | None:
    name = "availability"
    told = heard.cues.says(name, heard.plain) and not heard.cues.says(f"{name}_not", heard.plain)
    if not (told or heard.asked(name)):
        return None
    named = heard.cues.pattern("availability_words").finditer(heard.plain)
    found = [match for match in named if not heard.denies(*match.span())]
    if not found:
        return None
    value = ", ".join(dict.fromkeys(heard.text[m.start() : m.end()] for m in found))
    return heard.tag(name, value[:1].upper() + value[1:], found[0].start(), found[-1].end(), 0.75)


def location(heard: Heard) -> TagHeard | None:
    living = heard.cues.pattern("living").search(heard.plain)
    moving = heard.cues.pattern("relocating").search(heard.plain)
    ready = moving is not None and not heard.denies(*moving.span())
    place = _PLACE.match(heard.text, living.end()) if living and not heard.denies(*living.span()) else None
    if place is not None and living is not None:
        name = _SMALL_END.sub("", place[1]).rstrip(".,")
        end = place.start(1) + len(name)
        value = f"{name}, willing to relocate" if ready else name
        return heard.tag("location", value, living.start(), end, 0.85)
    if ready and moving is not None:
        return heard.tag("location", "Willing to relocate", moving.start(), moving.end(), 0.8)
    return None


def _with_level(heard: Heard, name: str, start: int, end: int) -> str:
    """The language with the level said in its own part of the sentence."""
    before = re.split(r"[,;]|\b(?:and|y|et|und|e)\b", heard.plain[:start])[-1]
    after = re.split(r"[,;.]|\b(?:and|y|et|und|e)\b", heard.plain[end:])[0]
    for level, pattern in heard.cues.choices("fluency"):
        if pattern.search(f"{before} {after}"):
            return f"{name} ({level})"
    return name
