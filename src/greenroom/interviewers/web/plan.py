"""The plan of an interviewer: what was read from the job description, and what will be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion, Stage
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.rules.highlights import mark, paragraphs
from greenroom.interviewers.web.forms import QuestionForm
from greenroom.interviewers.web.header import header_for
from greenroom.stages import registry as stages

Modality = QuestionVersion.Modality
KINDS = {
    "must": (gettext_lazy("Must have"), "accent"),
    "nice": (gettext_lazy("Nice to have"), "line"),
    "skill": (gettext_lazy("Skill"), ""),
    "responsibility": (gettext_lazy("Responsibility"), ""),
}
HEADINGS = {
    Modality.QUALIFICATION: (
        gettext_lazy("Qualifications"),
        gettext_lazy("Read from the resume: met or not."),
        gettext_lazy("Add a qualification"),
    ),
    Modality.CRITERION: (
        gettext_lazy("Criteria"),
        gettext_lazy("Scored 1 to 5 from the resume."),
        gettext_lazy("Add a criterion"),
    ),
    Modality.OPEN: (
        gettext_lazy("Questions"),
        gettext_lazy("Every candidate is asked the same, in this order. Answers are scored 1 to 5."),
        gettext_lazy("Add a question"),
    ),
}
SLOW_AFTER = 60  # seconds


@dataclass(frozen=True)
class Shown:
    """A question on the page. form: while it is edited; theirs: the version somebody else wrote meanwhile."""

    id: UUID
    number: int
    version: QuestionVersion
    form: QuestionForm | None = None
    theirs: QuestionVersion | None = None
    opened: bool = False

    @property
    def key(self) -> str:
        return str(self.id)

    @property
    def weight(self) -> str:
        return f"{self.version.weight:g}" if self.version.weight else ""

    @property
    def anchors(self) -> list[tuple[str, str]]:
        return sorted(self.version.anchors.items())


@dataclass(frozen=True)
class Group:
    """The questions of one modality in a stage. key: names its "add" form."""

    key: str
    heading: Any
    note: Any
    add_label: Any
    questions: list[Shown]
    form: QuestionForm | None = None


@dataclass(frozen=True)
class StageView:
    """A stage with its questions, by modality."""

    id: UUID
    label: Any
    icon: str
    groups: list[Group]


@dataclass(frozen=True)
class Editing:
    """What is open on the page: the form of a question, or of one to be added under a group's key."""

    question_id: UUID | None = None
    group: str = ""
    form: QuestionForm | None = None
    theirs: QuestionVersion | None = None


NOTHING = Editing()


@team(Permission.SEE)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    target = request.headers.get("HX-Target", "")
    if target == "planning":
        return planning_state(request, interviewer)
    editing = asked_to_edit(request, interviewer)
    if target.startswith("question-"):
        return question_fragment(request, interviewer, target.removeprefix("question-"), editing)
    if target.startswith("add-"):
        return group_fragment(request, interviewer, target.removeprefix("add-"), editing)
    return page(request, interviewer, editing)


def page(
    request: TeamRequest, interviewer: Interviewer, editing: Editing = NOTHING, *, status: int = 200
) -> HttpResponse:
    """The whole page, with one form open or none."""
    text = interviewer.job_description
    marks = [
        mark(f"{kind}-{number}", each.get("quote", {}), text)
        for kind, found in (("warning", interviewer.warnings), ("requirement", interviewer.requirements))
        for number, each in enumerate(found)
    ]
    context = {
        **header_for(request, interviewer, "plan"),
        **_common(request, interviewer),
        "paragraphs": paragraphs(text, [each for each in marks if each]),
        "requirements": _requirements(interviewer),
        "stages": [stage_view(stage, editing) for stage in interviewer.stages.all()],
        "removed": _removed(request),
        "waiting": _waiting_state(interviewer),
    }
    return render(request, "interviewers/plan.html", context, status=status)


def _common(request: TeamRequest, interviewer: Interviewer) -> dict[str, Any]:
    return {
        "interviewer": interviewer,
        "may_edit": may(request.member, Permission.EDIT_INTERVIEWERS),
        "is_live": interviewer.activated_at is not None,
    }


def _requirements(interviewer: Interviewer) -> list[dict[str, Any]]:
    return [
        {
            "text": each["text"],
            "label": KINDS.get(each["kind"], (each["kind"], ""))[0],
            "tone": KINDS.get(each["kind"], ("", ""))[1],
            "anchor": f"#requirement-{number}",
        }
        for number, each in enumerate(interviewer.requirements)
    ]


def _removed(request: TeamRequest) -> Question | None:
    """The question that was just removed, which the page offers to bring back."""
    try:
        question = interviewers.get_question_for(request.member, UUID(request.GET.get("removed", "")))
    except (ValueError, NotFound):
        return None
    return question if question.removed_at else None


