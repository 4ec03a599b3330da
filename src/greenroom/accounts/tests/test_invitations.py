from __future__ import annotations

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client

from greenroom.accounts.actions import invitations
from greenroom.accounts.models import Invitation, Member, User
from greenroom.accounts.permissions import Forbidden
from greenroom.accounts.rules.roles import Role
from greenroom.core import scope
from greenroom.core.errors import Refused
from greenroom.outreach.models import Message

NEW = {"name": "Robin Ashe", "password": "three small pianos"}


def link() -> str:
    found = re.search(r"/invitation/[^/\s]+/", str(mail.outbox[-1].body))
    assert found
    return found[0]


def secret() -> str:
    return link().split("/")[2]


def invite(cast, email: str = "robin@example.org", role: Role = Role.RECRUITER) -> str:
    """The path of the mailed link."""
    with scope.scoped(cast.workspace.id):
        invitations.invite(email=email, role=role, by=cast.owner)
    return link()


def member_named(cast, email: str) -> Member | None:
    with scope.scoped(cast.workspace.id):
        return Member.objects.filter(user__email=email).select_related("user").first()


def test_somebody_new_joins_with_a_name_and_a_password_and_is_signed_in(cast, client):
    address = invite(cast)
    assert b"robin@example.org" in client.get(address).content
    assert client.post(address, NEW)["Location"] == "/"
    member = member_named(cast, "robin@example.org")
    assert member is not None
    assert (member.role, str(member.user)) == ("recruiter", "Robin Ashe")
    assert client.get("/account/").status_code == 200
    assert member.user.check_password(NEW["password"])


def test_an_invitation_works_once(cast, client):
    address = invite(cast)
    client.post(address, NEW)
    assert Client().get(address).status_code == 410
    assert Client().post(address, NEW).status_code == 410


def test_looking_at_an_invitation_does_not_use_it_up(cast, client):
    address = invite(cast)
    client.get(address)
    assert client.get(address).status_code == 200
    assert not User.objects.filter(email="robin@example.org").exists()


def test_a_weak_password_or_no_name_is_refused_and_nothing_typed_is_lost(cast, client):
    address = invite(cast)
    page = client.post(address, {"name": "Robin Ashe", "password": "password1234"})
    assert page.status_code == 422
    assert page.context["form"].errors["password"]
    assert 'value="Robin Ashe"' in page.content.decode()
    assert not User.objects.filter(email="robin@example.org").exists()


def test_somebody_with_an_account_joins_by_signing_in(cast, client):
    address = invite(cast, "stranger@example.org", Role.VIEWER)
    page = client.get(address).content.decode()
    assert "/sign-in/?next=/invitation/" in page
    assert "password" not in page.split("<main")[1]
    client.post(address, NEW)
    assert member_named(cast, "stranger@example.org") is None
    client.force_login(cast.stranger.user, backend="django.contrib.auth.backends.ModelBackend")
    client.post(address)
    joined = member_named(cast, "stranger@example.org")
    assert joined is not None
    assert joined.role == "viewer"
    assert client.get("/account/").context["member"] == joined


def test_an_invitation_is_not_for_whoever_happens_to_be_signed_in(cast, sign_in):
    address = invite(cast)
    client = sign_in(cast.stranger)
    assert client.post(address).status_code == 422
    assert member_named(cast, "stranger@example.org") is None
    with scope.everything("to see that it is still open"):
        assert Invitation.objects.get().accepted_at is None


def test_an_invitation_expires_after_a_week(cast, client):
    with time_machine.travel("2026-03-01 12:00:00+00:00", tick=False) as clock:
        address = invite(cast)
        clock.shift(7 * 24 * 3600 - 1)
        assert client.get(address).status_code == 200
        clock.shift(2)
        assert client.get(address).status_code == 410
        with pytest.raises(Refused):
            invitations.accept_as_new(secret=secret(), **NEW)


def test_a_second_invitation_replaces_the_first(cast, client):
    first, second = invite(cast), invite(cast, role=Role.VIEWER)
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_a_withdrawn_invitation_no_longer_works(cast, client, sign_in):
    address = invite(cast)
    with scope.scoped(cast.workspace.id):
        invitations.withdraw(Invitation.objects.get(), by=cast.owner)
    assert client.get(address).status_code == 410


def test_a_member_is_not_invited_again(in_workspace):
    with pytest.raises(Refused, match="member already"):
        invitations.invite(email="VIEWER@example.org", role=Role.ADMIN, by=in_workspace.owner)
    assert mail.outbox == []


@pytest.mark.parametrize("who", ["colleague", "viewer"])
def test_only_an_administrator_invites(in_workspace, who):
    with pytest.raises(Forbidden):
        invitations.invite(email="x@example.org", role=Role.ADMIN, by=getattr(in_workspace, who))
    assert mail.outbox == []
    assert not Invitation.objects.exists()


def test_the_secret_is_kept_nowhere_but_in_the_mail(cast):
    address = invite(cast)
    with scope.everything("to look at what was stored"):
        assert address.split("/")[2] not in str(list(Invitation.objects.values()))


def test_an_invitation_can_be_read_in_the_outbox_of_its_workspace(cast, sign_in, settings):
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
    with scope.scoped(cast.workspace.id):
        invitations.invite(email="robin@example.org", role=Role.VIEWER, by=cast.owner)
    message = Message.objects.get()
    assert message.workspace_id == cast.workspace.id
    page = sign_in(cast.owner).get(f"/outreach/outbox/{message.id}/").content.decode()
    assert "/invitation/" in page
    assert 'rel="nofollow"' in page
