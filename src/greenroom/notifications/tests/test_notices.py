from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from greenroom.accounts.permissions import Forbidden
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.ids import new_id
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.notifications.actions import notices, subscribers
from greenroom.notifications.contract import Notice
from greenroom.notifications.models import Delivery, Subscription, Webhook
from greenroom.notifications.queries import subscribers as reading

NOTICE = Notice("Rowan Vale is done", (("Score", "84"),), "https://g.example.org/1", "Open")
STATES = Delivery.State


@pytest.fixture
def about() -> dict[str, object]:
    return {"subject_kind": "interviewer", "subject_id": new_id()}


@pytest.fixture
def add(in_workspace, about, services):
    def to(slug: str, **changed) -> Webhook:
        given = {"channel": slug, "name": "#hiring", "address": services.by_slug[slug].address}
        return subscribers.add_webhook(**about, **{**given, **changed}, by=in_workspace.colleague)

    return to


def tell(about, key="done:1", **more) -> list[Delivery]:
    return notices.notify(**about, notice=NOTICE, key=key, **more)


def test_subscribers_hear_once_by_mail_and_in_every_channel(in_workspace, about, add, services):
    subscribers.choose(**about, member_ids=[in_workspace.colleague.id], by=in_workspace.owner)
    add("slack")
    add("teams")
    assert len(tell(about)) == 3
    assert tell(about) == []
    run_due_jobs()
    assert tell(about) == []
    run_due_jobs()
    assert [message.to for message in mail.outbox] == [["colleague@example.org"]]
    assert mail.outbox[0].subject == "Rowan Vale is done"
    assert "Score: 84" in mail.outbox[0].body
    assert "Open: https://g.example.org/1" in mail.outbox[0].body
    assert (len(services.slack.taken), len(services.teams.taken)) == (1, 1)
    assert set(Delivery.objects.values_list("state", flat=True)) == {STATES.SENT}


def test_another_key_is_another_notice(in_workspace, about, add, services):
    add("slack")
    tell(about, "done:1")
    tell(about, "done:2")
    run_due_jobs()
    assert len(services.slack.taken) == 2


def test_what_was_said_is_not_kept_once_it_has_arrived_or_never_will(in_workspace, about, add, services):
    subscribers.choose(**about, member_ids=[in_workspace.owner.id], by=in_workspace.owner)
    add("slack")
    add("teams")
    services.teams.faults = ["gone"]
    tell(about)
    run_due_jobs()
    assert list(Delivery.objects.values_list("notice", flat=True)) == [{}, {}, {}]
    assert Delivery.objects.filter(state=STATES.FAILED).count() == 1


def test_a_notice_exists_exactly_if_what_it_tells_of_does(in_workspace, about, add):
    subscribers.choose(**about, member_ids=[in_workspace.owner.id], by=in_workspace.owner)
    add("slack")

    @transaction.atomic
    def tell_in_vain() -> None:
        tell(about)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell_in_vain()
    assert not Delivery.objects.exists()
    assert not Job.objects.exists()


def test_nobody_hears_who_does_not_want_to_or_works_here_no_more(in_workspace, about):
    both = [in_workspace.colleague.id, in_workspace.viewer.id]
    subscribers.choose(**about, member_ids=both, by=in_workspace.owner)
    in_workspace.viewer.user.is_active = False
    in_workspace.viewer.user.save()
    tell(about)
    assert [message.to for message in mail.outbox] == [["colleague@example.org"]]
    assert reading.counts(subject_kind="interviewer", subject_ids=[about["subject_id"]]) == {
        about["subject_id"]: 1
    }


def test_administrators_hear_where_they_are_to_and_once(in_workspace, about):
    subscribers.choose(**about, member_ids=[in_workspace.owner.id], by=in_workspace.owner)
    tell(about, admins=True)
    subscribers.choose(**about, member_ids=[], by=in_workspace.owner)
    tell(about, "done:2", admins=True)
    tell(about, "done:3")
    assert [message.to for message in mail.outbox] == [["owner@example.org"]] * 2


def test_a_busy_service_is_asked_again_when_it_says(in_workspace, about, add, services):
    add("slack")
    services.slack.faults, services.slack.wait = ["busy"], "90"
    start = clock.now()
    with clock.at(start):
        tell(about)
        run_due_jobs()
    job = Job.objects.get()
    assert job.run_at == start + timedelta(seconds=90)
    assert Delivery.objects.get().error == "It gets too many messages just now."
    with clock.at(start + timedelta(seconds=91)):
        run_due_jobs()
    assert len(services.slack.taken) == 1
    assert Delivery.objects.get().state == STATES.SENT


def test_a_service_that_stays_away_is_given_up_and_said_so(in_workspace, about, add, services):
    webhook = add("teams")
    services.teams.faults = ["away"] * 20
    moment = clock.now()
    with clock.at(moment):
        tell(about)
    for day in range(20):
        with clock.at(moment + timedelta(days=day)):
            run_due_jobs()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == (STATES.FAILED, notices.TRIES)
    assert len(services.teams.asked) == notices.TRIES
    assert reading.failures(**about) == [delivery]
    webhook.refresh_from_db()
    assert webhook.problem == ""


def test_a_webhook_that_is_gone_says_so_until_it_works_again(in_workspace, about, add, services):
    webhook = add("slack")
    services.slack.faults = ["off"]
    tell(about)
    run_due_jobs()
    webhook.refresh_from_db()
    assert "removed or switched off" in webhook.problem
    assert Delivery.objects.get().state == STATES.FAILED
    tell(about, "done:2")
    run_due_jobs()
    webhook.refresh_from_db()
    assert webhook.problem == ""


