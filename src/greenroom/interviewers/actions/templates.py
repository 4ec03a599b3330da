"""Interviewers to start others from."""

from __future__ import annotations

import re

from django.db import IntegrityError, transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.core.text import clean, searchable, slug
from greenroom.interviewers import events, roles
from greenroom.interviewers.models import Interviewer, InterviewTemplate
from greenroom.interviewers.queries import blueprints
from greenroom.interviewers.rules import limits

LONGEST_CODE = 32
LONGEST_DESCRIPTION = 500


@transaction.atomic
def keep(
    interviewer: Interviewer, *, name: str, by: Member, code: str = "", description: str = ""
) -> InterviewTemplate:
    """A template that is all this interviewer is now; later changes of the interviewer do not reach it.

    interviewer: with its stages and questions, as `queries.interviewers.get_for` gives it. code: made from the name
    where there is none. Raises Refused with the field that is wrong.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    if not interviewer.stages.all():
        raise Refused("There is nothing to keep yet: it has no stages.")
    words = _checked(name, description)
    wanted = _checked_code(code or slug(words["name"], longest=LONGEST_CODE, otherwise="template"))
    template = InterviewTemplate(
        workspace_id=interviewer.workspace_id,
        code=wanted,
        blueprint=blueprints.read(interviewer).model_dump(mode="json"),
        created_by=by,
        **words,
    )
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as taken:
        raise Refused("Another template has this code. Choose another.", field="code") from taken
    emit(events.TemplateKept(template_id=template.id, interviewer_id=interviewer.id), by=by.actor)
    return template


@transaction.atomic
def describe(
    template: InterviewTemplate, *, name: str, description: str, by: Member, seen: int | None = None
) -> InterviewTemplate:
    """Another name and description. Its code stays: interviewers and imports refer to it.

    seen: the revision its writer had before them; Changed when somebody else has written another since.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    words = _checked(name, description)
    template = InterviewTemplate.objects.select_for_update().get(id=template.id)
    if seen is not None and seen != template.revision:
        raise Changed(now=template)
    for field, value in words.items():
        setattr(template, field, value)
    template.revision += 1
    template.save(update_fields=[*words, "revision"])
    emit(events.TemplateDescribed(template_id=template.id), by=by.actor)
    return template


@transaction.atomic
def make_default(template: InterviewTemplate | None, *, by: Member) -> None:
    """Every new interviewer starts from it unless its maker chooses otherwise; None for nothing."""
    require(by, Permission.MANAGE_WORKSPACE)
    InterviewTemplate.objects.filter(workspace_id=by.workspace_id, is_default=True).update(is_default=False)
    if template is not None:
        InterviewTemplate.objects.filter(id=template.id).update(is_default=True)
    chosen = events.DefaultTemplateChosen(
        workspace_id=by.workspace_id, template_id=template.id if template else None
    )
    emit(chosen, by=by.actor)


@transaction.atomic
def delete(template: InterviewTemplate, *, name: str, by: Member) -> None:
    """Remove a template for good; interviewers made from it stay as they are. name: its name, typed."""
    require(by, Permission.DELETE)
    if " ".join(name.split()).casefold() != " ".join(template.name.split()).casefold():
        raise Refused("Type the name exactly as it stands above.", field="typed")
    emit(events.TemplateDeleted(template_id=template.id, code=template.code), by=by.actor)
    template.delete()


def _checked(name: str, description: str) -> dict[str, str]:
    words, about = " ".join(clean(name).split()), clean(description).strip()
    if not words:
        raise Refused("Give the template a name.", field="name")
    if len(words) > limits.LONGEST_TITLE:
        raise Refused(f"Keep it under {limits.LONGEST_TITLE} characters.", field="name")
    if len(about) > LONGEST_DESCRIPTION:
        raise Refused(f"Keep it under {LONGEST_DESCRIPTION} characters.", field="description")
    return {"name": words, "description": about, "found_by": searchable(words, about)}


def _checked_code(code: str) -> str:
    code = code.strip()
    if not re.fullmatch(rf"[A-Za-z0-9-]{{1,{LONGEST_CODE}}}", code):
        raise Refused(f"Letters, digits and dashes, at most {LONGEST_CODE}.", field="code")
    if code in {role.code for role in roles.all_roles()}:
        raise Refused("A role that comes with Greenroom has this code. Choose another.", field="code")
    return code
