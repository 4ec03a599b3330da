"""Which stage asks for which fact, and what nobody may lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from greenroom.skills.lexical import quantities
from greenroom.skills.plan_interviewer.checks import Check, start_date, topic_check
from greenroom.skills.plan_interviewer.instructions import Wishes
from greenroom.skills.plan_interviewer.matching import speaks_of
from greenroom.skills.plan_interviewer.schema import PlannedQualification
from greenroom.skills.plan_interviewer.workflow_words import Wording

MOST_BY_TEXT, MOST_IN_FORM, MOST_STRUCTURED = 4, 8, 3
LONGEST_LIST = {"conversational_sms": 10, "form": 20, "web_interview": 5}


@dataclass
class Placed:
    """The facts by stage, each asked once. unknown: subjects that no line of the job description speaks of."""

    sms: list[Check] = field(default_factory=list)
    form: list[Check] = field(default_factory=list)
    structured: list[Check] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[Check]:
        return {"conversational_sms": self.sms, "form": self.form, "web_interview": self.structured}.get(
            kind, []
        )


def strict_qualifications(
    made: Sequence[PlannedQualification], wishes: Wishes, language: str
) -> list[PlannedQualification]:
    """With what nobody may lack marked: what the instructions name, else all of it."""
    strictness = wishes.strictness
    if not strictness.subjects or strictness.everything:
        return list(made)
    return [
        one.model_copy(
            update={"is_dealbreaker": any(_is_about(s, _words(one), language) for s in strictness.subjects)}
        )
        for one in made
    ]


def _words(made: PlannedQualification) -> str:
    return made.quote.text if made.quote else made.text


def _is_about(subject: str, line: str, language: str) -> bool:
    return speaks_of(subject, line, language)


def place(
    found: Sequence[Check], kinds: Sequence[str], wishes: Wishes, wording: Wording, qualified: Sequence[str]
) -> Placed:
    """The facts where they are asked: by text message, in the form, else those that matter in the interview.

    qualified: lines that the resume stage checks.
    """
    placed = Placed()
    marked = [_marked(check, wishes, wording.language) for check in found]
    _own_topics(placed, marked, kinds, wishes, wording)
    marked.extend(_strict_topics(placed, marked, kinds, wishes, wording, qualified))
    ranked = sorted(marked, key=lambda check: (not check.is_dealbreaker, check.rank))
    if "conversational_sms" in kinds:
        _fill(placed.sms, ranked, _room("conversational_sms", wishes, MOST_BY_TEXT), by_text=True)
    if "form" in kinds:
        _fill(placed.form, ranked, _room("form", wishes, MOST_IN_FORM))
        if wishes.flow.wish("form").questions is None:
            placed.form.append(start_date(wording))
    if "web_interview" in kinds:
        asked_elsewhere = "conversational_sms" in kinds or "form" in kinds
        left = [check for check in ranked if check.is_dealbreaker or not asked_elsewhere]
        _fill(placed.structured, [c for c in left if _structured(c, kinds)], MOST_STRUCTURED)
    return placed


def _structured(check: Check, kinds: Sequence[str]) -> bool:
    """Years are read from the resume where there is one."""
    read = check.expects["type"] == "number" and "resume" in kinds and not check.is_dealbreaker
    return check.expects["type"] in ("yes_no", "number", "choice") and not read


def _room(kind: str, wishes: Wishes, most: int) -> int:
    wanted = wishes.flow.wish(kind).questions
    return most if wanted is None else max(1, min(LONGEST_LIST[kind], wanted))


def _fill(into: list[Check], ranked: list[Check], room: int, *, by_text: bool = False) -> None:
    """Move the first facts that fit into a stage."""
    for check in [c for c in ranked if c.by_text or not by_text][: max(0, room - len(into))]:
        into.append(check)
        ranked.remove(check)


def _marked(check: Check, wishes: Wishes, language: str) -> Check:
    strictness = wishes.strictness
    named = any(speaks_of(subject, check.subject, language) for subject in strictness.subjects)
    if named:
        check = _raised(check, strictness.subjects, language)
    return replace(check, is_dealbreaker=named or (strictness.everything and check.rank < 9))


def _raised(check: Check, subjects: Sequence[str], language: str) -> Check:
    """With the number the instructions name, where they name one for the same thing."""
    unit = next((q.unit for q in quantities(check.subject, language) if q.unit), "")
    asked = [q.value for s in subjects for q in quantities(s, language) if q.unit == unit and unit]
    if check.expects["type"] != "number" or not asked:
        return check
    return replace(check, expects={**check.expects, "wanted": asked[0]})


def _own_topics(
    placed: Placed, marked: list[Check], kinds: Sequence[str], wishes: Wishes, wording: Wording
) -> None:
    """What the instructions want asked at a stage: the fact of the job that it means, else a check of its own."""
    for topic, kind in wishes.placed:
        if kind not in kinds:
            continue
        by_text = kind == "conversational_sms"
        meant = next(
            (
                c
                for c in marked
                if speaks_of(topic, c.subject, wording.language) and (c.by_text or not by_text)
            ),
            None,
        )
        if meant is not None:
            marked.remove(meant)
        placed.of(kind).append(meant or topic_check(topic, wording, by_text=by_text))


def _strict_topics(
    placed: Placed,
    marked: Sequence[Check],
    kinds: Sequence[str],
    wishes: Wishes,
    wording: Wording,
    qualified: Sequence[str],
) -> list[Check]:
    """A check for each thing that nobody may lack and that nothing asks about yet."""
    made = []
    asking = [*marked, *placed.sms, *placed.form]
    for subject in wishes.strictness.subjects:
        if any(speaks_of(subject, check.subject, wording.language) for check in asking):
            continue
        if any(speaks_of(subject, line, wording.language) for line in qualified) and not _can_ask(kinds):
            continue
        if not any(speaks_of(subject, line, wording.language) for line in qualified):
            placed.unknown.append(subject)
        made.append(replace(topic_check(subject, wording, by_text=True), is_dealbreaker=True, rank=0))
    return made


def _can_ask(kinds: Sequence[str]) -> bool:
    return any(kind in kinds for kind in LONGEST_LIST)
