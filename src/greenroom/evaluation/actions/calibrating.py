"""Calibrations: answers are drawn, people mark them, and the machine may be asked again. Nobody's score moves."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Attempt
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.evaluation import events
from greenroom.evaluation.jobs import evaluate
from greenroom.evaluation.models import (
    Calibration,
    CalibrationAnswer,
    CalibrationMark,
    CalibrationReading,
    CalibrationRun,
    CalibrationSitting,
    Evaluation,
)
from greenroom.evaluation.queries import calibration as queries
from greenroom.evaluation.queries.calibration_drift import drift, rubric_today
from greenroom.evaluation.rules.calibrating import FEWEST, MOST
from greenroom.evaluation.rules.sampling import draw
from greenroom.interviewers.models import Interviewer, Question

STEP = 0.5
Verdict = CalibrationMark.Verdict


@transaction.atomic
def begin(
    *, interviewer: Interviewer, size: int, question: Question | None = None, by: Member
) -> Calibration:
    """Draw `size` answers, 10 to 30, of one question or all; as many as there are where there are fewer.

    Raises Refused for another size, and where fewer than ten can be drawn.
    """
    require(by, Permission.DECIDE)
    if not FEWEST <= size <= MOST:
        raise Refused(
            _("Choose from %(low)s to %(high)s answers.") % {"low": FEWEST, "high": MOST}, field="size"
        )
    pool = queries.drawable(interviewer, question)
    if len(pool) < FEWEST:
        raise Refused(_missing(len(pool)), field="question" if question else "size")
    by_key = {(each.attempt_id, each.question_id): each for each in pool}
    drawn = draw([(key, each.band, each.attempt_id) for key, each in by_key.items()], size)
    whose = {"workspace_id": interviewer.workspace_id}
    calibration: Calibration = Calibration.objects.create(
        **whose, interviewer=interviewer, question=question, size=len(drawn), by=by, author=str(by)
    )
    run = CalibrationRun.objects.create(**whose, calibration=calibration, number=1, by=by)
    chosen = [by_key[key] for key in drawn]
    answers = CalibrationAnswer.objects.bulk_create(
        CalibrationAnswer(
            **whose,
            calibration=calibration,
            attempt_id=one.attempt_id,
            question_id=one.question_id,
            rubric_id=one.rubric_id,
            position=position,
        )
        for position, one in enumerate(chosen)
    )
    CalibrationReading.objects.bulk_create(
        CalibrationReading(**whose, run=run, answer=answer, evaluation_id=one.evaluation_id)
        for answer, one in zip(answers, chosen, strict=True)
    )
    emit(
        events.CalibrationBegun(
            calibration_id=calibration.id, interviewer_id=interviewer.id, answers=len(drawn)
        ),
        by=by.actor,
    )
    return calibration


def _missing(there: int) -> str:
    missing = FEWEST - there
    return ngettext(
        "There are %(there)s answers with a score to draw from; %(n)s more is needed.",
        "There are %(there)s answers with a score to draw from; %(n)s more are needed.",
        missing,
    ) % {"there": there, "n": missing}


@transaction.atomic
def mark(
    calibration: Calibration, answer_id: UUID, *, verdict: str, mark: float | None = None, by: Member
) -> CalibrationMark:
    """Keep a member's mark of one answer; another one in its place until they have finished.

    mark: 1 to 5 in halves, for the verdict "scored". Raises NotFound for an answer of another calibration, and Refused
    for what is no mark and once the member has finished.
    """
    require(by, Permission.DECIDE)
    if not CalibrationAnswer.objects.filter(id=answer_id, calibration=calibration).exists():
        raise NotFound
    is_score = verdict == Verdict.SCORED
    if verdict not in Verdict.values or (is_score and not _is_mark(mark)):
        raise Refused(_("Give a mark from 1 to 5, in halves."), field="mark")
    sitting = _sitting(calibration, by)
    if sitting.finished_at is not None:
        raise Refused(_("You have seen the software’s marks, so yours stay as they are."))
    given = {"verdict": verdict, "mark": mark if is_score else None}
    kept, _made = CalibrationMark.objects.update_or_create(
        sitting=sitting,
        answer_id=answer_id,
        defaults=given,
        create_defaults={**given, "workspace_id": calibration.workspace_id},
    )
    return kept


def _is_mark(mark: float | None) -> bool:
    return mark is not None and 1 <= mark <= 5 and (mark / STEP).is_integer()


def _sitting(calibration: Calibration, by: Member) -> CalibrationSitting:
    """The member's own, held until the transaction ends."""
    sitting, _made = CalibrationSitting.objects.get_or_create(
        calibration=calibration,
        member=by,
        defaults={"workspace_id": calibration.workspace_id, "author": str(by)},
    )
    return CalibrationSitting.objects.select_for_update(of=("self",), no_key=True).get(id=sitting.id)


