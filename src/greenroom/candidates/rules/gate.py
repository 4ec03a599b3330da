"""Whether a candidate goes on from a stage. Only a rule that a recruiter switched on stops anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """What may stop a candidate at a stage. minimum_score: 0 to 100, None for none."""

    enforces_dealbreakers: bool = False
    minimum_score: float | None = None
    waits_for_person: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Checked:
    """A question that passes or fails. version_id: in the version it was asked. answer: in words."""

    version_id: str
    text: str
    is_dealbreaker: bool
    verdict: str
    answer: str = ""


@dataclass(frozen=True)
class Stop:
    """The rule that stopped a candidate. rule: "dealbreaker" or "minimum_score". answer: in words, or the score."""

    rule: str
    text: str
    answer: str
    version_id: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Outcome:
    """state: "passed", "waiting" or "stopped"; stop: why, when stopped."""

    state: str
    stop: Stop | None = None


def outcome(rule: Rule, *, score: float | None, checked: Iterable[Checked]) -> Outcome:
    """What the rule says of a stage that was evaluated.

    Only an answer that failed stops: one that could not be read, or was not given, is for a person to look at.
    A stage without a score is not below its minimum; it waits for a person where a minimum was asked for.
    """
    if rule.enforces_dealbreakers:
        for each in checked:
            if each.is_dealbreaker and each.verdict == "failed":
                return Outcome("stopped", Stop("dealbreaker", each.text, each.answer, each.version_id))
    if rule.minimum_score is not None:
        if score is None:
            return Outcome("waiting")
        if round(score, 6) < rule.minimum_score:
            return Outcome("stopped", Stop("minimum_score", f"{rule.minimum_score:g}", f"{score:.1f}"))
    return Outcome("waiting" if rule.waits_for_person else "passed")


def spoken(before: str, rule: Rule, *, score: float | None, checked: Iterable[Checked]) -> Outcome:
    """What the rule says once there are results, or other ones. before: what it said until now, "" for nothing.

    Results that come later may help who was stopped; who was passed has gone on, and stays passed.
    """
    return Outcome("passed") if before == "passed" else outcome(rule, score=score, checked=checked)


def at_once(rule: Rule, *, has_dealbreakers: bool) -> Outcome | None:
    """What the rule says before anything was evaluated; None where it depends on the results.

    has_dealbreakers: whether a question of the stage is one.
    """
    if rule.minimum_score is not None or (rule.enforces_dealbreakers and has_dealbreakers):
        return None
    return Outcome("waiting" if rule.waits_for_person else "passed")


def in_words(stop: Stop) -> str:
    """The rule that stopped somebody, for the people who decide: at most 300 characters."""
    if stop.rule == "minimum_score":
        return f"Minimum score {stop.text}: scored {stop.answer}"
    question, answer = _short(stop.text, 170), _short(stop.answer, 90)
    return f"Dealbreaker “{question}”: {answer}" if answer else f"Dealbreaker “{question}”"


def _short(text: str, longest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
