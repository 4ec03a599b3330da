from __future__ import annotations

import pytest

from greenroom.core import scope
from greenroom.core.models import Job
from greenroom.outreach.models import Message


@pytest.fixture
def owner(cast, sign_in):
    return sign_in(cast.owner)


def write(cast, **given) -> Message:
    fields = {"sender": "a@example.org", "recipient": "b@example.org", "subject": "Hello", "body": "Words"}
    return Message.objects.create(workspace_id=cast.workspace.id, **{**fields, **given})


def test_the_list_is_a_constant_number_of_statements(cast, owner, django_assert_num_queries):
    write(cast)
    with django_assert_num_queries(5):
        owner.get("/outreach/outbox/")
    for _ in range(50):
        write(cast)
    with django_assert_num_queries(5):
        page = owner.get("/outreach/outbox/")
    assert len(page.context["rows"]) == 50
    assert page.context["older"]


def test_filters_stay_in_the_address_of_the_next_page(cast, owner):
    for _ in range(60):
        write(cast, state="sent", recipient="many@example.org")
    page = owner.get("/outreach/outbox/", {"state": "sent", "q": "many"})
    older = owner.get(f"/outreach/outbox/?{page.context['older']}")
    assert "state=sent&q=many&after=" in page.context["older"]
    assert len(older.context["rows"]) == 10


def test_an_empty_list_and_a_list_that_hides_everything_say_different_things(cast, owner):
    assert "Nothing has been written yet" in owner.get("/outreach/outbox/").content.decode()
    assert "No message fits" in owner.get("/outreach/outbox/", {"q": "x"}).content.decode()


def test_a_message_is_shown_whole_and_its_links_can_be_followed(cast, owner):
    message = write(cast, body="Open this:\nhttps://greenroom.example.org/a/b/?c=1")
    page = owner.get(f"/outreach/outbox/{message.id}/").content.decode()
    assert '<a class="link" href="https://greenroom.example.org/a/b/?c=1" rel="nofollow">' in page
    assert "Open this:<br>" in page


def test_what_a_message_says_is_words_and_never_markup(cast, owner):
    message = write(
        cast,
        subject="<b>x</b>",
        body='<img src=x onerror=alert(1)> javascript:alert(1) https://e.example.org/"onmouseover="alert(1)',
        error="<i>no</i>",
        state="failed",
    )
    page = owner.get(f"/outreach/outbox/{message.id}/").content.decode()
    for markup in ("<img src=x", "<b>x</b>", "<i>no</i>", 'href="javascript:', '"onmouseover="alert'):
        assert markup not in page


def test_a_failed_message_is_sent_again_from_its_page(cast, owner):
    message = write(cast, state="failed", error="The mail server said 550: no")
    assert "The mail server said 550: no" in owner.get(f"/outreach/outbox/{message.id}/").content.decode()
    response = owner.post(f"/outreach/outbox/{message.id}/again/")
    assert response["Location"] == f"/outreach/outbox/{message.id}/"
    message.refresh_from_db()
    assert (message.state, message.error) == ("waiting", "")
    assert Job.objects.get().scope_id == cast.workspace.id


def test_sending_again_twice_sends_once(cast, owner):
    message = write(cast, state="failed")
    for _ in range(2):
        owner.post(f"/outreach/outbox/{message.id}/again/")
    assert Job.objects.count() == 1


def test_the_page_says_when_no_mail_server_is_configured(cast, owner, settings):
    settings.EMAIL_HOST = ""
    assert "GREENROOM_SMTP_HOST" in owner.get("/outreach/outbox/").content.decode()
    settings.EMAIL_HOST = "mail.example.org"
    assert "GREENROOM_SMTP_HOST" not in owner.get("/outreach/outbox/").content.decode()


def test_messages_of_no_workspace_are_shown_to_nobody(cast, owner):
    with scope.everything("mail of the product"):
        nobodys = Message.objects.create(
            sender="a@example.org", recipient="secret@example.org", subject="Link", body="x"
        )
    assert "secret@example.org" not in owner.get("/outreach/outbox/").content.decode()
    assert owner.get(f"/outreach/outbox/{nobodys.id}/").status_code == 404
    assert owner.post(f"/outreach/outbox/{nobodys.id}/again/").status_code == 404
