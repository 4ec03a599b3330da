"""What the engine says in its own name: phrases.toml, which people can edit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from greenroom.conversations.engine.plan import Plan
from greenroom.skills.lexical import fold, tokenise

LANGUAGES = ("en", "es", "fr", "de", "pt", "ar")
_FILE = Path(__file__).parent / "phrases.toml"
Pressed = Literal["repeat", "slower", "wait"]
"""What a candidate can ask for in plain words."""
_PRESSED: tuple[Pressed, ...] = ("repeat", "slower", "wait")
_PAUSE = re.compile(r"\w+\s*[,.;:!،؛]")
_CHOICE_WORDS = 6
_CHOICE_SHARE = 0.4  # of the words; "repeat that" has none
_ON_SHARE = 0.3  # "I think I can go on": two of six


@dataclass(frozen=True)
class Phrases:
    """One language's phrases, and the words that make a whole answer: agreement, refusal, "go on", "end here".

    negations: words that turn them round. polite: words that count for none of them. asks: the whole utterances,
    folded, that are a plain request.
    """

    texts: dict[str, str]
    yes: frozenset[str]
    no: frozenset[str]
    on: frozenset[str]
    end: frozenset[str]
    negations: frozenset[str]
    polite: frozenset[str]
    asks: dict[str, Pressed]

    def pressed(self, utterance: str) -> Pressed | None:
        """What these words ask for, where they are the whole of a plain request; None for any others."""
        return self.asks.get(_bare(utterance, self.polite))

    def say(self, phrase: str, /, **filled: str | int) -> str:
        return self.texts[phrase].format(**filled)

    def choice(self, utterance: str, *, to: str = "go_on") -> Literal["yes", "no", ""]:
        """What a short utterance chooses; "" where it is longer, unclear or something else.

        to: what was asked: "stop" (shall we end here?), where "end" agrees and "go on" refuses; else the reverse.
        """
        words = [token.norm for token in tokenise(utterance) if token.norm not in self.polite]
        if not words or len(words) > _CHOICE_WORDS:
            return ""
        apart = words[0] not in self.negations or _PAUSE.match(utterance.strip())
        if words[0] in self.no and (apart or len(words) == 1):
            return self._wish(words[1:], to) or "no"
        return self._wish(words, to)

    def _wish(self, words: Sequence[str], to: str) -> Literal["yes", "no", ""]:
        """Going on needs less to be heard than ending, which cannot be taken back; "not" turns either round."""
        on, end = sum(word in self.on for word in words), sum(word in self.end for word in words)
        nots = sum(word in self.no or word in self.negations for word in words)
        share = _ON_SHARE if on > end and not nots else _CHOICE_SHARE
        heard = on + end + nots + sum(word in self.yes for word in words)
        if not words or on == end > 0 or heard < share * len(words):
            return ""
        if on or end:
            goes_on = (on > end) != bool(nots)
            return "yes" if goes_on == (to != "stop") else "no"
        return "no" if nots else "yes"


@lru_cache(maxsize=16)
def phrases(language: str) -> Phrases:
    """The phrases of an ISO 639-1 code; English for a language without its own."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    code = language.lower().split("-")[0]
    texts: dict[str, str] = data.get(code, data["en"])
    polite = _words(texts["polite"])
    asks: dict[str, Pressed] = {
        _bare(ask, polite): kind for kind in _PRESSED for ask in texts[f"press_{kind}"].split(" | ")
    }
    yes, no, on, end, nots = (_words(texts[kind]) for kind in ("yes", "no", "on", "end", "negations"))
    return Phrases(texts, yes, no, on, end, nots, polite, asks)


def _bare(utterance: str, polite: frozenset[str]) -> str:
    return " ".join(token.norm for token in tokenise(utterance) if token.norm not in polite)


def _words(listed: str) -> frozenset[str]:
    return frozenset(fold(word) for word in listed.split())


def greeting(plan: Plan) -> str:
    """Who speaks, what will happen, and what the candidate may do."""
    words = phrases(plan.language)
    count = len(plan.questions)
    questions = words.say("one_question" if count == 1 else "many_questions", count=count)
    company = words.say("at_company", company=plan.company) if plan.company else ""
    disclosure = words.say(
        "disclosure", questions=questions, role=plan.role, company=company, minutes=max(5, round(2.5 * count))
    )
    called = words.say("called", persona=plan.persona) if plan.persona else ""
    return " ".join(filter(None, [words.say("hello", name=named(plan)), called, disclosure]))


def named(plan: Plan) -> str:
    """The candidate's name as it follows a greeting, with its separator; "" for no name."""
    separator = " " if plan.language.startswith("ar") else ", "
    return f"{separator}{plan.candidate.strip()}" if plan.candidate.strip() else ""
