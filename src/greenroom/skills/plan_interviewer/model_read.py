"""A language model's plan made into the skill's output: quotes verified, nothing protected asked, nothing enforced
that the instructions do not ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from greenroom.skills.contract import Checked
from greenroom.skills.evidence import Span, locate
from greenroom.skills.plan_interviewer import model_answer as answered
from greenroom.skills.plan_interviewer import shapes
from greenroom.skills.plan_interviewer.facts import LONGEST_TITLE
from greenroom.skills.plan_interviewer.flow import Flow
from greenroom.skills.plan_interviewer.instructions import read as read_wishes
from greenroom.skills.plan_interviewer.protected import ground_of
from greenroom.skills.plan_interviewer.schema import (
    InterviewerPlan,
    JobToPlan,
    PlannedCheck,
    PlannedContext,
    PlannedCriterion,
    PlannedField,
    PlannedQualification,
    PlannedQuestion,
    PlannedScenario,
    PlannedSection,
    PlannedStage,
    PlannedTag,
    PlanWarning,
    Requirement,
)
from greenroom.skills.plan_interviewer.stages import config_of
from greenroom.skills.plan_interviewer.workflow_words import Wording, wording

_TEXT_TYPES = frozenset(["yes_no", "number"])
_SPOKEN_TYPES = frozenset(["yes_no", "number", "choice"])
_DEFAULT = (answered.AnsweredStage(kind="resume"), answered.AnsweredStage(kind="web_interview"))


class _Quotes:
    """Finds quotes in the job description and counts those that do not stand there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.dropped = 0

    def span(self, quote: str) -> Span | None:
        if not quote.strip():
            return None
        span = locate(quote, self.text)
        self.dropped += span is None
        return span


def read(given: JobToPlan, answer: answered.PlanAnswer) -> Checked[InterviewerPlan]:
    """Requirements, warnings and context without an exact quote are dropped, as are questions on protected matters."""
    quotes = _Quotes(given.job_description)
    said = wording(answer.language)
    stages, notes = _stages(given, answer, said)
    kinds = {stage.kind for stage in stages}
    output = InterviewerPlan(
        title=answer.title[:LONGEST_TITLE],
        language=answer.language,
        seniority=answer.seniority,
        location=answer.location,
        pay=answer.pay,
        requirements=[
            Requirement(text=made.text, kind=made.kind, quote=span)
            for made in answer.requirements
            if (span := quotes.span(made.quote)) is not None
        ],
        qualifications=[
            PlannedQualification(
                text=made.text, quote=quotes.span(made.quote), is_dealbreaker=made.is_dealbreaker
            )
            for made in answer.qualifications
        ],
        criteria=[_criterion(made, quotes) for made in answer.criteria],
        questions=_if("web_interview", kinds, answer.questions, lambda made: _question(made, quotes)),
        stages=stages,
        form=_if("form", kinds, answer.form, lambda made: _field(made, quotes)),
        sms=_if("conversational_sms", kinds, answer.sms, lambda made: _check(made, quotes, _TEXT_TYPES)),
        structured=_if(
            "web_interview", kinds, answer.structured, lambda made: _check(made, quotes, _SPOKEN_TYPES)
        ),
        tags=_if("web_interview", kinds, answer.tags, _tag),
        scenario=_scenario(answer.scenario, quotes) if answer.scenario and "scenario" in kinds else None,
        context=_context(answer.context, quotes),
        warnings=[
            PlanWarning(quote=span, problem=made.problem, suggestion=made.suggestion)
            for made in answer.warnings
            if (span := quotes.span(made.quote)) is not None
        ],
        notes=[*answer.notes, *notes],
    )
    return Checked(output, quotes.dropped)


def _if(kind: str, kinds: Iterable[str], made: Sequence[Any], turn: Callable[[Any], Any]) -> list[Any]:
    """What a planned stage asks, without what touches a protected characteristic or has no proper shape."""
    if kind not in kinds:
        return []
    turned = [turn(one) for one in made if not ground_of(one.text)]
    return [one for one in turned if one is not None]


