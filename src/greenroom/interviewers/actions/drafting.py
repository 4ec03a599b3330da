"""A draft from its first key stroke to the moment its plan is asked for; and drafts made from something that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.db import transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.jobs import enqueue
from greenroom.core.text import clean, searchable
from greenroom.interviewers import events
from greenroom.interviewers.actions import blueprints
from greenroom.interviewers.actions.interviewers import free_slug, locked
from greenroom.interviewers.jobs import plan_interviewer
from greenroom.interviewers.models import Interviewer, LabelValue
from greenroom.interviewers.queries import blueprints as reading
from greenroom.interviewers.queries import templates
from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.blueprint import Blueprint
from greenroom.media.actions import files
from greenroom.media.extraction import Unreadable, extract
from greenroom.media.models import StoredFile

Planning, Status = Interviewer.Planning, Interviewer.Status
UNTITLED = "New interviewer"
PLANNED = "The plan is made already. Change it on the next steps, or plan again."


@dataclass(frozen=True)
class Notes:
    """What was typed so far of what a plan is made from; the fields are those of `models.Interviewer`."""

    job_description: str = ""
    instructions: str = ""
    source_url: str = ""
    starts_from: str = ""

    def tidied(self) -> Notes:
        """Itself, without what no database takes. Raises Refused, with the field, for too much of it."""
        notes = Notes(**{name: clean(value).strip() for name, value in vars(self).items()})
        if len(notes.job_description) > limits.LONGEST_JOB_DESCRIPTION:
            limits.check_job_description(notes.job_description)
        limits.check_instructions(notes.instructions)
        if len(notes.source_url) > limits.LONGEST_ADDRESS:
            raise Refused("This address is too long.", field="source_url")
        return notes


@transaction.atomic
def begin(notes: Notes, *, by: Member, file: StoredFile | None = None) -> Interviewer:
    """A draft that keeps what was typed so far. Nobody has asked for its plan."""
    require(by, Permission.EDIT_INTERVIEWERS)
    notes = notes.tidied()
    title = _first_line(notes.job_description) or UNTITLED
    name = free_slug(title)
    interviewer: Interviewer = Interviewer.objects.create(
        workspace_id=by.workspace_id,
        title=title,
        slug=name,
        found_by=searchable(title, name),
        planning=Planning.NOTED,
        job_file=file,
        created_by=by,
        **vars(notes),
    )
    emit(events.InterviewerCreated(interviewer_id=interviewer.id), by=by.actor)
    return interviewer


@transaction.atomic
def create(
    *, job_description: str, by: Member, instructions: str = "", file: StoredFile | None = None
) -> Interviewer:
    """A draft from a job description, its plan asked for at once; see `planning`."""
    notes = Notes(job_description=job_description, instructions=instructions)
    return plan_from(None, notes, by=by, file=file)


def create_from_file(*, content: IO[bytes], name: str, by: Member, instructions: str = "") -> Interviewer:
    """The same from a file, which is kept beside it. Raises Refused with the field "file" when it cannot be read."""
    require(by, Permission.EDIT_INTERVIEWERS)
    limits.check_instructions(clean(instructions))
    text, file = read_file(content=content, name=name, by=by)
    return create(job_description=text, instructions=instructions, file=file, by=by)


def read_file(*, content: IO[bytes], name: str, by: Member) -> tuple[str, StoredFile]:
    """The job description in a file, and the file as kept. Raises Refused, and keeps nothing, when there is none."""
    require(by, Permission.EDIT_INTERVIEWERS)
    try:
        document = extract(content.read(settings.UPLOAD_LIMIT + 1))
        text = limits.check_job_description(clean(document.text))
    except (Unreadable, Refused) as problem:
        raise Refused(problem.message, field="file") from problem
    content.seek(0)
    file = files.store(
        workspace_id=by.workspace_id, content=content, name=name, media_type=document.media_type
    )
    return text, file


@transaction.atomic
def note(
    interviewer: Interviewer, notes: Notes, *, by: Member, file: StoredFile | None = None
) -> Interviewer:
    """Keep what is being typed. Only a draft without a plan takes notes."""
    require(by, Permission.EDIT_INTERVIEWERS)
    notes = notes.tidied()
    interviewer = locked(interviewer)
    if interviewer.planning not in {Planning.NOTED, Planning.FAILED}:
        raise Refused(PLANNED)
    for name, value in vars(notes).items():
        setattr(interviewer, name, value)
    interviewer.job_file = file or interviewer.job_file
    interviewer.title = _first_line(interviewer.job_description) or interviewer.title
    interviewer.found_by = searchable(interviewer.title, interviewer.slug)
    interviewer.save(update_fields=[*vars(notes), "job_file", "title", "found_by"])
    return interviewer


@transaction.atomic
def ask_for_plan(interviewer: Interviewer, *, by: Member) -> Interviewer:
    """Have the plan made, off the request; one that waits for its next try is tried now.

    Raises Refused, with the field, when there is nothing to plan from, or candidates see the interviewer already.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    interviewer = locked(interviewer)
    if interviewer.status != Status.DRAFT:
        raise Refused("Only a draft can be planned again: candidates already see this one.")
    interviewer.job_description = limits.check_job_description(interviewer.job_description)
    limits.check_instructions(interviewer.instructions)
    interviewer.planning, interviewer.planning_error = Planning.WAITING, ""
    interviewer.save(update_fields=["job_description", "planning", "planning_error"])
    enqueue(plan_interviewer, key=f"plan:{interviewer.id}", interviewer_id=interviewer.id)
    return interviewer


