"""What an interviewer can start from: the workspace's templates and the shipped roles."""

from __future__ import annotations

from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.core.errors import NotFound
from greenroom.core.text import searchable
from greenroom.interviewers import roles
from greenroom.interviewers.models import InterviewTemplate
from greenroom.interviewers.rules.blueprint import Blueprint


def blueprint_of(code: str) -> Blueprint:
    """Of the template with this code in the workspace in scope, else of the shipped role. Raises NotFound."""
    found = InterviewTemplate.objects.filter(code=code).first()
    if found is not None:
        return Blueprint(**found.blueprint)
    try:
        return roles.get(code).blueprint
    except KeyError as unknown:
        raise NotFound from unknown


def default_code() -> str:
    """What every new interviewer of the workspace in scope starts from, "" for nothing."""
    found = InterviewTemplate.objects.filter(is_default=True).values_list("code", flat=True).first()
    return found or ""


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Codes and names to choose from, in groups: the workspace's own first, then shipped roles by family."""
    own = list(InterviewTemplate.objects.order_by("name").values_list("code", "name"))
    groups = [("Templates of this workspace", own)] if own else []
    families: dict[str, list[tuple[str, str]]] = {}
    for role in roles.all_roles():
        families.setdefault(role.family, []).append((role.code, role.blueprint.title))
    return [*groups, *families.items()]


def own(q: str = "") -> list[InterviewTemplate]:
    """The templates of the workspace in scope whose name or description has every word, the default one first."""
    rows = InterviewTemplate.objects.order_by("-is_default", "name")
    for word in searchable(q).split():
        rows = rows.filter(found_by__contains=word)
    return list(rows)


def get_for(member: Member, template_id: UUID) -> InterviewTemplate:
    """A template of the member's workspace. Raises NotFound to a stranger."""
    found = InterviewTemplate.objects.filter(id=template_id, workspace_id=member.workspace_id).first()
    if found is None:
        raise NotFound
    return found
