"""What a proficiency rubric holds: categories, each with a text for every score from 1 to 5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.guidance.rules import words

SCORES = ("1", "2", "3", "4", "5")
LONGEST_NAME = 120
LONGEST_CATEGORY = 80
LONGEST_ANCHOR = 600
MOST_CATEGORIES = 8


@dataclass(frozen=True)
class Category:
    """One side of a language. anchors: "1" to "5", what such a command of it sounds like."""

    name: str = ""
    anchors: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.name.strip() and not any(text.strip() for text in self.anchors.values())

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Category:
        return cls(name=given["name"], anchors=dict(given["anchors"]))


def name(text: str) -> str:
    """The name of a rubric. Raises Refused where there is none."""
    tidy = words.line(text, field="name", longest=LONGEST_NAME)
    return words.given(tidy, _("Give the template a name."), field="name")


def checked(categories: Sequence[Category]) -> list[Category]:
    """Those that say something, tidied. Raises Refused with a field such as "anchor_0_3" (category 0, score 3)."""
    found = [(place, category) for place, category in enumerate(categories) if not category.is_empty]
    if not found:
        raise Refused(_("Write at least one category."), field="name_0")
    if len(found) > MOST_CATEGORIES:
        raise Refused(_("A template holds at most %(most)s categories.") % {"most": MOST_CATEGORIES})
    tidy = [_checked(place, category) for place, category in found]
    _check_names_differ(found, tidy)
    return tidy


def _checked(place: int, category: Category) -> Category:
    title = words.line(category.name, field=f"name_{place}", longest=LONGEST_CATEGORY)
    words.given(title, _("Name this category."), field=f"name_{place}")
    anchors = {
        score: words.block(
            category.anchors.get(score, ""), field=f"anchor_{place}_{score}", longest=LONGEST_ANCHOR
        )
        for score in SCORES
    }
    for score, text in anchors.items():
        words.given(
            text, _("Say what a %(score)s sounds like.") % {"score": score}, field=f"anchor_{place}_{score}"
        )
    return Category(title, anchors)


def _check_names_differ(found: list[tuple[int, Category]], tidy: list[Category]) -> None:
    seen: set[str] = set()
    for (place, _category), category in zip(found, tidy, strict=True):
        if category.name.casefold() in seen:
            raise Refused(_("Two categories have this name."), field=f"name_{place}")
        seen.add(category.name.casefold())
