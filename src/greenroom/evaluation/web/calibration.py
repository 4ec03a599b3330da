"""Calibration: people mark answers without seeing what the machine gave, then both stand beside each other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.core.ids import ids_in
from greenroom.evaluation.actions import calibrating
from greenroom.evaluation.models import Calibration, CalibrationAnswer
from greenroom.evaluation.queries import calibration as queries
from greenroom.evaluation.queries.calibration import Sheet, SittingCard, Standing
from greenroom.evaluation.queries.calibration_drift import drift
from greenroom.evaluation.queries.reading import alias, habit_of, hidden_from, mask_for
from greenroom.evaluation.rules.calibrating import FEWEST, MOST
from greenroom.evaluation.web import calibration_figures as figures
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.forms import refuse
from greenroom.interviewers.web.header import header_for
from greenroom.media.models import Resume
from greenroom.stages import registry

HALVES = [mark / 2 for mark in range(2, 11)]
CHANGED = {
    "engine": gettext_lazy("the engine"),
    "model": gettext_lazy("the model"),
    "version": gettext_lazy("the version of the prompt or the engine"),
}


class BeginForm(forms.Form):
    """How many answers, and of which question."""

    size = forms.IntegerField(
        label=gettext_lazy("Answers"),
        initial=12,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": FEWEST, "max": MOST}),
        help_text=gettext_lazy("10 to 30; some of every band of scores. About a minute each."),
    )
    question = forms.ChoiceField(label=gettext_lazy("Question"), required=False)

    def __init__(self, data: Any, *, questions: list[Question]) -> None:
        super().__init__(data)
        self.questions = {str(question.id): question for question in questions}
        shown = [(key, _words(question)) for key, question in self.questions.items()]
        self.fields["question"].choices = [("", _("All questions")), *shown]  # type: ignore[attr-defined]  # a ChoiceField

    def chosen(self) -> Question | None:
        return self.questions.get(self.cleaned_data["question"])


def _words(question: Question) -> str:
    return (question.current.text if question.current else "")[:90]


@team(Permission.SEE)
@require_GET
def show_all(request: TeamRequest, slug: str) -> HttpResponse:
    """The calibrations of an interviewer, and the way to begin one."""
    return _all(request, interviewers.get_for(request.member, slug))


@team(Permission.DECIDE)
@require_POST
def begin(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    form = BeginForm(request.POST, questions=_open_questions(interviewer))
    if form.is_valid():
        try:
            made = calibrating.begin(
                interviewer=interviewer,
                size=form.cleaned_data["size"],
                question=form.chosen(),
                by=request.member,
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("calibration-mark", slug=slug, calibration_id=made.id)
    return _all(request, interviewer, form, status=422)


def _all(
    request: TeamRequest, interviewer: Interviewer, form: BeginForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "interviewer": interviewer,
        "rows": queries.listed(interviewer, request.member),
        "form": form or BeginForm(None, questions=_open_questions(interviewer)),
        "may_decide": may(request.member, Permission.DECIDE),
        **header_for(request, interviewer, "calibration"),
    }
    return render(request, "evaluation/calibrations.html", context, status=status)


def _open_questions(interviewer: Interviewer) -> list[Question]:
    return [
        question
        for stage in interviewer.stages.all()
        for question in stage.questions.all()
        if question.current and question.current.modality == QuestionVersion.Modality.OPEN
    ]


def _at(request: TeamRequest, slug: str, calibration_id: UUID) -> tuple[Calibration, Interviewer]:
    """The calibration at this address. Raises NotFound."""
    calibration = queries.get_for(request.member, slug, calibration_id)
    return calibration, interviewers.get_brief_for(request.member, slug)


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, slug: str, calibration_id: UUID) -> HttpResponse:
    """How far people and the machine agree; for who has yet to mark, only the way there."""
    calibration, interviewer = _at(request, slug, calibration_id)
    found = queries.standing(calibration)
    mine = found.of(request.member)
    decides = may(request.member, Permission.DECIDE)
    is_blind = decides and not (mine and mine.sitting.finished_at)
    context: dict[str, Any] = {
        "interviewer": interviewer,
        "calibration": calibration,
        "found": found,
        "mine": mine,
        "may_decide": decides,
        "is_blind": is_blind,
        "waiting": found.runs[-1].waiting,
        "here": request.path,
        "fewest": FEWEST,
    }
    if not is_blind:
        context |= _result(request, found) | _drift(found)
    if request.headers.get("HX-Request") == "true" and "poll" in request.GET:
        return render(request, "evaluation/calibration_body.html", context)
    return render(
        request, "evaluation/calibration.html", context | header_for(request, interviewer, "calibration")
    )


def _result(request: TeamRequest, found: Standing) -> dict[str, Any]:
    """Everybody's agreement with the newest run, one person's in particular, and people's with each other."""
    run, cards = found.settled[-1], found.finished
    if not cards:
        return {"people": []}
    chosen = _chosen(request, cards)
    held = queries.held(run.marks, chosen.marks)
    return {
        "people": [
            figures.row(
                card.sitting.author,
                queries.held(run.marks, card.marks),
                url=f"{request.path}?by={card.sitting.id}",
                is_shown=card is chosen,
            )
            for card in cards
        ],
        "who": chosen.sitting.author,
        "held": held,
        "figures": figures.figures(held),
        "stricter": figures.stricter(held),
        "bands": figures.bands(held),
        "confusion": figures.confusion(held),
        "between": figures.between(cards),
        "rows": _rows(request, found, chosen),
    }


