"""What holds for every channel: run over the registry, against a stand-in of each service."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import structlog

from greenroom.core.http import outside
from greenroom.notifications.channels.registry import CHANNELS
from greenroom.notifications.contract import NeedsReconnect, Notice, Rejected, RetryLater
from greenroom.notifications.tests.services import STANDINS

NOTICE = Notice(
    title="Rowan Vale has completed the interview",
    facts=(("Interviewer", "Till"), ("Score", "84 of 100")),
    link="https://jobs.example.org/interviewers/till/",
    link_label="Open the scorecard",
)
each = pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)


def test_every_channel_has_a_stand_in():
    assert set(STANDINS) == set(CHANNELS)


@each
def test_a_notice_arrives_with_all_that_it_says(channel, services):
    standin = services.by_slug[channel.slug]
    channel.send(standin.address, NOTICE)
    (taken,) = standin.taken
    said = json.dumps(taken)
    for words in ("Rowan Vale", "Till", "84 of 100", NOTICE.link, "Open the scorecard"):
        assert words in said


@each
def test_a_notice_without_facts_or_link_arrives(channel, services):
    standin = services.by_slug[channel.slug]
    channel.send(standin.address, Notice("Hello"))
    assert len(standin.taken) == 1


@each
def test_a_notice_of_any_length_and_in_any_script_arrives(channel, services):
    standin = services.by_slug[channel.slug]
    long = "ن🙂 <!channel> *b* [x](http://x.example) " * 200
    channel.send(standin.address, Notice(long, (("A", long), ("B", long)), NOTICE.link, "x" * 70))
    assert len(standin.taken) == 1


@each
@pytest.mark.parametrize(
    ("asked", "wait"),
    [("30", timedelta(seconds=30)), ("86400", timedelta(hours=1)), ("", None), ("soon", None), ("-1", None)],
)
def test_a_busy_service_is_tried_again_when_it_says(channel, services, asked, wait):
    standin = services.by_slug[channel.slug]
    standin.faults, standin.wait = ["busy"], asked
    with pytest.raises(RetryLater) as busy:
        channel.send(standin.address, NOTICE)
    assert busy.value.after == wait
    assert standin.taken == []


@each
def test_a_wait_until_a_moment_that_has_passed_is_none(channel, services):
    standin = services.by_slug[channel.slug]
    standin.faults, standin.wait = ["busy"], "Wed, 21 Oct 2015 07:28:00 GMT"
    with pytest.raises(RetryLater) as busy:
        channel.send(standin.address, NOTICE)
    assert busy.value.after == timedelta(0)


@each
def test_a_service_in_trouble_is_tried_again(channel, services):
    standin = services.by_slug[channel.slug]
    standin.faults = ["away"]
    with pytest.raises(RetryLater):
        channel.send(standin.address, NOTICE)


@each
def test_a_service_that_hangs_is_tried_again(channel, services, monkeypatch):
    monkeypatch.setattr(outside, "SECONDS", 0.3)
    standin = services.by_slug[channel.slug]
    standin.otherwise = lambda visit: visit.stopping.wait(20)
    with pytest.raises(RetryLater):
        channel.send(standin.address, NOTICE)


@each
@pytest.mark.parametrize("fault", ["token", "off"])
def test_an_address_that_is_no_longer_good_needs_a_person(channel, services, fault):
    standin = services.by_slug[channel.slug]
    standin.faults = [fault]
    with pytest.raises(NeedsReconnect):
        channel.send(standin.address, NOTICE)


@each
def test_an_address_of_nobody_needs_a_person(channel, services):
    standin = services.by_slug[channel.slug]
    with pytest.raises(NeedsReconnect):
        channel.send(f"https://{standin.name}/nobody", NOTICE)


@each
def test_what_a_service_does_not_take_is_refused_for_good(channel, services):
    standin = services.by_slug[channel.slug]
    standin.otherwise = lambda visit: visit.answer(400, b"invalid_payload")
    with pytest.raises(Rejected):
        channel.send(standin.address, NOTICE)
    standin.otherwise = lambda visit: visit.answer(302, location="https://elsewhere.example.org/")
    with pytest.raises(Rejected):
        channel.send(standin.address, NOTICE)


@each
def test_an_address_inside_is_never_called(channel, services):
    services.net.names[services.by_slug[channel.slug].name] = [["10.0.0.1"]]
    with pytest.raises(NeedsReconnect):
        channel.send(services.by_slug[channel.slug].address, NOTICE)
    assert services.net.called == []


@each
@pytest.mark.parametrize("fault", ["busy", "away", "token", "off"])
def test_no_failure_and_no_log_line_holds_the_address(channel, services, fault, caplog):
    standin = services.by_slug[channel.slug]
    standin.faults = [fault]
    with structlog.testing.capture_logs() as logged, pytest.raises(Exception) as failure:
        channel.send(standin.address, NOTICE)
    assert "SECRET" not in f"{failure.value} {logged} {caplog.text}"


def test_nobodys_name_calls_a_whole_slack_channel(services):
    notice = Notice("<!channel> & <@U1>", (("Name", "<https://x.example|click>"),))
    CHANNELS["slack"].send(services.slack.address, notice)
    header, section = services.slack.taken[0]["blocks"]
    assert header["text"]["type"] == "plain_text"
    assert section["text"]["text"] == "*Name:* &lt;https://x.example|click&gt;"
    assert services.slack.taken[0]["text"] == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_nobodys_name_is_a_link_in_teams(services):
    CHANNELS["teams"].send(services.teams.address, Notice("[click](https://x.example)"))
    assert services.teams.taken[0]["body"][0]["text"] == r"\[click\]\(https://x.example\)"


@pytest.mark.parametrize("fault", ["archived", "forbidden"])
def test_a_slack_channel_that_is_closed_needs_a_person(services, fault):
    services.slack.faults = [fault]
    with pytest.raises(NeedsReconnect, match="Slack"):
        CHANNELS["slack"].send(services.slack.address, NOTICE)


def test_a_removed_workflow_needs_a_person(services):
    services.teams.faults = ["gone"]
    with pytest.raises(NeedsReconnect, match="removed"):
        CHANNELS["teams"].send(services.teams.address, NOTICE)
