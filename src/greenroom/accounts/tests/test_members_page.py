from __future__ import annotations

import pytest
from django.core import mail

from greenroom.accounts.models import Invitation, Member
from greenroom.core import scope


@pytest.fixture
def owner(cast, sign_in):
    return sign_in(cast.owner)


def role_of(member: Member) -> str | None:
    with scope.scoped(member.workspace_id):
        return Member.objects.filter(id=member.id).values_list("role", flat=True).first()


def test_members_and_open_invitations_are_listed_in_a_constant_number_of_statements(
    cast, owner, django_assert_num_queries
):
    owner.post("/settings/invitations/", {"email": "a@example.org", "role": "viewer"})
    with django_assert_num_queries(5):
        first = owner.get("/settings/")
    for number in range(5):
        owner.post("/settings/invitations/", {"email": f"{number}@example.org", "role": "viewer"})
    owner.get("/settings/")
    with django_assert_num_queries(5):
        page = owner.get("/settings/")
    assert len(first.context["members"]) == 3
    assert len(page.context["invitations"]) == 6
    assert "stranger@example.org" not in page.content.decode()


def test_an_invitation_is_mailed_from_the_page(cast, owner):
    owner.post("/settings/invitations/", {"email": "robin@example.org", "role": "recruiter"})
    assert mail.outbox[-1].to == ["robin@example.org"]
    assert "Northfield" in mail.outbox[-1].subject


def test_a_bad_address_is_told_beside_the_field_and_kept(cast, owner):
    page = owner.post("/settings/invitations/", {"email": "robin@", "role": "recruiter"})
    assert page.status_code == 422
    assert 'value="robin@"' in page.content.decode()
    taken = owner.post("/settings/invitations/", {"email": "viewer@example.org", "role": "recruiter"})
    assert taken.context["form"].errors["email"] == ["This person is a member already."]
    assert mail.outbox == []


def test_an_invitation_is_withdrawn_from_the_page(cast, owner):
    owner.post("/settings/invitations/", {"email": "robin@example.org", "role": "recruiter"})
    with scope.scoped(cast.workspace.id):
        owner.post(f"/settings/invitations/{Invitation.objects.get().id}/withdraw/")
        assert not Invitation.objects.exists()


def test_a_role_is_changed_from_the_page(cast, owner):
    owner.post(f"/settings/members/{cast.viewer.id}/role/", {"role": "recruiter"})
    assert role_of(cast.viewer) == "recruiter"


def test_a_role_that_does_not_exist_changes_nothing(cast, owner):
    owner.post(f"/settings/members/{cast.viewer.id}/role/", {"role": "god"})
    assert role_of(cast.viewer) == "viewer"


def test_the_page_says_why_the_last_administrator_stays(cast, owner):
    page = owner.post(f"/settings/members/{cast.owner.id}/role/", {"role": "viewer"}, follow=True)
    assert role_of(cast.owner) == "admin"
    assert page.redirect_chain
    address = f"/settings/members/{cast.owner.id}/remove/"
    refused = owner.post(address, {"confirm": "owner@example.org"})
    assert refused.status_code == 422
    assert "last administrator" in refused.content.decode()


def test_removing_somebody_asks_for_their_address(cast, owner):
    address = f"/settings/members/{cast.viewer.id}/remove/"
    assert "viewer@example.org" in owner.get(address).content.decode()
    assert owner.post(address, {"confirm": "yes"}).status_code == 422
    assert role_of(cast.viewer) == "viewer"
    assert owner.post(address, {"confirm": "Viewer@example.org"})["Location"] == "/settings/"
    assert role_of(cast.viewer) is None


def test_a_removed_member_is_out_at_once(cast, client, sign_in):
    with scope.scoped(cast.workspace.id):
        cast.viewer.delete()
    assert sign_in(cast.viewer).get("/settings/")["Location"] == "/no-workspace/"


def test_a_hostile_name_is_shown_as_words(cast, owner):
    cast.viewer.user.name = '<script>alert("x")</script>'
    cast.viewer.user.save()
    page = owner.get("/settings/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
