"""What a skill would say of a question, or would ask besides. Nothing is changed; a person takes or leaves it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from greenroom.core.errors import Refused
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion, Stage
from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.expectations import SHAPES
from greenroom.interviewers.rules.focus import focus
from greenroom.interviewers.rules.wording import Wording
from greenroom.skills.anchors.schema import AnchorsToWrite, AnchorsWritten
from greenroom.skills.desk import judge
from greenroom.skills.improve_question.schema import QuestionImproved, QuestionToImprove
from greenroom.skills.models.contract import ModelFailure
from greenroom.skills.models.registry import NotConfigured
from greenroom.skills.suggest_questions.schema import JobToAskAbout, QuestionsSuggested, SuggestedQuestion

MOST_SUGGESTED = 8
LONGEST_WISH = 300
LONGEST_TEXT = 100_000  # characters of a job description that are read


@dataclass(frozen=True)
class Suggestion:
    """A question that nothing asks yet. reason: why it is worth asking. quote: of the job description, or ""."""

    wording: Wording
    reason: str
    quote: str


def improved(
    interviewer: Interviewer, words: Wording, *, stage: Stage, wish: str = ""
) -> tuple[Wording, QuestionImproved]:
    """The words as they could be, and what was changed why. Raises Refused where the engine cannot be had."""
    given = QuestionToImprove(
        text=words.text,
        anchors=words.anchors,
        key_points=words.key_points,
        modality=words.modality,
        title=interviewer.title,
        wish=wish[:LONGEST_WISH],
        language=interviewer.language,
        focus=focus(stage.config),
    )
    made: QuestionImproved = _ask("improve_question", given, interviewer)
    after = replace(words, text=made.text, anchors=made.anchors, key_points=made.key_points)
    return after, made


def middle_anchors(
    interviewer: Interviewer, question: str, one: str, five: str, key_points: list[str]
) -> dict[str, str]:
    """Drafts of what earns 2, 3 and 4. Raises Refused without both ends, and where the engine cannot be had."""
    if not one.strip() or not five.strip():
        raise Refused(_("Say what a 1 and a 5 sound like first."))
    given = AnchorsToWrite(
        question=question, one=one, five=five, key_points=key_points, language=interviewer.language
    )
    made: AnchorsWritten = _ask("anchors", given, interviewer)
    drafts = {"2": made.two, "3": made.three, "4": made.four}
    return {score: text[: limits.LONGEST_ANCHOR] for score, text in drafts.items()}


def suggested(interviewer: Interviewer, modality: str, *, stage: Stage) -> list[Suggestion]:
    """Questions of a modality that the job calls for. Raises Refused where the engine cannot be had."""
    standing = Question.objects.filter(
        stage__interviewer=interviewer, stage__removed_at=None, removed_at=None
    ).exclude(current=None)
    given = JobToAskAbout(
        title=interviewer.title,
        job_description=interviewer.job_description[:LONGEST_TEXT],
        requirements=[each["text"] for each in interviewer.requirements],
        asked=list(standing.values_list("current__text", flat=True)),
        modality=modality,
        count=MOST_SUGGESTED,
        language=interviewer.language,
        focus=focus(stage.config),
    )
    made: QuestionsSuggested = _ask("suggest_questions", given, interviewer)
    return [
        Suggestion(_wording(each, modality), each.reason, each.quote.text if each.quote else "")
        for each in made.questions
    ]


def _ask(skill: str, given: BaseModel, interviewer: Interviewer) -> Any:
    try:
        return judge(skill, given, engines=interviewer.workspace.engines).output
    except (ModelFailure, NotConfigured) as failure:
        raise Refused(str(failure)) from failure


def _wording(made: SuggestedQuestion, modality: str) -> Wording:
    shapes = SHAPES[modality]
    expects: dict[str, Any] = {}
    if shapes:
        expects = {"type": made.shape if made.shape in shapes else shapes[0]}
        if expects["type"] == "number" and made.unit:
            expects["unit"] = made.unit
    return Wording(
        text=made.text,
        modality=QuestionVersion.Modality(modality).value,
        topic=made.topic,
        anchors=made.anchors,
        key_points=made.key_points,
        expects=expects,
    )