def test_a_webhook_sealed_with_a_lost_key_needs_a_person(in_workspace, about, add, services, settings):
    webhook = add("slack")
    settings.SECRET_KEY = "another " * 10
    tell(about)
    run_due_jobs()
    webhook.refresh_from_db()
    assert "secret key has changed" in webhook.problem
    assert services.slack.asked == []


def test_an_address_stands_nowhere_in_the_database_but_sealed(in_workspace, about, add):
    webhook = add("slack")
    secret = "0123456789abcdefSECRETxy"
    rows = [
        vars(webhook),
        *(vars(row) for row in StoredEvent.objects.all()),
        *(vars(row) for row in Job.objects.all()),
    ]
    assert secret not in str(rows)
    assert webhook.ending == secret[-4:]
    assert [hook.ending for hook in reading.webhooks(**about)] == [secret[-4:]]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://hooks.slack.com/services/T/B/x",
        "https://hooks.slack.com",
        "https://hooks.slack.com/",
        "https://hooks.slack.com.example.org/services/x",
        "https://evilhooks.slack.com/services/x",
        "https://example.org/services/x",
        "https://127.0.0.1/services/x",
        "https://hooks.slack.com:8443/services/x",
        "https://me@hooks.slack.com/services/x",
        "https://logic.azure.com/x",
    ],
)
def test_what_is_no_webhook_of_the_service_is_refused_without_repeating_it(in_workspace, about, add, address):
    with pytest.raises(Refused) as refused:
        add("slack", address=address)
    assert refused.value.field == "address"
    assert not address or address not in refused.value.message
    assert not Webhook.objects.exists()


def test_the_older_addresses_of_workflows_are_known_too(in_workspace, add):
    old = "https://prod-17.westeurope.logic.azure.com:443/workflows/0/triggers/manual/paths/invoke?sig=abcd"
    assert add("teams", address=old).ending == "abcd"


def test_the_same_channel_hears_once_and_ten_are_enough(in_workspace, about, add, services):
    add("slack")
    with pytest.raises(Refused, match="already"):
        add("slack", name="again")
    for number in range(9):
        add("slack", address=f"{services.slack.address}{number}")
    with pytest.raises(Refused, match="10 channels"):
        add("slack", address=f"{services.slack.address}x")
    with pytest.raises(Refused) as unknown:
        add("slack", channel="pager")
    assert unknown.value.field == "channel"


def test_a_test_arrives_at_once_or_says_why_not(in_workspace, add, services):
    webhook = add("slack")
    subscribers.try_webhook(webhook, about="Till", by=in_workspace.colleague)
    assert "Till" in services.slack.taken[0]["text"]
    services.slack.faults = ["token"]
    with pytest.raises(Refused, match="no longer valid"):
        subscribers.try_webhook(webhook, about="Till", by=in_workspace.colleague)
    for _ in range(subscribers.TESTS - 2):
        subscribers.try_webhook(webhook, about="Till", by=in_workspace.colleague)
    with pytest.raises(Refused, match="enough"):
        subscribers.try_webhook(webhook, about="Till", by=in_workspace.colleague)


def test_a_removed_channel_hears_nothing_of_what_waits(in_workspace, about, add, services):
    webhook = add("slack")
    tell(about)
    subscribers.remove_webhook(webhook, by=in_workspace.colleague)
    run_due_jobs()
    assert services.slack.asked == []
    assert not Delivery.objects.exists()


def test_a_viewer_changes_nothing(in_workspace, about, add, services):
    webhook = add("slack")
    by = in_workspace.viewer
    attempts = (
        lambda: subscribers.choose(**about, member_ids=[by.id], by=by),
        lambda: subscribers.add_webhook(**about, channel="slack", name="", address="x", by=by),
        lambda: subscribers.remove_webhook(webhook, by=by),
        lambda: subscribers.try_webhook(webhook, about="x", by=by),
    )
    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()
    assert not Subscription.objects.exists()
    assert Webhook.objects.count() == 1
    assert services.slack.asked == []


def test_a_stranger_is_no_subscriber(in_workspace, about):
    assert (
        subscribers.choose(**about, member_ids=[in_workspace.stranger.id, new_id()], by=in_workspace.owner)
        == 0
    )
    with scope.everything("to see that nobody was added anywhere"):
        assert not Subscription.objects.exists()


def test_subscribers_of_many_are_counted_in_one_statement(in_workspace, django_assert_num_queries):
    one, two, three = new_id(), new_id(), new_id()
    everybody = [in_workspace.owner.id, in_workspace.colleague.id]
    subscribers.choose(
        subject_kind="interviewer", subject_id=one, member_ids=everybody, by=in_workspace.owner
    )
    subscribers.choose(
        subject_kind="interviewer", subject_id=two, member_ids=everybody[:1], by=in_workspace.owner
    )
    subscribers.choose(subject_kind="other", subject_id=three, member_ids=everybody, by=in_workspace.owner)
    with django_assert_num_queries(1):
        found = reading.counts(subject_kind="interviewer", subject_ids=[one, two, three])
    assert found == {one: 2, two: 1, three: 0}


def test_choosing_is_exact_and_kept_once(in_workspace, about):
    owner, colleague = in_workspace.owner, in_workspace.colleague
    for chosen in ([owner.id, colleague.id], [owner.id, colleague.id], [colleague.id], []):
        subscribers.choose(**about, member_ids=chosen, by=owner)
        found = {each.member.id for each in reading.of(**about) if each.subscribed}
        assert found == set(chosen)
    rows = StoredEvent.objects.filter(name="notifications.SubscribersChosen").order_by("id")
    assert [(row.payload["before"], row.payload["after"]) for row in rows] == [(0, 2), (2, 1), (1, 0)]
