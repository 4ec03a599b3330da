"""Changing workspaces."""

from __future__ import annotations

from django.db import transaction

from greenroom.accounts.events import EnginesChanged, MemberAdded, WorkspaceCreated
from greenroom.accounts.models import Member, User, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission, Role
from greenroom.core import scope
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import slug

ENGINES = ("built-in", "model")


@transaction.atomic
def create(*, name: str, owner: User, is_demo: bool = False) -> Member:
    """A new workspace and its first administrator."""
    name = name.strip()
    if not name:
        raise Refused("Give the workspace a name.", field="name")
    workspace = Workspace.objects.create(name=name, slug=_free_slug(name), is_demo=is_demo)
    with scope.scoped(workspace.id):
        member: Member = Member.objects.create(workspace=workspace, user=owner, role=Role.ADMIN)
        emit(WorkspaceCreated(workspace_id=workspace.id), by=member.actor)
        emit(MemberAdded(member_id=member.id, role=member.role), by=member.actor)
    return member


def _free_slug(name: str) -> str:
    wanted = slug(name, longest=50, otherwise="workspace")
    taken = set(Workspace.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)


@transaction.atomic
def choose_engines(workspace: Workspace, *, engines: dict[str, str], by: Member) -> Workspace:
    """Say which engine serves each skill. Skills that are not named keep their built-in engine."""
    require(by, Permission.MANAGE_WORKSPACE)
    if any(engine not in ENGINES for engine in engines.values()):
        raise Refused("Choose the built-in engine or the language model.", field="engines")
    before, workspace.engines = workspace.engines, engines
    workspace.save(update_fields=["engines"])
    emit(
        EnginesChanged(workspace_id=workspace.id, before=_listed(before), after=_listed(engines)), by=by.actor
    )
    return workspace


def _listed(engines: dict[str, str]) -> str:
    return ", ".join(f"{skill}: {engine}" for skill, engine in sorted(engines.items()))
