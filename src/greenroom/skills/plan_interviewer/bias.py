"""Wording of a job description that is likely unlawful or biased, and what to write instead."""

from __future__ import annotations

import re
import tomllib
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


def warnings(text: str, language: str) -> list[PlanWarning]:
    """In the order of the text, each wording once. A sentence that promises equal treatment is not held
    against anybody for naming what it protects."""
    found: dict[str, PlanWarning] = {}
    fair = reading(language).cues["fair"]
    for stretch in sentences(text):
        sentence = text[stretch.start : stretch.end]
        if fair.search(sentence):
            continue
        for rule in _rules(language):
            for match in rule.find.finditer(sentence):
                span = cut(text, stretch.start + match.start(), stretch.start + match.end())
                warning = PlanWarning(quote=span, problem=rule.problem, suggestion=rule.suggestion)
                found.setdefault(span.text.casefold(), warning)
    return sorted(found.values(), key=lambda warning: warning.quote.start)[:MOST]


def asks_private(text: str, language: str) -> bool:
    """Whether a wish or a question asks a person about a protected characteristic of theirs."""
    return any(rule.find.search(text) for rule in _rules(language)) or _PRIVATE.search(text) is not None


_PRIVATE = re.compile(
    r"\b(?:(?:their|your|the candidates?.?s?|about|on|his|her) (?:exact |real )?(?:age|health"
    r"|religion|faith|nationality|race|"
    r"ethnic\w*|marital status|pregnan\w*|disabilit\w*|sexual orientation|family plans?|children"
    r"|politics|union membership)|"
    r"how old|(?:have|having|want|wants|plan|planning) (?:any )?(?:children|kids|a family)"
    r"|are you (?:married|pregnant|religious|disabled)|"
    r"pregnan(?:t|cy)|where (?:are you|were you|they are|were they) (?:originally )?(?:from|born)|"
    r"(?:ihrem?|dem|nach|das) alter|wie alt|kinder(?:wunsch| haben)|haben sie kinder|schwanger\w*"
    r"|verheiratet|ihre religion|ihre herkunft|"
    r"votre (?:âge|religion|nationalité|origine|santé)|(?:l.âge|enfants|enceinte"
    r"|situation familiale)|avez-vous des enfants|"
    r"(?:su|la) (?:edad|religión|nacionalidad|salud)|tiene hijos|embaraz\w*|estado civil|"
    r"(?:sua|a) (?:idade|religião|nacionalidade|saúde)|tem filhos|grávida|gravidez)\b"
    r"|^(?:age|religion|nationality|health|family|children|marital status|alter|kinder|edad|hijos"
    r"|âge|idade|filhos)$",
    re.IGNORECASE,
)