def _chosen(request: TeamRequest, cards: list[SittingCard]) -> SittingCard:
    """Whom the address asks for, else the reader, else who was first."""
    wanted = ids_in(request.GET.getlist("by"))
    asked = [card for card in cards if card.sitting.id in wanted]
    own = [card for card in cards if card.sitting.member_id == request.member.id]
    return (asked or own or cards)[0]


def _rows(request: TeamRequest, found: Standing, card: SittingCard) -> list[dict[str, Any]]:
    """The answers, the widest apart first, with the way to each on its review page."""
    applications = [answer.attempt.application for answer in found.answers]
    hidden = hidden_from(request.member, applications, habit_of(request.member))
    slug, scores = found.calibration.interviewer.slug, found.runs[0].scores
    rows = []
    for line in figures.lines(found, found.settled[-1], card):
        attempt = line.answer.attempt
        address = reverse("candidate", args=[slug, attempt.application_id])
        kind, score = registry.get(attempt.stage.kind).slug, scores.get(line.answer.id)
        rows.append(
            {
                "line": line,
                "name": alias(attempt.application)
                if attempt.application_id in hidden
                else attempt.application.candidate.name,
                "question": line.answer.question.text,
                "url": f"{address}?tab={kind}&attempt={attempt.id}" + (f"#score-{score}" if score else ""),
            }
        )
    return rows


def _drift(found: Standing) -> dict[str, Any]:
    """What would be marked otherwise now, and what a run since has changed."""
    changed, runs, last = drift(found), found.settled, found.runs[-1]
    given: dict[str, Any] = {
        "drift": changed,
        "changed": [str(CHANGED[name]) for name in changed.changed],
        "today": " ".join(filter(None, changed.now)),
        "made_by": figures.made_by(runs[-1]),
        "failed": last.failed,
        "is_moving": bool(changed) or len(found.runs) > 1,
        "interviews": len({answer.attempt_id for answer in found.answers}),
    }
    if len(runs) > 1:
        moved, of = figures.moved_marks(runs[-2], runs[-1])
        given |= {
            "moves": figures.moves(runs[-2], runs[-1], found.finished),
            "before": figures.made_by(runs[-2]),
            "moved": moved,
            "moved_of": of,
            "run": runs[-1].run,
        }
    return given


