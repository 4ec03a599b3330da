from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from greenroom.accounts.actions import workspaces
from greenroom.accounts.models import User
from greenroom.accounts.tests.arriving import PASSWORD, arrive, code_of, is_signed_in


@pytest.fixture
def owner(cast, sign_in) -> Client:
    return sign_in(cast.owner)


def prove(client: Client, then: str) -> None:
    """Answer allauth's question whether it is still them."""
    client.post(f"/account/confirm/?next={then}", {"password": PASSWORD})


def test_ones_name_is_changed(cast, owner):
    owner.post("/account/", {"name": "  Robin   Ashe "})
    assert User.objects.get(id=cast.owner.user_id).name == "Robin Ashe"


def test_an_empty_name_is_refused_beside_the_field(cast, owner):
    page = owner.post("/account/", {"name": "   "})
    assert page.status_code == 422
    assert page.context["form"].errors["name"]


def test_a_password_is_changed_with_the_old_one_and_others_are_signed_out(cast, owner):
    other = Client()
    other.force_login(cast.owner.user, backend="django.contrib.auth.backends.ModelBackend")
    new = {"password1": "three small pianos", "password2": "three small pianos"}
    assert owner.post("/account/password/", {"oldpassword": "wrong", **new}).status_code == 200
    assert owner.post("/account/password/", {"oldpassword": PASSWORD, **new})["Location"] == "/account/"
    assert is_signed_in(owner)
    assert not is_signed_in(other)


def test_whoever_has_no_password_sets_a_first_one(cast, owner):
    cast.owner.user.set_unusable_password()
    cast.owner.user.save()
    client = Client()
    client.force_login(cast.owner.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/account/password/")["Location"] == "/account/password/first/"
    assert client.get("/account/password/first/").status_code == 200
    client.post(
        "/account/password/first/", {"password1": "three small pianos", "password2": "three small pianos"}
    )
    assert User.objects.get(id=cast.owner.user_id).check_password("three small pianos")


def test_an_address_changes_only_when_the_new_one_answers(cast, owner, link_in_mail):
    prove(owner, "/account/email/")
    owner.post("/account/email/", {"email": "new@example.org"})
    assert mail.outbox[-1].to == ["new@example.org"]
    link = link_in_mail()
    assert owner.get(link).status_code == 200
    assert User.objects.get(id=cast.owner.user_id).email == "owner@example.org"
    owner.post(link)
    assert User.objects.get(id=cast.owner.user_id).email == "new@example.org"
    assert mail.outbox[-1].to == ["owner@example.org"]
    assert owner.post(link).status_code == 410


def test_changing_the_address_asks_for_the_password_first(cast, owner):
    response = owner.post("/account/email/", {"email": "new@example.org"})
    assert response["Location"].startswith("/account/confirm/")
    assert mail.outbox == []


def test_an_address_that_is_taken_gets_no_mail_and_is_not_given_away(cast, owner):
    prove(owner, "/account/email/")
    page = owner.post("/account/email/", {"email": "stranger@example.org"})
    assert page.status_code == 200
    assert mail.outbox == []


def test_a_link_for_another_account_changes_nothing(cast, owner, link_in_mail):
    prove(owner, "/account/email/")
    owner.post("/account/email/", {"email": "new@example.org"})
    other = Client()
    other.force_login(cast.stranger.user, backend="django.contrib.auth.backends.ModelBackend")
    assert other.post(link_in_mail()).status_code == 410
    assert User.objects.get(id=cast.stranger.user_id).email == "stranger@example.org"


def test_an_address_taken_in_the_meantime_is_refused(cast, owner, link_in_mail):
    prove(owner, "/account/email/")
    owner.post("/account/email/", {"email": "new@example.org"})
    User.objects.create_user("new@example.org")
    assert owner.post(link_in_mail()).status_code == 410
    assert User.objects.get(id=cast.owner.user_id).email == "owner@example.org"


def test_an_authenticator_app_is_set_up_with_a_picture_the_policy_allows(cast, owner):
    address = reverse("mfa_activate_totp")
    assert owner.get(address)["Location"].startswith("/account/confirm/")
    prove(owner, address)
    page = owner.get(address)
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    secret = page.context["form"].secret
    done = owner.post(address, {"code": code_of(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert Authenticator.objects.filter(user=cast.owner.user, type="totp").exists()
    codes = owner.get(done["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert owner.get(reverse("mfa_download_recovery_codes")).content.split() == [
        code.encode() for code in codes.context["unused_codes"]
    ]


def test_an_authenticator_app_is_removed(cast, owner):
    totp.TOTP.activate(cast.owner.user, totp.generate_totp_secret())
    session = owner.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(cast.owner.user_id)
    session.save()
    assert owner.get(reverse("mfa_deactivate_totp")).status_code == 200
    owner.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=cast.owner.user).exists()


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_generate_recovery_codes"],
)
def test_each_page_of_two_step_sign_in_can_be_seen(cast, owner, name):
    totp.TOTP.activate(cast.owner.user, totp.generate_totp_secret())
    prove(owner, "/account/")
    page = owner.get(reverse(name))
    assert page.status_code == 200
    assert b"</html>" in page.content


def test_a_passkey_can_be_renamed_and_removed_by_its_owner_only(cast, owner):
    theirs, mine = (
        Authenticator.objects.create(user=who.user, type="webauthn", data={"name": "Old"})
        for who in (cast.stranger, cast.owner)
    )
    prove(owner, "/account/")
    owner.post(reverse("mfa_edit_webauthn", args=[mine.pk]), {"name": "Desk"})
    mine.refresh_from_db()
    assert mine.wrap().name == "Desk"
    assert owner.post(reverse("mfa_remove_webauthn", args=[theirs.pk])).status_code == 404
    owner.post(reverse("mfa_remove_webauthn", args=[mine.pk]))
    assert list(Authenticator.objects.all()) == [theirs]


def test_sessions_are_listed_and_another_one_is_ended(cast):
    here = arrive(cast.owner)
    other = arrive(cast.owner, "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
    assert "Firefox, Linux" in here.get("/account/sessions/").content.decode()
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    here.post(f"/account/sessions/{theirs.pk}/end/")
    assert not is_signed_in(other)
    assert is_signed_in(here)


def test_all_other_sessions_are_ended_at_once_and_nobody_elses(cast):
    here, others, stranger = arrive(cast.owner), [arrive(cast.owner) for _ in range(2)], arrive(cast.stranger)
    here.post("/account/sessions/end-others/")
    assert not any(is_signed_in(client) for client in others)
    assert is_signed_in(here)
    assert is_signed_in(stranger)


def test_the_workspace_is_switched_to_ones_own_only(cast, owner):
    foreign = str(cast.stranger.workspace_id)
    assert owner.post("/account/workspaces/switch/", {"workspace": foreign}).status_code == 404
    assert owner.post("/account/workspaces/switch/", {"workspace": "nonsense"}).status_code == 404


def test_somebody_in_two_workspaces_works_in_the_one_they_chose(cast, owner):
    second = workspaces.create(name="Second", owner=cast.owner.user)
    assert owner.get("/settings/").context["member"] == cast.owner
    owner.post("/account/workspaces/switch/", {"workspace": str(second.workspace_id)})
    assert owner.get("/settings/").context["member"] == second


def test_somebody_without_a_workspace_is_told_and_can_still_see_to_their_account(db, client):
    user = User.objects.create_user("alone@example.org", PASSWORD)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/settings/")["Location"] == "/no-workspace/"
    assert b"alone@example.org" in client.get("/no-workspace/").content
    assert client.get("/account/").status_code == 200
