"""What a task says around its background: one editable file a language under words/."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills.plan_interviewer.workflow_words import LANGUAGES
from greenroom.skills.plan_interviewer.workflow_words import wording as planned
from greenroom.skills.write_scenario.schema import RubricLine

_FOLDER = Path(__file__).parent / "words"
_CHECKS = 1  # the planned criterion that finding mistakes takes the place of


@dataclass(frozen=True)
class Words:
    """language: of these words. said: the frames and sentences. usual, finds: lines of the rubric."""

    language: str
    said: dict[str, str]
    usual: tuple[RubricLine, ...]
    finds: RubricLine

    def rubric(self, mode: str) -> list[RubricLine]:
        """Where the assistant makes mistakes, finding those is a line of its own, whose points are the mistakes."""
        lines = list(self.usual)
        if mode == "error_detection":
            lines[_CHECKS] = self.finds
        return lines


@lru_cache(maxsize=8)
def wording(language: str) -> Words:
    """The words of an ISO 639-1 code; English for a language without a file."""
    code = language.lower()[:2]
    code = code if code in LANGUAGES else "en"
    own: dict[str, str] = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    base = planned(code)
    usual = tuple(
        RubricLine(text=each.text, anchors={"1": each.one, "5": each.five}, key_points=list(each.points))
        for each in base.criteria
    )
    finds = RubricLine(text=own["finds"], anchors={"1": own["one"], "5": own["five"]})
    return Words(code, {**base.scenario, **own}, usual, finds)
