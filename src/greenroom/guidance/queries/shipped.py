"""What comes with the product: personas and proficiency rubrics, as files a person can edit."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.guidance.rules.proficiency import SCORES, Category

ROOM = Path(__file__).resolve().parent.parent
RUBRICS = ROOM / "rubrics"
PERSONAS = ROOM / "personas.toml"


@dataclass(frozen=True)
class ShippedRubric:
    """A rubric to start from, in the language it is about."""

    name: str
    language: str
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class ShippedPersona:
    name: str
    manner: str


@lru_cache(maxsize=16)
def rubric(language: str) -> ShippedRubric | None:
    """The one that comes with the product for an ISO 639-1 code, if there is one."""
    path = next((path for path in RUBRICS.glob("*.toml") if path.stem == language), None)
    if path is None:
        return None
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    categories = tuple(
        Category(each["name"], {score: " ".join(each[score].split()) for score in SCORES})
        for each in given["category"]
    )
    return ShippedRubric(given["name"], language, categories)


@lru_cache(maxsize=1)
def personas() -> tuple[ShippedPersona, ...]:
    given = tomllib.loads(PERSONAS.read_text(encoding="utf-8"))["persona"]
    return tuple(ShippedPersona(each["name"], " ".join(each["manner"].split())) for each in given)
