"""Reading calibrations: what may be drawn, what was drawn, and who gave it which mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from greenroom.accounts.models import Member
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations.models import Turn
from greenroom.core.errors import NotFound
from greenroom.evaluation import registry
from greenroom.evaluation.contract import BY_RULE
from greenroom.evaluation.models import (
    Calibration,
    CalibrationAnswer,
    CalibrationMark,
    CalibrationReading,
    CalibrationRun,
    CalibrationSitting,
    Evaluation,
    QuestionScore,
)
from greenroom.evaluation.rules.calibrating import Held, hold, worth
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion
from greenroom.skills.evals.agreement import band

SKILL = "score_answer"
NEWEST = 2000
"""So many answers are looked at when some are drawn."""

Verdict = QuestionScore.Verdict
UNFINISHED = (Evaluation.Status.WAITING, Evaluation.Status.RUNNING)


@dataclass(frozen=True)
class Drawable:
    """A mark that stands. band: that the machine's mark is in."""

    attempt_id: UUID
    question_id: UUID
    rubric_id: UUID
    evaluation_id: UUID
    band: str


def drawable(interviewer: Interviewer, question: Question | None = None) -> list[Drawable]:
    """Answers to open questions with a mark that stands, newest first; nobody who only tried it out.

    What was marked by rule is not among them, nor an answer of no words.
    """
    scorers = _scorers(interviewer)
    if not scorers:
        return []
    rerun = Evaluation.objects.filter(
        attempt_id=OuterRef("evaluation__attempt_id"),
        evaluator=OuterRef("evaluation__evaluator"),
        number__gt=OuterRef("evaluation__number"),
        status=Evaluation.Status.DONE,
    )
    asked = AttemptQuestion.objects.filter(
        attempt_id=OuterRef("evaluation__attempt_id"), version_id=OuterRef("question_id")
    )
    said = Turn.objects.filter(
        attempt_id=OuterRef("evaluation__attempt_id"), speaker=Turn.Speaker.CANDIDATE
    ).exclude(text="")
    rows = QuestionScore.objects.filter(
        reduce(or_, scorers),
        Exists(said.filter(question_id=OuterRef("question_id")))
        | (Exists(said) & ~Exists(said.exclude(question=None))),
        ~Exists(rerun),
        Exists(asked),
        evaluation__attempt__application__interviewer=interviewer,
        evaluation__attempt__application__is_test=False,
        evaluation__attempt__status=Attempt.Status.EVALUATED,
        evaluation__status=Evaluation.Status.DONE,
        evaluation__is_proposed=False,
        question__modality=QuestionVersion.Modality.OPEN,
        verdict__in=(Verdict.SCORED, Verdict.NOT_ADDRESSED),
    ).exclude(evaluation__engine__contains=BY_RULE)
    if question is not None:
        rows = rows.filter(question__question=question)
    named = rows.order_by("-evaluation__finished_at", "-id").values_list(
        "evaluation__attempt_id", "question_id", "rubric_id", "evaluation_id", "verdict", "score"
    )
    return [
        Drawable(attempt, asked_id, rubric or asked_id, evaluation, band(mark))
        for attempt, asked_id, rubric, evaluation, verdict, score in named[:NEWEST]
        if (mark := worth(verdict, score)) is not None
    ]


def _scorers(interviewer: Interviewer) -> list[Q]:
    """The evaluators that mark answers by their rubric, stage by stage."""
    return [
        Q(evaluation__attempt__stage_id=stage.id, evaluation__evaluator=evaluator.name)
        for stage in interviewer.stages.all()
        for evaluator in registry.for_kind(stage.kind)
        if evaluator.scores and evaluator.skill == SKILL
    ]