def _stages(
    given: JobToPlan, answer: answered.PlanAnswer, said: Wording
) -> tuple[list[PlannedStage], list[str]]:
    """The stages, each kind once. One ends applications only where the instructions, as rules read them, say so."""
    wishes = read_wishes(given.instructions)
    stages, notes = [], []
    for made in {stage.kind: stage for stage in answer.stages or _DEFAULT}.values():
        unasked = made.minimum_score is not None and not _names_score(wishes.flow)
        unsaid = (made.enforces_dealbreakers and not wishes.strictness) or unasked
        if unsaid:
            notes.append(said.words["note_unsure"].format(stage=said.of_stage(made.kind)))
        enforced = made.enforces_dealbreakers and bool(wishes.strictness)
        stages.append(
            PlannedStage(
                kind=made.kind,
                config={**config_of(made.kind, wishes.flow, said, ends=enforced), **_config(made)},
                enforces_dealbreakers=enforced,
                minimum_score=None if unasked else made.minimum_score,
                waits_for_person=made.waits_for_person,
                reason=made.reason,
            )
        )
    return stages, notes


def _names_score(flow: Flow) -> bool:
    return any(wish.minimum_score is not None for wish in flow.wishes.values())


def _config(made: answered.AnsweredStage) -> dict[str, Any]:
    if made.kind != "web_interview":
        return {}
    flags = {name: getattr(made, name) for name in ("video", "phone_calls_enabled", "is_multilingual")}
    config = {name: flag for name, flag in flags.items() if flag is not None}
    limits = {"min_duration_seconds": made.least_minutes, "max_duration_seconds": made.most_minutes}
    timed = {name: minutes * 60 for name, minutes in limits.items() if minutes}
    return {**config, "web_interview_config": timed} if timed else config


def _expects(made: answered.AnsweredCheck) -> dict[str, Any] | None:
    """The shape; None for a choice without two options."""
    if made.type == "choice":
        return shapes.choice(made.options, made.passing) if len(set(made.options)) > 1 else None
    return {
        "yes_no": lambda: shapes.yes_no(made.wanted_yes),
        "number": lambda: shapes.number(made.at_least, made.unit),
        "text": lambda: shapes.text(long=True),
        "date": shapes.day,
        "file": shapes.upload,
    }[made.type]()


def _check(made: answered.AnsweredCheck, quotes: _Quotes, types: frozenset[str]) -> PlannedCheck | None:
    expects = _expects(made) if made.type in types else None
    if expects is None:
        return None
    return PlannedCheck(
        text=made.text, expects=expects, is_dealbreaker=made.is_dealbreaker, quote=quotes.span(made.quote)
    )


def _field(made: answered.AnsweredCheck, quotes: _Quotes) -> PlannedField | None:
    expects = _expects(made)
    if expects is None:
        return None
    return PlannedField(
        text=made.text,
        expects=expects,
        is_dealbreaker=made.is_dealbreaker,
        is_required=made.is_required,
        quote=quotes.span(made.quote),
    )


def _tag(made: answered.AnsweredTag) -> PlannedTag:
    return PlannedTag(
        text=made.text, instructions=made.instructions, expects=shapes.fact(made.format, made.options)
    )


def _scenario(made: answered.AnsweredScenario, quotes: _Quotes) -> PlannedScenario:
    return PlannedScenario(
        title=made.title,
        goal=made.goal,
        scenario=made.scenario,
        deliverable=made.deliverable,
        criteria=[_criterion(one, quotes) for one in made.criteria],
    )


def _context(made: answered.AnsweredContext, quotes: _Quotes) -> PlannedContext:
    return PlannedContext(
        company=_section(made.company, quotes),
        role=_section(made.role, quotes),
        process=_section(made.process, quotes),
        style=made.style,
    )


def _section(said: Sequence[str], quotes: _Quotes) -> PlannedSection:
    spans = [span for quote in said if (span := quotes.span(quote)) is not None]
    return PlannedSection(text="\n".join(" ".join(span.text.split()) for span in spans), quotes=spans)


def _criterion(made: answered.AnsweredCriterion, quotes: _Quotes) -> PlannedCriterion:
    return PlannedCriterion(
        text=made.text,
        anchors={"1": made.one, "5": made.five},
        weight=made.weight,
        quote=quotes.span(made.quote),
        key_points=made.key_points,
    )


def _question(made: answered.AnsweredQuestion, quotes: _Quotes) -> PlannedQuestion:
    return PlannedQuestion(
        text=made.text,
        topic=made.topic,
        anchors={"1": made.one, "5": made.five},
        key_points=made.key_points,
        weight=made.weight,
        min_follow_ups=min(made.min_follow_ups, made.max_follow_ups),
        max_follow_ups=made.max_follow_ups,
        quote=quotes.span(made.quote),
    )
