"""The team sees who asks for a person, answers, and settles what people ask of their data."""

from __future__ import annotations

import pytest
from django.core import mail

from greenroom.accounts.permissions import Forbidden
from greenroom.candidates.actions import helping
from greenroom.candidates.actions.helping import Asking
from greenroom.candidates.models import Application, HelpRequest
from greenroom.candidates.queries import help as queue
from greenroom.candidates.tests.walking import Walk
from greenroom.compliance.actions import requests as asking
from greenroom.compliance.models import DataRequest
from greenroom.core import scope
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.rules.subject import KIND
from greenroom.notifications.actions import subscribers
from greenroom.outreach.models import Message

QUEUE = "/outreach/requests/"


def words(response) -> str:
    return response.content.decode()


@pytest.fixture
def asked(walk: Walk, cast) -> HelpRequest:
    subscribers.choose(
        subject_kind=KIND, subject_id=walk.interviewer.id, member_ids=[cast.owner.id], by=cast.owner
    )
    walk.enter()
    return helping.ask(walk.application(), kind="call_back", phone="+447700900123", words="Which tower?")


def test_a_request_is_told_taken_answered_closed_and_opened_again(asked, cast, sign_in, walk):
    told = [message for message in mail.outbox if message.to == ["owner@example.org"]]
    assert "Casey Sample asks for a person" in told[-1].subject
    assert "Which tower?" not in told[-1].body
    client, one = sign_in(cast.colleague), f"{QUEUE}{asked.id}/"
    assert "Casey Sample" in words(client.get(QUEUE))
    shown = words(client.get(one))
    assert "Which tower?" in shown
    assert "tel:+447700900123" in shown
    client.post(f"{one}take/")
    assert "Somebody sees to it" in words(client.get(QUEUE))
    empty = client.post(f"{one}answer/", {"words": " "})
    assert empty.status_code == 422
    client.post(f"{one}answer/", {"words": "The north one."})
    assert "Nobody waits" in words(client.get(QUEUE))
    assert "Casey Sample" in words(client.get(f"{QUEUE}?settled=1"))
    assert "The north one." in Message.objects.get(kind="help_answer").body
    late = client.post(f"{one}answer/", {"words": "And another."})
    assert (late.status_code, "And another." in words(late)) == (422, True)
    client.post(f"{one}reopen/")
    client.post(f"{one}close/")
    asked.refresh_from_db()
    assert asked.state == "closed"
    page = client.get(f"/interviewers/{walk.interviewer.slug}/candidates/{asked.application_id}/")
    assert "Asked for a person" in words(page)


def test_a_viewer_sees_and_cannot_act_and_a_stranger_sees_nothing(asked, cast, sign_in):
    shown = words(sign_in(cast.viewer).get(f"{QUEUE}{asked.id}/"))
    assert "Which tower?" in shown
    assert "Send the answer" not in shown
    with pytest.raises(Forbidden):
        helping.answer(asked, words="No.", by=cast.viewer)
    assert sign_in(cast.stranger).get(f"{QUEUE}{asked.id}/").status_code == 404


def test_the_same_question_asked_again_stands_before_the_one_that_was_closed(asked, walk, cast):
    helping.close(asked, by=cast.owner)
    again = helping.ask(walk.application(), kind="call_back", phone="+447700900123", words="Which tower?")
    assert again.id != asked.id
    with pytest.raises(Refused, match="asked again"):
        helping.reopen(asked, by=cast.owner)


def test_the_queue_takes_as_many_statements_for_many_as_for_one(
    asked, walk, cast, sign_in, django_assert_max_num_queries
):
    for n in range(8):
        helping.ask_unproven(
            walk.interviewer,
            name=f"Sample {n}",
            email=f"sample{n}@example.org",
            wanted=Asking(words="Hello?"),
            language="en",
        )
    client = sign_in(cast.owner)
    client.get(QUEUE)
    with django_assert_max_num_queries(10):
        shown = words(client.get(QUEUE))
    assert shown.index("Casey Sample") < shown.index("Sample 0") < shown.index("Sample 7")
    assert queue.waiting_count(cast.owner) == 9


def test_what_a_member_asks_who_tries_an_interviewer_out_is_nobodys_work(asked, walk, cast, sign_in):
    Application.objects.update(is_test=True)
    mail.outbox.clear()
    helping.ask(walk.application(), words="Only a test")
    assert mail.outbox == []
    assert queue.waiting_count(cast.owner) == 0
    assert "Nobody waits" in words(sign_in(cast.owner).get(QUEUE))


@pytest.fixture
def data(walk: Walk) -> dict[str, DataRequest]:
    walk.enter()
    application = walk.application()
    given = {"workspace_id": application.workspace_id, "subject_id": application.candidate_id}
    return {
        "correct": asking.ask(kind="correct", words="I left in 2021.", **given),
        "object": asking.ask(kind="object", words="Please read it.", about_id=application.id, **given),
        "erase": asking.ask(kind="erase", **given),
    }