def get_for(member: Member, slug: str, calibration_id: UUID) -> Calibration:
    """A calibration of this interviewer of the member's workspace. Raises NotFound to a stranger."""
    found: Calibration | None = (
        Calibration.objects.filter(
            id=calibration_id, workspace_id=member.workspace_id, interviewer__slug=slug
        )
        .select_related("interviewer", "workspace", "question__current")
        .first()
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class RunCard:
    """The machine's marks in one run. marks: by answer; one that is not there yet, or could not be made, is missing.

    scores, rubrics: the row of a mark, and the version it was given by, by answer. made: those evaluations that are
    done. waiting: how many are not; failed: why others could not be made.
    """

    run: CalibrationRun
    marks: Mapping[UUID, float]
    scores: Mapping[UUID, UUID]
    rubrics: Mapping[UUID, UUID]
    made: Sequence[Evaluation]
    waiting: int = 0
    failed: Sequence[str] = ()

    @property
    def made_by(self) -> list[tuple[str, str, str]]:
        """Engine, model and version of those that are done, each once."""
        return sorted({(row.engine, row.model, row.version) for row in self.made})


@dataclass(frozen=True)
class SittingCard:
    """What one member gave. marks: worth by answer, without those that were skipped; given: how many were answered."""

    sitting: CalibrationSitting
    marks: Mapping[UUID, float]
    given: int


@dataclass(frozen=True)
class Standing:
    """All of a calibration. answers: those that are left, in the order they are marked."""

    calibration: Calibration
    answers: Sequence[CalibrationAnswer]
    runs: Sequence[RunCard]
    sittings: Sequence[SittingCard] = field(default_factory=list)

    @property
    def finished(self) -> list[SittingCard]:
        """Who has finished and given a mark, the first first."""
        return [card for card in self.sittings if card.sitting.finished_at and card.marks]

    def of(self, member: Member) -> SittingCard | None:
        return next((card for card in self.sittings if card.sitting.member_id == member.id), None)

    @property
    def settled(self) -> list[RunCard]:
        """Runs that have all the marks they will get, at least the first; the newest last."""
        done = [run for run in self.runs if run.marks and not run.waiting]
        return done or list(self.runs[:1])

    @property
    def erased(self) -> int:
        return int(self.calibration.size) - len(self.answers)


@dataclass(frozen=True)
class Listed:
    """A calibration among others. finished: how many have marked it; mine: the reader's own sitting, if any."""

    calibration: Calibration
    finished: int
    mine: CalibrationSitting | None


def listed(interviewer: Interviewer, reader: Member) -> list[Listed]:
    """The newest twenty of an interviewer. Two statements."""
    rows = list(
        Calibration.objects.filter(interviewer=interviewer)
        .select_related("question__current")
        .annotate(finished=Count("sittings", filter=Q(sittings__finished_at__isnull=False)))
        .order_by("-created_at", "-id")[:20]
    )
    own = CalibrationSitting.objects.filter(calibration__in=rows, member=reader)
    mine = {sitting.calibration_id: sitting for sitting in own}
    return [Listed(row, row.finished, mine.get(row.id)) for row in rows]


def held(machine: Mapping[UUID, float], people: Mapping[UUID, float]) -> Held:
    """Two raters' marks by answer beside each other, the machine first."""
    return hold((machine.get(key), mark) for key, mark in people.items())


def standing(calibration: Calibration) -> Standing:
    """Six statements, however many have marked it."""
    answers = CalibrationAnswer.objects.filter(calibration=calibration).select_related(
        "attempt__application__candidate", "attempt__stage", "question__question__current"
    )
    marks: dict[UUID, list[CalibrationMark]] = defaultdict(list)
    for mark in CalibrationMark.objects.filter(sitting__calibration=calibration):
        marks[mark.sitting_id].append(mark)
    sittings = CalibrationSitting.objects.filter(calibration=calibration)
    return Standing(
        calibration=calibration,
        answers=list(answers.order_by("position")),
        runs=_runs(calibration),
        sittings=[_sitting(each, marks[each.id]) for each in sittings.order_by("created_at", "id")],
    )


def _sitting(sitting: CalibrationSitting, given: Sequence[CalibrationMark]) -> SittingCard:
    found = {mark.answer_id: worth(mark.verdict, mark.mark) for mark in given}
    return SittingCard(sitting, {key: mark for key, mark in found.items() if mark is not None}, len(given))


def _runs(calibration: Calibration) -> list[RunCard]:
    readings: dict[UUID, list[CalibrationReading]] = defaultdict(list)
    for reading in CalibrationReading.objects.filter(run__calibration=calibration).select_related(
        "evaluation", "answer"
    ):
        readings[reading.run_id].append(reading)
    evaluations = {reading.evaluation_id for rows in readings.values() for reading in rows}
    scores = {
        (score.evaluation_id, score.question_id): score
        for score in QuestionScore.objects.filter(evaluation_id__in=evaluations)
    }
    runs = CalibrationRun.objects.filter(calibration=calibration).order_by("number")
    return [_run(run, readings[run.id], scores) for run in runs]


def _run(
    run: CalibrationRun,
    readings: Iterable[CalibrationReading],
    scores: Mapping[tuple[UUID, UUID], QuestionScore],
) -> RunCard:
    marks: dict[UUID, float] = {}
    kept: dict[UUID, UUID] = {}
    rubrics: dict[UUID, UUID] = {}
    rows = {}
    for reading in readings:
        rows[reading.evaluation_id] = reading.evaluation
        asked = reading.answer.question_id
        score = scores.get((reading.evaluation_id, asked))
        named = run.rubrics.get(str(asked)) or (score.rubric_id if score else None) or asked
        rubrics[reading.answer_id] = UUID(str(named))
        mark = worth(score.verdict, score.score) if score else None
        if score is not None and mark is not None:
            marks[reading.answer_id], kept[reading.answer_id] = mark, score.id
    return RunCard(
        run=run,
        marks=marks,
        scores=kept,
        rubrics=rubrics,
        made=[row for row in rows.values() if row.status == Evaluation.Status.DONE],
        waiting=sum(row.status in UNFINISHED for row in rows.values()),
        failed=sorted(row.error for row in rows.values() if row.status == Evaluation.Status.FAILED),
    )


def rubrics_of(row: Evaluation) -> Mapping[UUID, QuestionVersion]:
    """The versions that a comparison scores by, by the id of the one that was asked; none for any other evaluation."""
    run = CalibrationRun.objects.filter(readings__evaluation=row, number__gt=1).first()
    if run is None:
        return {}
    versions = QuestionVersion.objects.in_bulk([UUID(each) for each in run.rubrics.values()])
    return {UUID(asked): versions[UUID(now)] for asked, now in run.rubrics.items() if UUID(now) in versions}


def has_finished(calibration: Calibration, member: Member) -> bool:
    """Whether the member sees what the machine gave."""
    return CalibrationSitting.objects.filter(
        calibration=calibration, member=member, finished_at__isnull=False
    ).exists()


@dataclass(frozen=True)
class Sheet:
    """What a member marks by. given: their marks by answer; at: the answer that is shown, None where none is left.

    number: its place among the answers, from 1; 0 for none.
    """

    answers: Sequence[CalibrationAnswer]
    given: Mapping[UUID, CalibrationMark]
    at: CalibrationAnswer | None
    number: int

    def after(self, answer_id: UUID) -> int | None:
        """The next place without a mark, from the start again at the end; None where none is left."""
        open_places = _open_places(self.answers, self.given)
        here = next((number for number, each in enumerate(self.answers, 1) if each.id == answer_id), 0)
        return next((place for place in open_places if place > here), next(iter(open_places), None))


def sheet(calibration: Calibration, member: Member, place: int | None = None) -> Sheet:
    """The answer at this place, else the first without a mark of the member. Two statements."""
    answers = list(
        CalibrationAnswer.objects.filter(calibration=calibration)
        .select_related("attempt__application__candidate", "attempt__stage", "question", "rubric")
        .order_by("position")
    )
    rows = CalibrationMark.objects.filter(sitting__calibration=calibration, sitting__member=member)
    given = {row.answer_id: row for row in rows}
    is_there = place is not None and 1 <= place <= len(answers)
    number = place if is_there and place else next(iter(_open_places(answers, given)), 0)
    return Sheet(answers, given, answers[number - 1] if number else None, number)


def _open_places(answers: Sequence[CalibrationAnswer], given: Mapping[UUID, CalibrationMark]) -> list[int]:
    return [number for number, answer in enumerate(answers, 1) if answer.id not in given]


def exchange(answer: CalibrationAnswer) -> list[Turn]:
    """What was asked and said to this question, in order; all where words belong to no question. One statement."""
    turns = list(Turn.objects.filter(attempt_id=answer.attempt_id).order_by("position"))
    mine = [turn for turn in turns if turn.question_id == answer.question_id]
    is_answered = any(turn.speaker == Turn.Speaker.CANDIDATE for turn in mine)
    return mine if is_answered else turns
