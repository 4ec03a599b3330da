"""Fixtures every test may use: the real material, and a fixed cast."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from greenroom.accounts.models import Member, Workspace
    from greenroom.core.testing.migrated import Migrated

pytest_plugins = ["greenroom.core.testing.browser"]

SERVER = os.environ.get("GREENROOM_DATABASE_URL", "")
"""Of this run; a test may start with another in its environment."""
SHARED_DATA = Path(os.environ.get("GREENROOM_SHARED_DATA", Path(__file__).parent.parent / "shared" / "data"))


LONG = ("browser", "kills")
"""Marks of tests that wait for other programs."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: what is left at the end is short, and all processes end together."""
    items.sort(key=lambda item: not any(map(item.get_closest_marker, LONG)))


def pytest_collection_finish() -> None:
    """Everything loaded and collected stays to the end: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real resumes, job descriptions and marked answers that lies outside the repository."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the real material is not here: {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config) -> Migrated:
    """Gives copies of a database with all its tables."""
    from greenroom.core.testing.migrated import Migrated

    return Migrated(pytestconfig.cache.mkdir("migrated"))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, migrated: Migrated) -> Iterator[None]:
    """A copy of a migrated database, in place of one that pytest-django migrates anew for each process."""
    from greenroom.core.testing.migrated import database_of_tests

    with database_of_tests(migrated, server=SERVER):
        yield


@pytest.fixture(autouse=True)
def _files_of_this_test(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@dataclass(frozen=True)
class Cast:
    """owner, colleague and viewer share a workspace; stranger has another."""

    owner: Member
    colleague: Member
    viewer: Member
    stranger: Member

    @property
    def workspace(self) -> Workspace:
        return self.owner.workspace


@pytest.fixture
def cast(db) -> Cast:
    """An admin, a recruiter and a viewer of one workspace, and the admin of another. No scope is entered."""
    from greenroom.accounts.actions import workspaces
    from greenroom.accounts.models import Member, User
    from greenroom.accounts.rules.roles import Role
    from greenroom.core import scope

    def user(name: str) -> User:
        return User.objects.create_user(f"{name}@example.org", "correct horse battery", name=name.title())

    owner = workspaces.create(name="Northfield", owner=user("owner"))
    stranger = workspaces.create(name="Elsewhere", owner=user("stranger"))
    with scope.scoped(owner.workspace_id):
        colleague, viewer = (
            Member.objects.create(workspace=owner.workspace, user=user(name), role=role)
            for name, role in (("colleague", Role.RECRUITER), ("viewer", Role.VIEWER))
        )
    return Cast(owner, colleague, viewer, stranger)


@pytest.fixture
def in_workspace(cast: Cast) -> Iterator[Cast]:
    """The cast, with the owner's workspace in scope."""
    from greenroom.core import scope

    with scope.scoped(cast.workspace.id):
        yield cast


@pytest.fixture
def sign_in(client: Client):
    """Sign a member in: `sign_in(cast.owner)` returns the client."""

    def enter(member: Member) -> Client:
        client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
