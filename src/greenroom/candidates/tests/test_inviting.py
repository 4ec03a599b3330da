"""A link for one person."""

from __future__ import annotations

import pytest
from django.test import Client

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.actions import inviting
from greenroom.candidates.actions.withdrawing import withdraw_link
from greenroom.candidates.models import Application, Candidate
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import drafting, lifecycle

pytestmark = pytest.mark.django_db


@pytest.fixture
def interviewer(in_workspace):
    made = drafting.from_template("forklift-driver", by=in_workspace.colleague)
    return lifecycle.activate(made, by=in_workspace.colleague)


def share_of(interviewer) -> str:
    return f"/interviewers/{interviewer.slug}/share/"


def test_the_link_knows_name_and_address_and_proves_neither(
    interviewer, in_workspace, sign_in, client, settings
):
    asked = {"name": "Ines Muster", "email": "Ines@example.org"}
    page = sign_in(in_workspace.colleague).post(f"{share_of(interviewer)}invite/", asked)
    own = page.context["own_link"]
    client.logout()
    start = client.get(own.removeprefix(settings.PUBLIC_URL)).content.decode()
    assert 'value="Ines Muster"' in start
    assert 'value="ines@example.org"' in start
    application = Application.objects.get()
    assert (application.status, application.verified_at) == ("pending", None)


def test_the_same_address_has_one_link_and_keeps_what_it_said_of_itself(interviewer, in_workspace):
    first = inviting.invite(
        interviewer=interviewer, name="Ines Muster", email="ines@example.org", by=in_workspace.colleague
    )
    again = inviting.invite(
        interviewer=interviewer, name="Somebody Else", email="INES@example.org", by=in_workspace.colleague
    )
    assert (first.token, first.is_new, again.token, again.is_new) == (first.token, True, first.token, False)
    assert Candidate.objects.get().name == "Ines Muster"


@pytest.mark.parametrize("token", ["", "forged", "0" * 32, "0" * 32 + ".abc", "a.b.c", "\x00"])
def test_a_forged_link_knows_nobody(interviewer, token):
    assert inviting.meant_by(token, interviewer) is None


def test_a_link_to_one_interviewer_knows_nobody_at_another(interviewer, in_workspace):
    made = inviting.invite(
        interviewer=interviewer, name="Ines Muster", email="ines@example.org", by=in_workspace.colleague
    )
    other = drafting.from_template("forklift-driver", by=in_workspace.colleague)
    assert inviting.meant_by(made.token, interviewer) is not None
    assert inviting.meant_by(made.token, other) is None


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"name": "", "email": "a@example.org"}, "name"), ({"name": "Ines", "email": "nobody"}, "email")],
)
def test_what_is_wrong_is_said_beside_the_field_and_nobody_is_added(
    interviewer, in_workspace, sign_in, asked, field
):
    page = sign_in(in_workspace.colleague).post(f"{share_of(interviewer)}invite/", asked)
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert not Candidate.objects.exists()


def test_a_closed_interviewer_takes_nobody_in(in_workspace):
    draft = drafting.from_template("forklift-driver", by=in_workspace.colleague)
    with pytest.raises(Refused, match="Activate"):
        inviting.invite(interviewer=draft, name="Ines", email="ines@example.org", by=in_workspace.colleague)
    assert not Candidate.objects.exists()


def test_a_viewer_invites_nobody(interviewer, in_workspace):
    with pytest.raises(Forbidden):
        inviting.invite(interviewer=interviewer, name="Ines", email="i@example.org", by=in_workspace.viewer)
    assert not Candidate.objects.exists()


def test_a_withdrawn_link_says_so_and_a_new_invitation_brings_a_new_one(
    interviewer, in_workspace, sign_in, client
):
    given = {"interviewer": interviewer, "name": "Ines Muster", "email": "ines@example.org"}
    first = inviting.invite(**given, by=in_workspace.colleague)
    start = f"/apply/{in_workspace.workspace.slug}/{interviewer.slug}/"
    review = f"/interviewers/{interviewer.slug}/candidates/{first.application.id}/"
    team = sign_in(in_workspace.colleague)
    assert f"{review}withdraw-link/" in team.get(review).content.decode()
    assert "Withdraw the link of Ines Muster?" in team.get(f"{review}withdraw-link/").content.decode()
    assert client.get(f"{start}?for={first.token}").status_code == 200
    assert team.post(f"{review}withdraw-link/").headers["Location"] == review
    gone = Client().get(f"{start}?for={first.token}")
    assert gone.status_code == 410
    assert "This link was withdrawn" in gone.content.decode()
    assert "ines@example.org" not in gone.content.decode()
    again = inviting.invite(**given, by=in_workspace.colleague)
    assert again.token != first.token
    assert 'value="Ines Muster"' in Client().get(f"{start}?for={again.token}").content.decode()
    assert Client().get(f"{start}?for={first.token}").status_code == 410


def test_a_link_is_not_withdrawn_by_a_viewer_nor_once_somebody_has_come(interviewer, in_workspace):
    made = inviting.invite(
        interviewer=interviewer, name="Ines", email="ines@example.org", by=in_workspace.colleague
    )
    with pytest.raises(Forbidden):
        withdraw_link(made.application, by=in_workspace.viewer)
    Application.objects.update(verified_at=clock.now())
    with pytest.raises(Refused, match="come already"):
        withdraw_link(made.application, by=in_workspace.colleague)
    assert inviting.meant_by(made.token, interviewer) is not None
