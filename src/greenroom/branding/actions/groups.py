"""Changing which templates go together, and which group holds where an interviewer names none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.branding import events
from greenroom.branding.models import DesignGroup, DesignTemplate
from greenroom.branding.rules import design as rules
from greenroom.branding.rules.design import Page
from greenroom.core import clock
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit

Chosen = Mapping[Page, UUID | None]
Users = Callable[[DesignGroup], list[str]]
"""What uses a group, by name: interviewers, of which this room knows nothing."""


@transaction.atomic
def create(*, name: str, templates: Chosen, by: Member) -> DesignGroup:
    """A group; the first one of a workspace is its default.

    Raises Refused with the field that is wrong: "name", or a page whose template there is not.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    said, chosen = rules.name(name), _chosen(templates)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    is_first = not DesignGroup.objects.filter(removed_at=None).exists()
    group: DesignGroup = DesignGroup.objects.create(
        workspace_id=by.workspace_id,
        name=said,
        is_default=is_first,
        **{page.value: template for page, template in chosen.items()},
    )
    fields = ["name", *(page.value for page, template in chosen.items() if template)]
    emit(events.DesignGroupWritten(group_id=group.id, fields=", ".join(fields)), by=by.actor)
    if is_first:
        _tell_default(by, before=None, after=group)
    return group


@transaction.atomic
def change(group: DesignGroup, *, name: str, templates: Chosen, seen: int, by: Member) -> DesignGroup:
    """Another name and other templates; pages that are not named keep theirs.

    seen: the revision its writer had before them. Raises as `create`, and `Changed` when somebody else has
    written something else since.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    said, chosen = rules.name(name), _chosen(templates)
    group = _held(group)
    fields = ["name"] if group.name != said else []
    fields += [page.value for page, template in chosen.items() if group.template(page) != template]
    if not fields:
        return group
    if group.revision != seen:
        raise Changed(now=group)
    group.name = said
    for page, template in chosen.items():
        setattr(group, page.value, template)
    group.revision += 1
    group.save()
    emit(events.DesignGroupWritten(group_id=group.id, fields=", ".join(fields)), by=by.actor)
    return group


@transaction.atomic
def choose_default(group: DesignGroup | None, *, by: Member) -> None:
    """It holds wherever an interviewer names no group; None: the plain look does."""
    require(by, Permission.MANAGE_WORKSPACE)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    after = _held(group) if group else None
    before = DesignGroup.objects.filter(is_default=True).first()
    if before == after:
        return
    if before:
        before.is_default = False
        before.save(update_fields=["is_default"])
    if after:
        after.is_default = True
        after.save(update_fields=["is_default"])
    _tell_default(by, before=before, after=after)


@transaction.atomic
def remove(group: DesignGroup, *, used_by: Users, by: Member) -> None:
    """Take it away, for good after a day. Raises Refused for the default, and while an interviewer has it."""
    require(by, Permission.DELETE)
    group = _locked(group)
    if group.removed_at is not None:
        return
    if group.is_default:
        raise Refused(_("This group is the default. Make another one the default first, or none."))
    users = used_by(group)
    if users:
        raise Refused(
            _("This group is used by: %(interviewers)s. Choose another one there first.")
            % {"interviewers": ", ".join(users)}
        )
    group.removed_at = clock.now()
    group.save(update_fields=["removed_at"])
    emit(events.DesignGroupRemoved(group_id=group.id), by=by.actor)


@transaction.atomic
def restore(group: DesignGroup, *, by: Member) -> DesignGroup:
    """Undo a removal; a template that went meanwhile is left out."""
    require(by, Permission.DELETE)
    group = _locked(group)
    if group.removed_at is None:
        return group
    for page in Page:
        template = group.template(page)
        if template and template.removed_at:
            setattr(group, page.value, None)
    group.removed_at = None
    group.save()
    emit(events.DesignGroupRestored(group_id=group.id), by=by.actor)
    return group


def _chosen(templates: Chosen) -> dict[Page, DesignTemplate | None]:
    """The templates of these ids, held so that nobody removes them meanwhile."""
    wanted = [template_id for template_id in templates.values() if template_id]
    rows = DesignTemplate.objects.select_for_update().filter(id__in=wanted, removed_at=None)
    there = {(row.id, row.page): row for row in rows}
    found: dict[Page, DesignTemplate | None] = {}
    for page, template_id in templates.items():
        template = there.get((template_id, page.value)) if template_id else None
        if template_id and template is None:
            raise Refused(_("This template is not there any more. Choose another one."), field=page.value)
        found[page] = template
    return found


def _locked(group: DesignGroup) -> DesignGroup:
    """The group as it is now, held until the transaction ends."""
    found: DesignGroup = DesignGroup.objects.select_for_update().get(id=group.id)
    return found


def _held(group: DesignGroup) -> DesignGroup:
    """The same, refused once it was removed."""
    found = _locked(group)
    if found.removed_at is not None:
        raise Refused(_("Somebody deleted this group. What you wrote is still here."))
    return found


def _tell_default(by: Member, *, before: DesignGroup | None, after: DesignGroup | None) -> None:
    emit(
        events.DefaultDesignGroupChosen(
            workspace_id=by.workspace_id,
            before=str(before.id) if before else "",
            after=str(after.id) if after else "",
        ),
        by=by.actor,
    )
