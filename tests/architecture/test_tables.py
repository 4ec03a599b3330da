"""What holds for every table."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.core import scope

ROOMS = [
    "core",
    "accounts",
    "compliance",
    "billing",
    "notifications",
    "media",
    "branding",
    "outreach",
    "guidance",
    "interviewers",
    "candidates",
    "conversations",
    "evaluation",
    "diagnostics",
    "stages",
    "rehearsal",
    "reports",
]
"""From the bottom of the house to its top."""

WITHOUT_WORKSPACE = {
    "accounts.User": "a person may work in several workspaces",
    "accounts.Workspace": "the tenant itself",
    "accounts.FirstSetUp": "one row for the whole installation",
    "accounts.SignInLink": "belongs to a person, before a workspace is chosen",
    "candidates.EmailCode": "reached only through its application",
    "conversations.VoiceWorker": "a process; it holds calls of every workspace",
    "core.StoredEvent": "events of the product itself have no workspace; scope_id says whose the others are",
    "core.Job": "as events",
    "core.Schedule": "the product's own",
    "core.Attempted": "counts tries by strangers",
    "outreach.ReceivedText": "it comes in before anybody knows whose it is; its thread says so afterwards",
    "outreach.Message": "sign-in links go out before a workspace is known; workspace_id says whose the others are",
}


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("greenroom.")]


def _label(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


@pytest.mark.parametrize("model", _models(), ids=_label)
def test_a_foreign_key_between_rooms_points_down_and_leaves_no_way_back_up(model):
    room = model._meta.app_label
    assert room in ROOMS, f"where in the house is {room}?"
    for field in model._meta.get_fields():
        if not isinstance(field, models.ForeignKey) or field.related_model is None:
            continue
        other = field.related_model._meta.app_label
        if other == room or not field.related_model.__module__.startswith("greenroom."):
            continue
        assert ROOMS.index(other) < ROOMS.index(room), f"{_label(model)}.{field.name} points up to {other}"
        assert field.remote_field.related_name == "+", f"{_label(model)}.{field.name} can be followed back up"


@pytest.mark.parametrize("model", _models(), ids=_label)
def test_every_row_belongs_to_a_workspace_or_says_why_not(model):
    reason = WITHOUT_WORKSPACE.get(_label(model), "")
    assert issubclass(model, WorkspaceRow) != bool(reason)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", [model for model in _models() if issubclass(model, WorkspaceRow)], ids=_label
)
def test_a_query_that_forgets_the_workspace_is_refused(model):
    with pytest.raises(scope.Unscoped):
        model.objects.exists()


def test_no_migration_imports_the_product():
    root = Path(__file__).resolve().parents[2] / "src" / "greenroom"
    guilty = [
        str(path)
        for path in root.rglob("migrations/*.py")
        if "import greenroom" in path.read_text() or "from greenroom" in path.read_text()
    ]
    assert guilty == []
