"""The words this engine knows, from data/*.toml and from Babel's names of countries and languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

from babel import Locale

DATA = Path(__file__).parent / "data"
_LOCALES = ("en", "de", "fr", "es", "pt", "it", "nl")
SECTIONS = ("work", "education", "skills", "languages", "certificates", "summary", "contact", "other")


def fold(text: str) -> str:
    """Lower case without accents; one apostrophe."""
    text = text.replace("\u2019", "'").replace("ß", "ss").lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@dataclass(frozen=True)
class Words:
    """Everything folded. countries, cities, states: name to ISO 3166 code of the country."""

    titles: frozenset[str]
    title_endings: tuple[str, ...]
    organisations: frozenset[str]
    organisation_endings: tuple[str, ...]
    schools: frozenset[str]
    degrees: frozenset[str]
    degree_phrases: tuple[str, ...]
    months: dict[str, int]
    present: tuple[str, ...]
    since: tuple[str, ...]
    seasons: tuple[str, ...]
    states: dict[str, str]
    state_codes: dict[str, str]
    cities: dict[str, str]
    countries: dict[str, str]
    languages: frozenset[str]
    levels: frozenset[str]
    company_suffixes: frozenset[str]
    ranks: frozenset[str]
    name_particles: frozenset[str]
    no_names: frozenset[str]


@dataclass(frozen=True)
class Headings:
    """whole: complete heading to its kind; keys: word to kind; fillers: words that may stand beside a key."""

    whole: dict[str, str]
    keys: dict[str, str]
    fillers: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    raw = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
    states, codes = _states(raw)
    return Words(
        titles=frozenset(raw["titles"].split()),
        title_endings=tuple(raw["title_endings"].split()),
        organisations=frozenset(raw["organisations"].split()),
        organisation_endings=tuple(raw["organisation_endings"].split()),
        schools=frozenset(raw["schools"].split()),
        degrees=frozenset(raw["degrees"].split()),
        degree_phrases=tuple(_listed(raw["degree_phrases"])),
        months=_months(raw["months"]),
        present=tuple(_listed(raw["present"])),
        since=tuple(raw["since"].split()),
        seasons=tuple(raw["seasons"].split()),
        states=states,
        state_codes=codes,
        cities=_cities(raw["cities"]),
        countries=_countries(),
        languages=_languages(),
        levels=frozenset(raw["levels"].split()),
        company_suffixes=frozenset(raw["company_suffixes"].split()),
        ranks=frozenset(raw["ranks"].split()),
        name_particles=frozenset(raw["name_particles"].split()),
        no_names=frozenset(raw["no_names"].split()),
    )


@lru_cache(maxsize=1)
def headings() -> Headings:
    raw = tomllib.loads((DATA / "headings.toml").read_text(encoding="utf-8"))
    whole: dict[str, str] = {}
    keys: dict[str, str] = {}
    for kind in SECTIONS:
        for name in _listed(raw[kind]["whole"]):
            whole.setdefault(name, kind)
        for name in raw[kind]["keys"].split():
            keys.setdefault(name, kind)
    return Headings(whole, keys, frozenset(raw["fillers"].split()))


def _listed(block: str) -> list[str]:
    return [fold(item.strip()) for item in re.split(r"[|\n]", block) if item.strip()]


def _months(block: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in block.strip().splitlines():
        number, *names = line.split()
        for name in names:
            found.setdefault(name, int(number))
    return found


def _states(raw: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    codes = dict.fromkeys(raw["brazil"].split(), "BR")
    for country, key in (("AU", "provinces"), ("US", "states")):
        for entry in re.split(r"[|\n]", raw[key].strip()):
            code, name = entry.strip().split(" ", 1)
            home = "CA" if country == "AU" and len(code) == 2 else country
            codes[code] = home
            names[fold(name)] = home
    return names, codes


def _cities(block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in re.split(r"[|\n]", block.strip()):
        code, name = entry.strip().split(" ", 1)
        found.setdefault(fold(name), code)
    for zone in sorted(available_timezones()):
        area, _, place = zone.rpartition("/")
        if area in {"Europe", "Asia", "Africa", "Australia", "America", "Pacific"}:
            found.setdefault(fold(place.replace("_", " ")), "")
    return found


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    found = {"usa": "US", "u.s.a.": "US", "u.s.": "US", "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
             "uae": "AE", "brd": "DE", "holland": "NL", "korea": "KR", "northern ireland": "GB"}  # fmt: skip
    for code in _LOCALES:
        for territory, name in Locale(code).territories.items():
            if len(territory) == 2 and territory.isalpha():
                found.setdefault(fold(name), territory)
    return found


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    found: set[str] = {
        "mandarin",
        "cantonese",
        "farsi",
        "tagalog",
        "castellano",
        "flamisch",
        "flemish",
        "asl",
    }
    for code in _LOCALES:
        for tag, name in Locale(code).languages.items():
            if len(tag) == 2:
                found.add(fold(name))
    return frozenset(found)
