"""What phones write, from Twilio's webhook to whom it is for."""

from __future__ import annotations

from uuid import uuid5

import pytest

from greenroom.accounts.models import Workspace
from greenroom.core import scope
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.core.testing.standins.twilio.server import OURS
from greenroom.outreach.actions import texts_out
from greenroom.outreach.actions.texts_out import Opening
from greenroom.outreach.models import Message, ReceivedText, TextNumber, TextTalk, TextThread
from greenroom.outreach.senders.sms.tests.phones import PHONE, PUBLIC, configure, door

HOOK = f"{PUBLIC}/hooks/twilio/sms/"
FORM = {"MessageSid": "SM1", "From": PHONE, "To": OURS, "Body": "yes"}


@pytest.fixture
def account(settings):
    with door() as account:
        configure(settings, account)
        yield account


def open_talk(workspace: Workspace, holder: str, *, language: str = "en") -> TextTalk:
    holder_id = uuid5(workspace.id, holder)
    with scope.scoped(workspace.id):
        opening = Opening(
            workspace_id=workspace.id,
            phone=PHONE,
            language=language,
            holder_id=holder_id,
            about_id=holder_id,
            url=f"{PUBLIC}/{holder}",
        )
        return texts_out.open_talk(opening)


def arrived() -> list[str]:
    """For whom messages came, oldest first."""
    return [
        row.payload["holder_id"]
        for row in StoredEvent.objects.filter(name="outreach.TextArrived").order_by("id")
    ]


def replies(workspace: Workspace) -> list[str]:
    return list(
        Message.objects.filter(workspace_id=workspace.id)
        .order_by("created_at")
        .values_list("body", flat=True)
    )


def test_what_is_not_signed_is_refused_and_nothing_of_it_is_kept(cast, account, client):
    jobs = Job.objects.count()
    assert account.call(HOOK, FORM, token="guessed") == 403
    assert account.call(HOOK.replace("https", "http"), FORM) == 403  # signed for another address
    assert account.post(HOOK, FORM, "") == 403
    assert client.get("/hooks/twilio/sms/").status_code == 405
    assert (ReceivedText.objects.count(), Job.objects.count()) == (0, jobs)


def test_without_an_account_nobody_can_sign(cast, account, settings):
    settings.TWILIO_AUTH_TOKEN = ""
    assert account.call(HOOK, FORM, token="") == 403
    assert ReceivedText.objects.count() == 0


def test_a_message_is_answered_at_once_with_nothing_and_taken_in_by_a_job(cast, account, client):
    talk = open_talk(cast.workspace, "one")
    account.write(PHONE, "yes", times=3)
    assert ReceivedText.objects.get().taken_at is None
    run_due_jobs()
    account.write(PHONE, "yes", sid=ReceivedText.objects.get().vendor_id)
    run_due_jobs()
    assert arrived() == [str(talk.holder_id)]
    assert ReceivedText.objects.get().thread_id == talk.thread_id


def test_with_one_number_for_all_it_is_for_the_newest_open_conversation_of_the_phone(cast, account):
    first = open_talk(cast.workspace, "first")
    second = open_talk(cast.stranger.workspace, "second")
    account.write(PHONE, "yes")
    run_due_jobs()
    with scope.scoped(cast.stranger.workspace.id):
        texts_out.close(second)
    account.write(PHONE, "no")
    run_due_jobs()
    assert arrived() == [str(second.holder_id), str(first.holder_id)]


def test_what_is_written_to_a_workspaces_own_number_is_that_workspaces(cast, account):
    ours = open_talk(cast.workspace, "ours")
    open_talk(cast.stranger.workspace, "theirs")
    with scope.scoped(cast.workspace.id):
        TextNumber.objects.create(workspace=cast.workspace, number="+15005550099")
    account.write(PHONE, "yes", To="+15005550099")
    run_due_jobs()
    assert arrived() == [str(ours.holder_id)]


def test_stop_to_a_shared_number_holds_for_everybody_who_wrote_from_it_and_is_confirmed_once(cast, account):
    open_talk(cast.workspace, "one", language="de")
    open_talk(cast.stranger.workspace, "two")
    account.write(PHONE, "Stop")
    run_due_jobs()
    with scope.everything("a test looks"):
        assert TextThread.objects.filter(stopped_at=None).count() == 0
    assert len(account.sent) == 1
    account.write(PHONE, "UNSTOP")
    run_due_jobs()
    with scope.everything("a test looks"):
        assert TextThread.objects.exclude(stopped_at=None).count() == 0
    assert len(account.sent) == 2


def test_what_twilio_has_answered_itself_is_not_answered_again(cast, account):
    open_talk(cast.workspace, "one")
    account.write(PHONE, "ARRET", OptOutType="STOP")
    account.write(PHONE, "INFO", OptOutType="HELP")
    run_due_jobs()
    assert account.sent == []
    with scope.scoped(cast.workspace.id):
        assert TextThread.objects.get().stopped_at is not None


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "pt", "ar"])
def test_replies_to_the_carriers_words_come_in_the_language_of_the_conversation(cast, account, language):
    open_talk(cast.workspace, "one", language=language)
    for words in ("HELP", "STOP", "START"):
        account.write(PHONE, words)
    run_due_jobs()
    told, stopped, started = replies(cast.workspace)
    assert f"{PUBLIC}/one" in told
    assert all(cast.workspace.name in each for each in (told, stopped, started))
    assert "START" in stopped
    assert len({told, stopped, started}) == 3


def test_of_a_phone_that_nobody_knows_nothing_is_kept_and_it_gets_no_answer(cast, account):
    account.write(PHONE, "hello?")
    account.write("whatsapp:+15005550001", "hello?")
    run_due_jobs()
    kept = ReceivedText.objects.get()
    assert (kept.thread_id, kept.phone, kept.words) == (None, "", "")
    assert account.sent == []


def test_where_nothing_was_ever_asked_the_phone_is_told_once_a_day(cast, account):
    with scope.scoped(cast.workspace.id):
        TextThread.objects.create(workspace=cast.workspace, phone=PHONE)
    for words in ("hello?", "anybody there?"):
        account.write(PHONE, words)
    run_due_jobs()
    assert len(replies(cast.workspace)) == 1
