from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction

from greenroom.accounts.permissions import Forbidden
from greenroom.core import scope
from greenroom.core.errors import NotFound, Refused
from greenroom.core.jobs import TryAgain
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.standins.smtp import SmtpStandIn
from greenroom.outreach import jobs
from greenroom.outreach.actions import outbox
from greenroom.outreach.models import Message
from greenroom.outreach.queries import messages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _through_the_outbox(settings) -> None:
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
    settings.EMAIL_HOST = ""


@pytest.fixture
def server(settings) -> Iterator[SmtpStandIn]:
    with SmtpStandIn() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.host, running.port
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 2
        yield running


def write(to: str = "someone@example.org") -> Message:
    send_mail("Hello", "Words", None, [to])
    return Message.objects.latest("created_at")


def test_mail_sent_in_a_workspace_belongs_to_it(in_workspace):
    message = write()
    assert message.workspace_id == in_workspace.workspace.id
    assert (message.recipient, message.subject, message.body) == ("someone@example.org", "Hello", "Words")
    assert Job.objects.get(name="outreach.send").scope_id == in_workspace.workspace.id


def test_mail_of_the_product_itself_belongs_to_no_workspace(db):
    assert write().workspace_id is None


def test_a_message_of_a_transaction_that_is_rolled_back_was_never_written(in_workspace):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not Job.objects.exists()


def test_each_recipient_has_a_message_of_their_own(in_workspace):
    mail = EmailMultiAlternatives(
        "Hello", "Words", None, ["a@example.org", "b@example.org"], ["a@example.org"]
    )
    mail.attach_alternative("<p>Words</p>", "text/html")
    mail.send()
    assert sorted(Message.objects.values_list("recipient", "html")) == [
        ("a@example.org", "<p>Words</p>"),
        ("b@example.org", "<p>Words</p>"),
    ]


def test_a_subject_with_a_line_break_is_refused_and_not_recorded(in_workspace):
    with pytest.raises(ValueError, match="newlines"):
        send_mail("Hello\nBcc: other@example.org", "Words", None, ["a@example.org"])
    assert not Message.objects.exists()


def test_attachments_are_refused_rather_than_lost(in_workspace):
    mail = EmailMessage("Hello", "Words", None, ["a@example.org"], attachments=[("a.txt", "x", "text/plain")])
    with pytest.raises(ValueError, match="attachments"):
        mail.send()


def test_without_a_server_the_message_is_kept(in_workspace):
    message = write()
    jobs.send(message_id=str(message.id))
    message.refresh_from_db()
    assert (message.state, message.sent_at) == ("kept", None)


def test_mail_of_a_demo_workspace_never_leaves_though_a_server_is_configured(in_workspace, server):
    in_workspace.workspace.is_demo = True
    in_workspace.workspace.save()
    message = write()
    jobs.send(message_id=str(message.id))
    outbox.send_again(Message.objects.get(id=message.id), by=in_workspace.owner)
    jobs.send(message_id=str(message.id))
    message.refresh_from_db()
    assert (message.state, message.sent_at) == ("kept", None)
    assert server.received == []
    assert StoredEvent.objects.filter(name="outreach.MessageKept", subject_id=message.id).count() == 2


def test_with_a_server_the_message_is_sent_once(in_workspace, server):
    message = write()
    jobs.send(message_id=str(message.id))
    jobs.send(message_id=str(message.id))
    message.refresh_from_db()
    assert message.state == "sent"
    assert message.sent_at is not None
    assert len(server.received) == 1
    assert StoredEvent.objects.filter(name="outreach.MessageSent", subject_id=message.id).count() == 1


def test_a_refused_recipient_fails_the_message_with_what_the_server_said(in_workspace, server):
    server.fail("refuse")
    message = write()
    jobs.send(message_id=str(message.id))
    message.refresh_from_db()
    assert message.state == "failed"
    assert message.error == "The mail server said 550: 5.1.1 no such mailbox"


def test_a_busy_server_is_tried_again_and_the_message_waits(in_workspace, server):
    server.fail("tempfail")
    message = write()
    with pytest.raises(TryAgain):
        jobs.send(message_id=str(message.id))
    message.refresh_from_db()
    assert (message.state, message.tries) == ("waiting", 1)
    jobs.send(message_id=str(message.id))
    message.refresh_from_db()
    assert (message.state, message.error) == ("sent", "")


def test_a_server_that_is_always_busy_fails_the_message_at_the_last_try(in_workspace, server):
    server.fail(*["busy"] * outbox.TRIES)
    message = write()
    for _ in range(outbox.TRIES - 1):
        with pytest.raises(TryAgain):
            jobs.send(message_id=str(message.id))
    jobs.send(message_id=str(message.id))
    message.refresh_from_db()
    assert message.state == "failed"
    assert "421" in message.error


def test_a_failed_message_can_be_sent_again(in_workspace, server):
    server.fail("refuse")
    message = write()
    jobs.send(message_id=str(message.id))
    Job.objects.all().delete()
    outbox.send_again(message, by=in_workspace.owner)
    assert Job.objects.filter(name="outreach.send", state="waiting").count() == 1
    jobs.send(message_id=str(message.id))
    message.refresh_from_db()
    assert message.state == "sent"


def test_a_sent_message_is_not_sent_again(in_workspace, server):
    message = write()
    jobs.send(message_id=str(message.id))
    with pytest.raises(Refused):
        outbox.send_again(message, by=in_workspace.owner)
    assert len(server.received) == 1


def test_only_an_administrator_sends_again(in_workspace):
    message = write()
    jobs.send(message_id=str(message.id))
    with pytest.raises(Forbidden):
        outbox.send_again(message, by=in_workspace.colleague)
    message.refresh_from_db()
    assert message.state == "kept"


def test_messages_of_another_workspace_and_of_none_are_not_found(cast):
    with scope.scoped(cast.workspace.id):
        ours = write()
    nobodys = write()
    assert messages.get_for(cast.owner, ours.id) == ours
    for member, message in ((cast.stranger, ours), (cast.owner, nobodys)):
        with pytest.raises(NotFound):
            messages.get_for(member, message.id)
    assert [row.id for row in messages.page_for(cast.owner).rows] == [ours.id]
    assert messages.page_for(cast.stranger).rows == []


def test_the_list_is_newest_first_filtered_and_paged(in_workspace):
    written = [write(f"person{number}@example.org") for number in range(5)]
    jobs.send(message_id=str(written[0].id))
    first = messages.page_for(in_workspace.owner, size=2)
    second = messages.page_for(in_workspace.owner, size=2, after=first.after)
    assert [row.id for row in first.rows + second.rows] == [row.id for row in reversed(written)][:4]
    back = messages.page_for(in_workspace.owner, size=2, before=second.before)
    assert [row.id for row in back.rows] == [row.id for row in first.rows]
    assert [row.id for row in messages.page_for(in_workspace.owner, state="kept").rows] == [written[0].id]
    assert [row.id for row in messages.page_for(in_workspace.owner, search="PERSON3@").rows] == [
        written[3].id
    ]
