from __future__ import annotations

import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from greenroom.accounts.actions import signin
from greenroom.accounts.models import SignInLink, User
from greenroom.accounts.tests.arriving import PASSWORD, code_of, is_signed_in, with_app
from greenroom.core.models import StoredEvent
from greenroom.outreach.models import Message


def path_of(link: str) -> str:
    return link[link.index("/sign-in/") :]


def test_a_password_signs_in_and_leads_where_one_wanted_to_go(cast, client):
    response = client.post(
        "/sign-in/", {"login": "owner@example.org", "password": PASSWORD, "next": "/settings/audit/"}
    )
    assert (response.status_code, response["Location"]) == (302, "/settings/audit/")
    assert is_signed_in(client)


def test_signing_in_never_leads_to_another_site(cast, client):
    response = client.post(
        "/sign-in/", {"login": "owner@example.org", "password": PASSWORD, "next": "https://evil.example.org/"}
    )
    assert response["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(cast, client):
    known = client.post("/sign-in/", {"login": "owner@example.org", "password": "wrong"})
    unknown = client.post("/sign-in/", {"login": "nobody@example.org", "password": "wrong"})
    words = [str(page.context["form"].non_field_errors()) for page in (known, unknown)]
    assert words[0] == words[1] != ""
    assert not is_signed_in(client)


def test_guessing_a_password_is_stopped_after_five_tries(cast, client):
    for _ in range(5):
        client.post("/sign-in/", {"login": "owner@example.org", "password": "wrong"})
    client.post("/sign-in/", {"login": "owner@example.org", "password": PASSWORD})
    assert not is_signed_in(client)


def test_a_mailed_link_signs_in_once(cast, client, link_in_mail):
    client.post("/sign-in/link/", {"email": "OWNER@example.org"})
    link = link_in_mail()
    assert client.post(link).status_code == 302
    assert is_signed_in(client)
    other = Client()
    assert other.post(link).status_code == 410
    assert not is_signed_in(other)


def test_looking_at_a_link_does_not_use_it_up(cast, client, link_in_mail):
    client.post("/sign-in/link/", {"email": "owner@example.org"})
    link = link_in_mail()
    for _ in range(3):
        page = Client().get(link)
        assert page.status_code == 200
        assert b'method="post"' in page.content
    assert SignInLink.objects.get().used_at is None
    client.post(link)
    assert is_signed_in(client)


def test_a_link_is_stale_after_twenty_minutes(cast, client):
    with time_machine.travel("2026-03-01 12:00:00+00:00", tick=False) as clock:
        link = path_of(signin.make_link(user=cast.owner.user))
        clock.shift(20 * 60 + 1)
        assert client.get(link).status_code == 410
        assert client.post(link).status_code == 410
    assert not is_signed_in(client)


def test_a_link_of_a_shut_account_does_not_work(cast, client):
    link = path_of(signin.make_link(user=cast.owner.user))
    User.objects.filter(id=cast.owner.user_id).update(is_active=False)
    assert client.post(link).status_code == 410


def test_asking_for_a_link_says_the_same_for_everybody(cast, client):
    known = client.post("/sign-in/link/", {"email": "owner@example.org"})
    unknown = client.post("/sign-in/link/", {"email": "nobody@example.org"})
    main = [page.content.decode().split("<main")[1].split("</main")[0] for page in (known, unknown)]
    assert main[0].replace("owner@", "nobody@") == main[1]
    assert [message.to for message in mail.outbox] == [["owner@example.org"]]


def test_one_person_gets_four_links_in_a_quarter_of_an_hour(cast, client):
    with time_machine.travel("2026-03-01 12:00:00+00:00", tick=False):
        for _ in range(6):
            assert client.post("/sign-in/link/", {"email": "owner@example.org"}).status_code == 200
    assert len(mail.outbox) == 4


def test_links_are_not_tried_out_without_end(cast, client):
    with time_machine.travel("2026-03-01 12:00:00+00:00", tick=False):
        statuses = [client.post(f"/sign-in/link/guess{number}/").status_code for number in range(31)]
    assert statuses == [410] * 30 + [429]


def test_a_link_alone_does_not_sign_in_somebody_with_an_authenticator_app(cast, client):
    secret = with_app(cast.owner.user)
    response = client.post(path_of(signin.make_link(user=cast.owner.user)))
    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_signed_in(client)


def test_a_password_alone_does_not_sign_in_somebody_with_an_authenticator_app(cast, client):
    secret = with_app(cast.owner.user)
    response = client.post("/sign-in/", {"login": "owner@example.org", "password": PASSWORD})
    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    page = client.get(reverse("mfa_authenticate"))
    assert page.status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_signed_in(client)


def test_a_recovery_code_is_a_second_step_once(cast, client):
    with_app(cast.owner.user)
    code = RecoveryCodes.activate(cast.owner.user).get_unused_codes()[0]
    for expected in (True, False):
        other = Client()
        other.post(path_of(signin.make_link(user=cast.owner.user)))
        other.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(other) is expected


def test_a_passkey_is_a_second_step_after_a_link(cast, client):
    Authenticator.objects.create(
        user=cast.owner.user, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}}
    )
    response = client.post(path_of(signin.make_link(user=cast.owner.user)))
    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_a_link_opened_while_somebody_else_is_signed_in_changes_to_its_owner(cast, sign_in):
    client = sign_in(cast.stranger)
    client.post(path_of(signin.make_link(user=cast.owner.user)))
    assert client.get("/account/").context["request"].user == cast.owner.user


