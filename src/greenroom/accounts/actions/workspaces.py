"""Changing workspaces."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.events import (
    EnginesChanged,
    MemberAdded,
    WorkspaceCreated,
    WorkspaceSettingChanged,
)
from greenroom.accounts.models import Member, User, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules import contrast
from greenroom.accounts.rules.roles import Permission, Role
from greenroom.core import scope
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import clean, slug

ENGINES = ("built-in", "model")
KEEP_DAYS = range(1, 3651)
LONG_TEXTS = frozenset({"about"})


@transaction.atomic
def create(*, name: str, owner: User, is_demo: bool = False) -> Member:
    """A new workspace and its first administrator."""
    name = _checked_name(name)
    workspace = Workspace.objects.create(name=name, slug=_free_slug(name), is_demo=is_demo)
    with scope.scoped(workspace.id):
        member: Member = Member.objects.create(workspace=workspace, user=owner, role=Role.ADMIN)
        emit(WorkspaceCreated(workspace_id=workspace.id), by=member.actor)
        emit(MemberAdded(member_id=member.id, role=member.role), by=member.actor)
    return member


def _checked_name(name: str) -> str:
    name = clean(name).strip()
    if not name:
        raise Refused(_("Give the workspace a name."), field="name")
    return name


def _free_slug(name: str) -> str:
    wanted = slug(name, longest=50, otherwise="workspace")
    taken = set(Workspace.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)


@transaction.atomic
def change(
    workspace: Workspace, *, name: str, about: str, accent: str, keep_days: int, by: Member
) -> Workspace:
    """Change what candidates and the team see of the workspace. keep_days: how long candidates are kept.

    Raises Refused for an accent on which white words could not be read.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    wanted: dict[str, str | int] = {
        "name": _checked_name(name),
        "about": clean(about).strip(),
        "accent": _checked_accent(accent),
        "keep_days": _checked_days(keep_days),
    }
    workspace = Workspace.objects.select_for_update().get(id=by.workspace_id)
    before = {setting: getattr(workspace, setting) for setting in wanted}
    changed = [setting for setting in wanted if wanted[setting] != before[setting]]
    for setting in changed:
        setattr(workspace, setting, wanted[setting])
        emit(
            WorkspaceSettingChanged(
                workspace_id=workspace.id,
                setting=setting,
                before=_told(setting, before[setting]),
                after=_told(setting, wanted[setting]),
            ),
            by=by.actor,
        )
    workspace.save(update_fields=changed)
    return workspace


def _told(setting: str, value: str | int) -> str:
    return f"{len(str(value))} characters" if setting in LONG_TEXTS else str(value)


def _checked_accent(accent: str) -> str:
    accent = accent.strip().lower()
    if not contrast.is_colour(accent):
        raise Refused(_("Write the colour as # and six digits, such as #0b6457."), field="accent")
    ratio = contrast.with_white(accent)
    if ratio < contrast.LEAST:
        raise Refused(
            _(
                "White words on this colour have a contrast of %(ratio).1f to 1; they need %(least)s. Darken it."
            )
            % {"ratio": ratio - 0.05, "least": contrast.LEAST},
            field="accent",
        )
    return accent


def _checked_days(keep_days: int) -> int:
    if keep_days not in KEEP_DAYS:
        raise Refused(_("Keep candidates for 1 to 3650 days."), field="keep_days")
    return keep_days


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