@transaction.atomic
def finish(calibration: Calibration, *, by: Member) -> CalibrationSitting:
    """Show the member what the machine gave. Whatever they have not marked by then stays without their mark."""
    require(by, Permission.DECIDE)
    sitting = _sitting(calibration, by)
    if sitting.finished_at is not None:
        return sitting
    sitting.finished_at = clock.now()
    sitting.save(update_fields=["finished_at"])
    emit(
        events.CalibrationFinished(
            calibration_id=calibration.id, member_id=by.id, marks=sitting.marks.count()
        ),
        by=by.actor,
    )
    return sitting


@transaction.atomic
def compare_again(calibration: Calibration, *, by: Member) -> CalibrationRun:
    """Have the same answers marked by the engine and the rubrics of today, in the background, beside what stands.

    Raises Refused while an earlier run goes on, and where nothing has changed since.
    """
    require(by, Permission.DECIDE)
    Calibration.objects.select_for_update(of=("self",), no_key=True).get(id=calibration.id)
    found = queries.standing(calibration)
    last = found.runs[-1]
    if last.waiting:
        raise Refused(_("The answers are being marked again already."))
    if not found.answers:
        raise Refused(_("None of its answers is left."))
    if not drift(found) and not last.failed:
        raise Refused(_("Nothing has changed since they were marked last."))
    rubrics = {
        str(answer.question_id): str(today.id)
        for answer in found.answers
        if (today := rubric_today(answer.question)).id != answer.question_id
    }
    run: CalibrationRun = CalibrationRun.objects.create(
        workspace_id=calibration.workspace_id,
        calibration=calibration,
        number=last.run.number + 1,
        rubrics=rubrics,
        by=by,
    )
    _ask(run, found.answers)
    emit(
        events.CalibrationComparedAgain(calibration_id=calibration.id, run=run.number),
        by=by.actor,
    )
    return run


def _ask(run: CalibrationRun, answers: Iterable[CalibrationAnswer]) -> None:
    """One evaluation an attempt, proposed and never to stand, by the evaluator that marked it before."""
    by_attempt: dict[UUID, list[CalibrationAnswer]] = {}
    for answer in answers:
        by_attempt.setdefault(answer.attempt_id, []).append(answer)
    first = {
        reading.answer_id: reading.evaluation.evaluator
        for reading in CalibrationReading.objects.filter(
            run__calibration_id=run.calibration_id, run__number=1
        ).select_related("evaluation")
    }
    for attempt_id, mine in by_attempt.items():
        Attempt.objects.select_for_update(of=("self",), no_key=True).get(id=attempt_id)
        evaluator = next(first[answer.id] for answer in mine if answer.id in first)
        row = _proposed(run, attempt_id, evaluator)
        for answer in mine:
            CalibrationReading.objects.create(
                workspace_id=run.workspace_id, run=run, answer=answer, evaluation=row
            )
        enqueue(evaluate, evaluation_id=row.id)


def _proposed(run: CalibrationRun, attempt_id: UUID, evaluator: str) -> Evaluation:
    rows = Evaluation.every.filter(attempt_id=attempt_id, evaluator=evaluator)
    row: Evaluation = Evaluation.every.create(
        workspace_id=run.workspace_id,
        attempt_id=attempt_id,
        evaluator=evaluator,
        number=int(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        is_proposed=True,
    )
    return row