def test_sign_in_mail_is_in_nobodys_outbox_even_when_a_member_asks_for_it(cast, sign_in, settings):
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
    client = sign_in(cast.owner)
    client.post("/sign-in/link/", {"email": "colleague@example.org"})
    client.post("/password/reset/", {"email": "colleague@example.org"})
    assert (
        list(Message.objects.values_list("recipient", "workspace_id"))
        == [("colleague@example.org", None)] * 2
    )
    assert b"colleague@example.org" not in client.get("/outreach/outbox/").content


def test_a_forgotten_password_is_replaced_and_signs_everybody_out(cast, client, sign_in, link_in_mail):
    before = sign_in(cast.owner)
    anonymous = Client()
    assert anonymous.post("/password/reset/", {"email": "owner@example.org"}).status_code == 302
    page = anonymous.get(link_in_mail(), follow=True)
    form = anonymous.post(
        page.request["PATH_INFO"], {"password1": "three small pianos", "password2": "three small pianos"}
    )
    assert form["Location"] == "/password/reset/done/"
    assert not is_signed_in(before)
    anonymous.post("/sign-in/", {"login": "owner@example.org", "password": "three small pianos"})
    assert is_signed_in(anonymous)


def test_a_new_password_does_not_go_round_the_second_step(cast, client, link_in_mail):
    with_app(cast.owner.user)
    client.post("/password/reset/", {"email": "owner@example.org"})
    page = client.get(link_in_mail(), follow=True)
    client.post(
        page.request["PATH_INFO"], {"password1": "three small pianos", "password2": "three small pianos"}
    )
    assert not is_signed_in(client)


def test_resetting_an_unknown_address_says_the_same_and_mails_nobody(cast, client):
    assert client.post("/password/reset/", {"email": "nobody@example.org"}).status_code == 302
    assert mail.outbox == []


def test_a_weak_password_is_refused(cast, client, link_in_mail):
    client.post("/password/reset/", {"email": "owner@example.org"})
    page = client.get(link_in_mail(), follow=True)
    again = client.post(page.request["PATH_INFO"], {"password1": "short", "password2": "short"})
    assert again.status_code == 200
    assert again.context["form"].errors["password1"]


def test_a_forged_reset_link_says_that_it_does_not_work(cast, client):
    page = client.get("/password/reset/1-forged/")
    assert page.status_code == 200
    assert page.context["token_fail"]


def test_signing_out_ends_the_session_and_needs_a_press(cast, sign_in):
    client = sign_in(cast.owner)
    client.get("/sign-out/")
    assert is_signed_in(client)
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not is_signed_in(client)


def test_signing_in_by_link_is_in_the_books_and_in_the_list_of_sessions(cast, client):
    client.post(path_of(signin.make_link(user=cast.owner.user)))
    assert StoredEvent.objects.filter(name="accounts.SignedInByLink", subject_id=cast.owner.user_id).exists()
    assert UserSession.objects.filter(user=cast.owner.user).count() == 1


def test_nobody_can_sign_up(cast, client):
    for address in ("/sign-up/", "/signup/", "/accounts/signup/", "/account/signup/"):
        assert client.get(address).status_code == 404
    assert client.get("/sign-in/").context["signup_url"] is None


def test_pages_have_no_inline_script_and_allow_none(cast, client):
    for address in ("/sign-in/", "/sign-in/link/", "/password/reset/"):
        page = client.get(address)
        assert "unsafe-inline" not in page["Content-Security-Policy"]
        text = page.content.decode()
        scripts = [part.split(">")[0] for part in text.split("<script")[1:]]
        assert all("src=" in tag or "application/json" in tag for tag in scripts), scripts
        assert " onclick=" not in text
        assert " style=" not in text
