"""The built-in engine: what the job needs and nothing asks for yet."""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.skills.lexical import coverage, detect
from greenroom.skills.plan_interviewer.protected import ground_of
from greenroom.skills.suggest_questions.needs import needs, planned
from greenroom.skills.suggest_questions.opened import open_questions
from greenroom.skills.suggest_questions.schema import JobToAskAbout, QuestionsSuggested, SuggestedQuestion
from greenroom.skills.suggest_questions.shaped import (
    answered_in_shape,
    criteria,
    facts_to_hear,
    qualifications,
)
from greenroom.skills.suggest_questions.wording import wording

_ALIKE = 0.8
_SHAPED = {"tag": facts_to_hear, "qualification": qualifications, "criterion": criteria}


def suggest(given: JobToAskAbout) -> QuestionsSuggested:
    """The first `count` that are not asked, may be asked, and are not like one another."""
    kept: list[SuggestedQuestion] = []
    language = given.language or detect(given.job_description)
    for question in _candidates(given):
        if len(kept) == given.count:
            break
        told = [*given.asked, *(other.text for other in kept)]
        if not ground_of(question.text) and not any(_alike(question.text, text, language) for text in told):
            kept.append(question)
    return QuestionsSuggested(questions=kept)


def _candidates(given: JobToAskAbout) -> Iterator[SuggestedQuestion]:
    plan = planned(given)
    found = needs(given, plan)
    words = wording(plan.language)
    if given.modality == "open":
        return open_questions(given, given.title or plan.title, plan.language, found, words)
    return _SHAPED.get(given.modality, answered_in_shape)(given, plan, found, words)


def _alike(one: str, other: str, language: str) -> bool:
    return min(coverage(one, other, language), coverage(other, one, language)) >= _ALIKE
