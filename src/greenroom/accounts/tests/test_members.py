from __future__ import annotations

import pytest

from greenroom.accounts.actions import members, workspaces
from greenroom.accounts.models import Member
from greenroom.accounts.permissions import Forbidden
from greenroom.accounts.queries import members as members_of
from greenroom.accounts.rules.roles import Role
from greenroom.core import scope
from greenroom.core.errors import NotFound, Refused
from greenroom.core.models import StoredEvent


def test_a_role_is_changed_and_the_books_say_who_did_it(in_workspace):
    members.change_role(in_workspace.viewer, to=Role.RECRUITER, by=in_workspace.owner)
    assert Member.objects.get(id=in_workspace.viewer.id).role == "recruiter"
    event = StoredEvent.objects.get(name="accounts.MemberRoleChanged")
    assert event.payload == {
        "member_id": str(in_workspace.viewer.id),
        "before": "viewer",
        "after": "recruiter",
    }
    assert event.actor_id == in_workspace.owner.id


def test_the_role_somebody_has_already_is_no_change(in_workspace):
    members.change_role(in_workspace.viewer, to=Role.VIEWER, by=in_workspace.owner)
    assert not StoredEvent.objects.filter(name="accounts.MemberRoleChanged").exists()


@pytest.mark.parametrize("to", [Role.RECRUITER, Role.VIEWER])
def test_the_last_administrator_cannot_be_demoted(in_workspace, to):
    with pytest.raises(Refused, match="last administrator"):
        members.change_role(in_workspace.owner, to=to, by=in_workspace.owner)
    assert Member.objects.get(id=in_workspace.owner.id).role == "admin"


def test_the_last_administrator_cannot_be_removed(in_workspace):
    with pytest.raises(Refused, match="last administrator"):
        members.remove(in_workspace.owner, by=in_workspace.owner)
    assert Member.objects.filter(id=in_workspace.owner.id).exists()


def test_an_administrator_may_leave_when_there_is_another(in_workspace):
    members.change_role(in_workspace.colleague, to=Role.ADMIN, by=in_workspace.owner)
    members.remove(in_workspace.owner, by=in_workspace.owner)
    assert not Member.objects.filter(id=in_workspace.owner.id).exists()


def test_somebody_demoted_a_moment_ago_can_no_longer_change_roles(in_workspace):
    members.change_role(in_workspace.colleague, to=Role.ADMIN, by=in_workspace.owner)
    as_they_were = Member.objects.get(id=in_workspace.colleague.id)
    members.change_role(in_workspace.colleague, to=Role.VIEWER, by=in_workspace.owner)
    with pytest.raises(Forbidden):
        members.change_role(in_workspace.owner, to=Role.VIEWER, by=as_they_were)
    assert Member.objects.get(id=in_workspace.owner.id).role == "admin"


@pytest.mark.parametrize("who", ["colleague", "viewer"])
def test_others_may_neither_change_nor_remove(in_workspace, who):
    by = getattr(in_workspace, who)
    with pytest.raises(Forbidden):
        members.change_role(by, to=Role.ADMIN, by=by)
    with pytest.raises(Forbidden):
        members.remove(in_workspace.owner, by=by)
    assert Member.objects.count() == 3
    assert Member.objects.get(id=by.id).role == by.role


def test_a_member_of_another_workspace_is_not_found(cast):
    with scope.scoped(cast.workspace.id), pytest.raises(NotFound):
        members.remove(cast.stranger, by=cast.owner)
    with scope.scoped(cast.stranger.workspace_id):
        assert Member.objects.filter(id=cast.stranger.id).exists()


def test_the_other_workspaces_administrators_do_not_count(cast):
    with scope.scoped(cast.stranger.workspace_id), pytest.raises(Refused):
        members.remove(cast.stranger, by=cast.stranger)


def test_a_removed_member_keeps_their_account(in_workspace):
    user = in_workspace.viewer.user
    members.remove(in_workspace.viewer, by=in_workspace.owner)
    user.refresh_from_db()
    assert user.is_active


def test_a_workspace_has_its_own_name_in_its_address(db, cast):
    first = workspaces.create(name="Same name", owner=cast.owner.user)
    second = workspaces.create(name="Same  name", owner=cast.owner.user)
    assert (first.workspace.slug, second.workspace.slug) == ("same-name", "same-name-2")


def test_who_asks_is_not_read_a_second_time(cast, django_assert_num_queries):
    user = cast.colleague.user
    with django_assert_num_queries(1):
        member = members_of.current(user, None)
        assert (member.user, member.workspace.name) == (user, "Northfield")
