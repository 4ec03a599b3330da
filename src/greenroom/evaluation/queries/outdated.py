"""People whose scores were given by rubrics or weights that are others today, in at most three statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from greenroom.candidates.models import Attempt
from greenroom.evaluation.models import Evaluation, QuestionScore
from greenroom.evaluation.rules.rubrics import by_another, marked_otherwise
from greenroom.evaluation.rules.scores import BY_RUBRIC
from greenroom.interviewers.models import Interviewer, QuestionVersion


@dataclass(frozen=True)
class ChangedQuestion:
    """before, now: ids of versions. people: how many have a score by the earlier one."""

    before: UUID
    now: UUID
    people: int


@dataclass(frozen=True)
class ChangedStage:
    """before, now: the stage's weight in the overall score, 0 to 5. people: how many are weighed by the earlier one."""

    stage: UUID
    before: float
    now: float
    people: int


@dataclass(frozen=True)
class Outdated:
    """What changed since people were scored, and whom it concerns.

    rubrics: as in `models.Rescore`. judged: attempts an engine has to look at again; weighed: those whose marks stand
    and count otherwise; others: those whose stage alone counts otherwise. whose: the application of each.
    """

    questions: list[ChangedQuestion] = field(default_factory=list)
    stages: list[ChangedStage] = field(default_factory=list)
    rubrics: Mapping[str, str] = field(default_factory=dict)
    judged: frozenset[UUID] = frozenset()
    weighed: frozenset[UUID] = frozenset()
    others: frozenset[UUID] = frozenset()
    whose: Mapping[UUID, UUID] = field(default_factory=dict)

    @property
    def attempts(self) -> frozenset[UUID]:
        return self.judged | self.weighed | self.others

    @property
    def people(self) -> int:
        return len(set(self.whose.values()))

    def as_json(self) -> dict[str, Any]:
        """What changed, without whom it concerns."""
        return {
            "questions": [
                {"before": str(each.before), "now": str(each.now), "people": each.people}
                for each in self.questions
            ],
            "stages": [{**vars(each), "stage": str(each.stage)} for each in self.stages],
        }


def of_interviewer(interviewer: Interviewer) -> Outdated:
    """Of everybody whose newest attempts were evaluated. Tests are nobody."""
    versions = _versions(interviewer)
    marks = list(_marks(versions))
    stages = list(_stages(interviewer))
    judged = {mark.attempt for mark in marks if marked_otherwise(mark.by, mark.now)}
    weighed = {mark.attempt for mark in marks} - judged
    return Outdated(
        questions=_changed_questions(marks),
        stages=_changed_stages(stages),
        rubrics=_rubrics(versions.values(), marks),
        judged=frozenset(judged),
        weighed=frozenset(weighed),
        others=frozenset(row.attempt for row in stages) - judged - weighed,
        whose={mark.attempt: mark.application for mark in marks}
        | {row.attempt: row.application for row in stages},
    )


@dataclass(frozen=True)
class _Mark:
    """A mark on a question that has changed. asked: the version that was; by: the one it is scored and weighed by."""

    attempt: UUID
    application: UUID
    asked: QuestionVersion
    by: QuestionVersion
    now: QuestionVersion


@dataclass(frozen=True)
class _Weight:
    """An attempt at a stage that has another weight today."""

    attempt: UUID
    application: UUID
    stage: UUID
    before: float
    now: float


def _versions(interviewer: Interviewer) -> dict[UUID, QuestionVersion]:
    """Every version of the questions that are scored, where they differ among themselves."""
    rows = QuestionVersion.objects.filter(
        question__stage__interviewer=interviewer,
        question__stage__removed_at=None,
        question__removed_at=None,
        modality__in=BY_RUBRIC,
    ).select_related("question")
    by_question = defaultdict(list)
    for row in rows:
        by_question[row.question_id].append(row)
    return {
        row.id: row
        for same in by_question.values()
        if any(by_another(same[0], each) for each in same)
        for row in same
    }


def _marks(versions: Mapping[UUID, QuestionVersion]) -> Iterator[_Mark]:
    if not versions:
        return
    rows = (
        QuestionScore.objects.filter(
            ~Exists(_later("evaluation__attempt__")),
            ~Exists(_rerun()),
            question_id__in=versions,
            evaluation__status=Evaluation.Status.DONE,
            evaluation__is_proposed=False,
            evaluation__attempt__status=Attempt.Status.EVALUATED,
            evaluation__attempt__application__is_test=False,
        )
        .order_by("id")
        .values_list(
            "evaluation__attempt_id", "evaluation__attempt__application_id", "question_id", "rubric_id"
        )
    )
    for attempt, application, asked, rubric in rows:
        by = versions.get(rubric or asked)
        now = versions.get(versions[asked].question.current_id)
        if by is not None and now is not None and by_another(by, now):
            yield _Mark(attempt, application, versions[asked], by, now)


def _stages(interviewer: Interviewer) -> Iterator[_Weight]:
    rows = (
        Attempt.objects.filter(
            ~Exists(_later("")),
            stage__interviewer=interviewer,
            stage__removed_at=None,
            status=Attempt.Status.EVALUATED,
            score__isnull=False,
            application__is_test=False,
        )
        .exclude(weight=F("stage__weight"))
        .order_by("id")
    )
    for row in rows.values_list("id", "application_id", "stage_id", "weight", "stage__weight"):
        yield _Weight(*row)


def _later(attempt: str) -> Any:
    """A newer attempt that was sent: the one that counts. attempt: the way to the attempt it is newer than."""
    return Attempt.objects.filter(
        application_id=OuterRef(f"{attempt}application_id"),
        stage_id=OuterRef(f"{attempt}stage_id"),
        number__gt=OuterRef(f"{attempt}number"),
    ).exclude(status=Attempt.Status.OPEN)


def _rerun() -> Any:
    return Evaluation.objects.filter(
        attempt_id=OuterRef("evaluation__attempt_id"),
        evaluator=OuterRef("evaluation__evaluator"),
        number__gt=OuterRef("evaluation__number"),
        status=Evaluation.Status.DONE,
    )


def _rubrics(versions: Iterable[QuestionVersion], marks: Iterable[_Mark]) -> dict[str, str]:
    """By the version that was asked, whatever people were scored by since."""
    known = {version.id: version for version in versions}
    found = {
        str(version.id): str(version.question.current_id)
        for version in known.values()
        if version.question.current_id in known and by_another(version, known[version.question.current_id])
    }
    return found | {str(mark.asked.id): str(mark.now.id) for mark in marks}


def _changed_questions(marks: Iterable[_Mark]) -> list[ChangedQuestion]:
    people: dict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    for mark in marks:
        people[mark.by.id, mark.now.id].add(mark.application)
    return [ChangedQuestion(before, now, len(whose)) for (before, now), whose in people.items()]


def _changed_stages(rows: Iterable[_Weight]) -> list[ChangedStage]:
    people: dict[tuple[UUID, float, float], set[UUID]] = defaultdict(set)
    for row in rows:
        people[row.stage, row.before, row.now].add(row.application)
    return [ChangedStage(*which, len(whose)) for which, whose in people.items()]