def test_an_objection_stands_in_the_queue_and_beside_the_scorecard_until_somebody_has_looked(
    data, walk, cast, sign_in
):
    client, application = sign_in(cast.colleague), walk.application()
    before = (application.score, application.status)
    review = f"/interviewers/{walk.interviewer.slug}/candidates/{application.id}/"
    assert "A person should look" in words(client.get(QUEUE))
    assert "Objects to being assessed by software" in words(client.get(review))
    one = f"/outreach/objections/{data['object'].id}/"
    assert "Please read it." in words(client.get(one))
    assert client.post(one, {"reason": ""}).status_code == 422
    client.post(one, {"reason": "I have read every answer."})
    assert "A person should look" not in words(client.get(QUEUE))
    assert "Objects to being" not in words(client.get(review))
    assert "I have read every answer." in words(walk.get("my-data/"))
    assert "I have read every answer." in Message.objects.get(kind="data_done").body
    application.refresh_from_db()
    assert (application.score, application.status) == before
    assert client.get(f"/outreach/objections/{data['erase'].id}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "path", "then"),
    [("object", "/outreach/objections/{}/", ""), ("correct", "/data/requests/{}/", "finish/")],
)
def test_of_two_who_settle_the_same_the_second_reads_the_firsts_words_and_keeps_their_own(
    data, cast, sign_in, kind, path, then
):
    one = path.format(data[kind].id)
    for _twice in range(2):
        assert sign_in(cast.owner).post(f"{one}{then}", {"reason": "I have read it."}).status_code == 302
    second = sign_in(cast.owner).post(f"{one}{then}", {"reason": "I have <i>found</i> more."})
    assert second.status_code == 422
    shown = words(second)
    assert "while you were writing" in shown
    assert "I have read it." in shown
    assert "I have &lt;i&gt;found&lt;/i&gt; more." in shown
    data[kind].refresh_from_db()
    assert data[kind].reason == "I have read it."
    assert Message.objects.filter(kind="data_done").count() == 1


def test_corrections_are_settled_and_refusals_say_why(data, cast, sign_in, walk):
    told = [message.subject for message in mail.outbox if message.to == ["owner@example.org"]]
    assert told == ["Casey Sample asks something of their data"] * 3
    client = sign_in(cast.owner)
    assert words(client.get("/data/requests/")).count("in 30 days") == 3
    one = f"/data/requests/{data['correct'].id}/"
    assert "I left in 2021." in words(client.get(one))
    client.post(f"{one}take/")
    assert "Being looked at" in words(walk.get("my-data/"))
    assert client.post(f"{one}refuse/", {"reason": ""}).status_code == 422
    client.post(f"{one}finish/", {"reason": "Changed to 2021."})
    assert "Changed to 2021." in words(walk.get("my-data/"))
    erase = f"/data/requests/{data['erase'].id}/"
    assert client.post(f"{erase}finish/", {"reason": "x"}).status_code == 422
    client.post(f"{erase}refuse/", {"reason": "The law makes us keep it."})
    assert "The law makes us keep it." in words(walk.get("my-data/"))
    twice = client.post(f"{erase}erase/", {"name": "Casey Sample"})
    data["erase"].refresh_from_db()
    assert (twice.status_code, data["erase"].state) == (302, "refused")


def test_an_erasure_wants_the_name_and_then_nothing_is_left_but_that_it_was_done(data, cast, sign_in, walk):
    client, erase = sign_in(cast.owner), f"/data/requests/{data['erase'].id}/"
    wrong = client.post(f"{erase}erase/", {"name": "Somebody else"})
    assert (wrong.status_code, "This is not their name." in words(wrong)) == (422, True)
    client.post(f"{erase}erase/", {"name": " casey  SAMPLE "})
    run_due_jobs()
    assert walk.get("my-data/").status_code == 302
    shown = words(client.get("/data/requests/?settled=1"))
    assert ("Erased" in shown, "Casey" in shown) == (True, False)
    names = set(StoredEvent.objects.values_list("name", flat=True))
    assert names >= {"compliance.DataAsked", "compliance.ErasureOrdered", "compliance.DataErased"}


def test_everybody_on_the_team_reads_what_is_held_and_only_administrators_the_requests(data, cast, sign_in):
    client = sign_in(cast.viewer)
    assert "What was said" in words(client.get("/data/"))
    assert "/data/requests/" not in words(client.get("/data/"))
    assert client.get("/data/requests/").status_code == 403
    with scope.scoped(cast.workspace.id), pytest.raises(Forbidden):
        asking.take(data["correct"], by=cast.colleague)