def stage_view(stage: Stage, editing: Editing = NOTHING) -> StageView:
    kind = stages.get(stage.kind)
    live = [question for question in stage.questions.all() if question.current]
    return StageView(
        stage.id,
        kind.label,
        kind.icon,
        [_group(stage, Modality(name), live, editing) for name in kind.modalities if name in HEADINGS],
    )


def _group(stage: Stage, modality: Modality, live: list[Question], editing: Editing) -> Group:
    key = f"{stage.id}-{modality.value}"
    heading, note, add_label = HEADINGS[modality]
    shown = [
        _shown(question, question.current, number, editing)
        for number, question in enumerate(
            (each for each in live if each.current and each.current.modality == modality), 1
        )
        if question.current
    ]
    return Group(key, heading, note, add_label, shown, editing.form if editing.group == key else None)


def _shown(question: Question, version: QuestionVersion, number: int, editing: Editing) -> Shown:
    if editing.question_id != question.id:
        return Shown(question.id, number, version)
    return Shown(question.id, number, version, editing.form, editing.theirs, opened=True)


def asked_to_edit(request: TeamRequest, interviewer: Interviewer) -> Editing:
    """Which form the address asks for: `edit` with a question's id, `show` to see it, `add` with a group's key."""
    if not may(request.member, Permission.EDIT_INTERVIEWERS):
        return NOTHING
    edit, opened, add = (request.GET.get(name, "") for name in ("edit", "show", "add"))
    for stage in interviewer.stages.all():
        for modality in (name for name in stages.get(stage.kind).modalities if name in HEADINGS):
            if add == f"{stage.id}-{modality}":
                return Editing(group=add, form=QuestionForm(modality, key=f"new-{add}"))
        for question in stage.questions.all():
            if question.current and edit == str(question.id):
                return Editing(question.id, form=form_for(question, question.current))
            if opened == str(question.id):
                return Editing(question.id)
    return NOTHING


def form_for(question: Question, version: QuestionVersion, data: Any = None) -> QuestionForm:
    return QuestionForm(version.modality, key=f"q-{question.id}", data=data, version=version)


def question_fragment(
    request: TeamRequest,
    interviewer: Interviewer,
    question_id: UUID | str,
    editing: Editing = NOTHING,
    *,
    status: int = 200,
) -> HttpResponse:
    """One question as it stands on the page. Raises NotFound when it is not there any more."""
    for stage in interviewer.stages.all():
        for group in stage_view(stage, editing).groups:
            for shown in group.questions:
                if shown.key == str(question_id):
                    context = {**_common(request, interviewer), "question": shown}
                    return render(request, "interviewers/_question.html", context, status=status)
    raise NotFound


def group_fragment(
    request: TeamRequest, interviewer: Interviewer, key: str, editing: Editing = NOTHING, *, status: int = 200
) -> HttpResponse:
    """The foot of a group: its "add" form, or the link that opens it."""
    for stage in interviewer.stages.all():
        for group in stage_view(stage, editing).groups:
            if group.key == key:
                context = {**_common(request, interviewer), "group": group, "stage_id": stage.id}
                return render(request, "interviewers/_add.html", context, status=status)
    raise NotFound


def stage_fragment(
    request: TeamRequest, interviewer: Interviewer, stage_id: UUID, **said: Any
) -> HttpResponse:
    """A stage after its list has changed; what is open or typed in the questions that stay is left alone.

    said: `toast`, `undo_url` where it can be undone, and `fresh`, the id of a question the page has not yet.
    """
    stage = next((each for each in interviewer.stages.all() if each.id == stage_id), None)
    if stage is None:
        raise NotFound
    context = {**_common(request, interviewer), "stage": stage_view(stage), "preserve": True, **said}
    response = render(request, "interviewers/_stage_changed.html", context)
    response.headers["HX-Retarget"] = f"#stage-{stage_id}"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def planning_state(request: TeamRequest, interviewer: Interviewer) -> HttpResponse:
    """What the waiting page asks every second: nothing new, other words, or that there is something to see."""
    state = _waiting_state(interviewer)
    if state is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if request.GET.get("state") == state["name"]:
        return HttpResponse(status=204)
    context = {**_common(request, interviewer), "waiting": state}
    return render(request, "interviewers/_planning.html", context)


def _waiting_state(interviewer: Interviewer) -> dict[str, str] | None:
    if interviewer.planning != Interviewer.Planning.WAITING:
        return None
    if interviewer.planning_error:
        return {
            "name": "delayed",
            "title": _("Waiting for the language model"),
            "why": interviewer.planning_error,
        }
    if (clock.now() - interviewer.created_at).total_seconds() > SLOW_AFTER:
        return {"name": "slow", "title": _("Still planning"), "why": _("This takes longer than it should.")}
    return {"name": "reading", "title": _("Reading the job description"), "why": ""}


def back_to(interviewer: Interviewer, anchor: str = "", **words: str) -> HttpResponse:
    """The plan page again, at one of its places."""
    response = redirect("interviewer-plan", slug=interviewer.slug)
    query = "&".join(f"{name}={value}" for name, value in words.items())
    response["Location"] += (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
    return response
