"""Wording of a job description that is likely unlawful or biased, and what to write instead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills.evidence import cut
from greenroom.skills.lexical import sentences
from greenroom.skills.plan_interviewer.cues import reading
from greenroom.skills.plan_interviewer.schema import PlanWarning

_FOLDER = Path(__file__).parent / "bias"
MOST = 20


@dataclass(frozen=True)
class _Rule:
    find: re.Pattern[str]
    problem: str
    suggestion: str


@lru_cache(maxsize=8)
def _rules(language: str) -> tuple[_Rule, ...]:
    file = _FOLDER / f"{language}.toml"
    data = tomllib.loads((file if file.is_file() else _FOLDER / "en.toml").read_text(encoding="utf-8"))
    return tuple(
        _Rule(re.compile(rule["find"], re.IGNORECASE), rule["problem"], rule["suggestion"])
        for rule in data["warning"]
    )


def warnings(found: Sequence[PlanWarning]) -> list[PlanWarning]:
    """Each wording once, in the order of the text."""
    once: dict[str, PlanWarning] = {}
    for warning in found:
        once.setdefault(warning.quote.text.casefold(), warning)
    return list(once.values())[:MOST]


def found_in(text: str, language: str) -> list[PlanWarning]:
    """Every place that is warned about, in the order of the text. A sentence that promises equal treatment is
    not held against anybody for naming what it protects."""
    found: list[PlanWarning] = []
    fair = reading(language).cues["fair"]
    for stretch in sentences(text):
        sentence = text[stretch.start : stretch.end]
        if fair.search(sentence):
            continue
        for rule in _rules(language):
            for match in rule.find.finditer(sentence):
                span = cut(text, stretch.start + match.start(), stretch.start + match.end())
                found.append(PlanWarning(quote=span, problem=rule.problem, suggestion=rule.suggestion))
    return sorted(found, key=lambda warning: warning.quote.start)