@transaction.atomic
def plan_from(
    interviewer: Interviewer | None, notes: Notes, *, by: Member, file: StoredFile | None = None
) -> Interviewer:
    """Ask for a plan from these notes, in the draft that has them or in a new one; nothing is kept when refused."""
    draft = (
        begin(notes, by=by, file=file) if interviewer is None else note(interviewer, notes, by=by, file=file)
    )
    return ask_for_plan(draft, by=by)


@transaction.atomic
def from_blueprint(blueprint: Blueprint, *, by: Member, starts_from: str = "") -> Interviewer:
    """A draft that is all a blueprint says; nothing is left to plan. Raises Refused as `blueprints.write` does."""
    require(by, Permission.EDIT_INTERVIEWERS)
    name = free_slug(blueprint.title)
    interviewer: Interviewer = Interviewer.objects.create(
        workspace_id=by.workspace_id,
        title=blueprint.title,
        slug=name,
        planning=Planning.DONE,
        starts_from=starts_from,
        created_by=by,
    )
    blueprints.write(interviewer, blueprint)
    emit(events.InterviewerCreated(interviewer_id=interviewer.id), by=by.actor)
    return interviewer


@transaction.atomic
def from_template(code: str, *, by: Member, draft: Interviewer | None = None) -> Interviewer:
    """A template of the workspace or a shipped role as it is, in place of a draft that has no plan, or as a new one.

    Raises NotFound for a code that is neither.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    blueprint = templates.blueprint_of(code)
    if draft is None:
        return from_blueprint(blueprint, by=by, starts_from=code)
    draft = locked(draft)
    if draft.planning not in {Planning.NOTED, Planning.FAILED}:
        raise Refused(PLANNED)
    draft.planning, draft.planning_error, draft.starts_from = Planning.DONE, "", code
    blueprints.write(draft, blueprint)
    return draft


@transaction.atomic
def duplicate(interviewer: Interviewer, *, by: Member) -> Interviewer:
    """A draft that is the same in everything but its link, its candidates and its deadline."""
    original = reading.read(interviewer)
    title = f"{original.title[: limits.LONGEST_TITLE - len(_COPY)]}{_COPY}"
    copy = from_blueprint(original.model_copy(update={"title": title}), by=by)
    for name in _KEPT:
        setattr(copy, name, getattr(interviewer, name))
    copy.planning = Planning.DONE if interviewer.planning == Planning.DONE else Planning.NOTED
    copy.save(update_fields=[*_KEPT, "planning"])
    LabelValue.objects.bulk_create(
        LabelValue(
            workspace_id=copy.workspace_id, interviewer=copy, label_id=label_id, value=value, put_by=by
        )
        for label_id, value in interviewer.labels.values_list("label_id", "value")
    )
    emit(events.InterviewerDuplicated(interviewer_id=copy.id, original_id=interviewer.id), by=by.actor)
    return copy


_COPY = " (copy)"
_KEPT = (
    "instructions",
    "requirements",
    "warnings",
    "planned_by",
    "persona_id",
    "brand_id",
    "message_group_id",
    "policy_id",
    "redirect_url",
    "scheduling_url",
    "sends_report",
    "budget",
    "starts_from",
)


def _first_line(text: str) -> str:
    return " ".join(text.strip().splitlines()[0].split())[:120].strip() if text.strip() else ""