@team(Permission.DECIDE)
def mark(request: TeamRequest, slug: str, calibration_id: UUID) -> HttpResponse:
    """One answer at a time; a form says what it got."""
    calibration, interviewer = _at(request, slug, calibration_id)
    place = _place(request.GET.get("at", ""))
    if request.method == "POST":
        return _take(request, calibration, place)
    sheet = queries.sheet(calibration, request.member, place)
    here = reverse("calibration", args=[slug, calibration_id])
    if queries.has_finished(calibration, request.member):
        return redirect(here)
    context = {
        "interviewer": interviewer,
        "calibration": calibration,
        "sheet": sheet,
        "here": here,
        "keys": habit_of(request.member).keys,
        "percent": 100 * len(sheet.given) // len(sheet.answers) if sheet.answers else 0,
        **(_answer(sheet, sheet.at, interviewer) if sheet.at else {"rows": _given(sheet)}),
        **header_for(request, interviewer, "calibration"),
    }
    return render(request, "evaluation/calibration_mark.html", context)


def _take(request: TeamRequest, calibration: Calibration, place: int | None) -> HttpResponse:
    """Keep what the form says and go on with the next answer without a mark."""
    address = reverse("calibration-mark", args=[calibration.interviewer.slug, calibration.id])
    answer_ids, said = ids_in(request.POST.getlist("answer")), request.POST.get("mark", "")
    if not answer_ids:
        return _again(request, address, place, _("Which answer was meant is not known. Try again."))
    words = {"none": "not_addressed", "skip": "skipped"}
    mark = None if said in words else _number(said)
    try:
        calibrating.mark(
            calibration, answer_ids[0], verdict=words.get(said, "scored"), mark=mark, by=request.member
        )
    except Refused as refused:
        return _again(request, address, place, refused.message)
    following = queries.sheet(calibration, request.member).after(answer_ids[0])
    return redirect(f"{address}?at={following}" if following else address)


def _again(request: TeamRequest, address: str, place: int | None, problem: str) -> HttpResponse:
    messages.error(request, problem)
    return redirect(f"{address}?at={place}" if place else address)


def _answer(sheet: Sheet, answer: CalibrationAnswer, interviewer: Interviewer) -> dict[str, Any]:
    """The answer that is marked now, without what tells whose it is."""
    application = answer.attempt.application
    resumes = Resume.objects.filter(
        id__in=application.attempts.exclude(resume=None).values_list("resume_id", flat=True)
    )
    mask = mask_for(application.candidate, resumes)
    given = sheet.given.get(answer.id)
    return {
        "answer": answer,
        "turns": [
            {"turn": turn, "text": mask.text(turn.text), "is_theirs": turn.speaker == turn.Speaker.CANDIDATE}
            for turn in queries.exchange(answer)
        ],
        "anchors": [(key, text) for key, text in sorted(answer.rubric.anchors.items()) if text],
        "marks": [
            {
                "value": f"{half:g}",
                "key": _key(half),
                "is_whole": half.is_integer(),
                "is_given": given is not None and given.mark == half,
            }
            for half in HALVES
        ],
        "given": given,
        "back": sheet.number - 1,
        "language": interviewer.language,
    }


def _key(half: float) -> str:
    """What is pressed for it: "3", or "Shift+3" for the half above."""
    return f"{half:g}" if half.is_integer() else f"Shift+{int(half)}"


def _given(sheet: Sheet) -> list[dict[str, Any]]:
    """Every answer with what the member gave it, for a last look."""
    return [
        {"number": number, "question": answer.question.text, "mark": sheet.given.get(answer.id)}
        for number, answer in enumerate(sheet.answers, 1)
    ]


@team(Permission.DECIDE)
@require_POST
def finish(request: TeamRequest, slug: str, calibration_id: UUID) -> HttpResponse:
    """See what the machine gave; from then on one's own marks stay as they are."""
    calibration, _interviewer = _at(request, slug, calibration_id)
    calibrating.finish(calibration, by=request.member)
    return redirect("calibration", slug=slug, calibration_id=calibration_id)


@team(Permission.DECIDE)
@require_POST
def compare(request: TeamRequest, slug: str, calibration_id: UUID) -> HttpResponse:
    """Have the same answers marked again in the background, beside what stands."""
    calibration, _interviewer = _at(request, slug, calibration_id)
    try:
        calibrating.compare_again(calibration, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("calibration", slug=slug, calibration_id=calibration_id)


def _place(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 4 else None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
