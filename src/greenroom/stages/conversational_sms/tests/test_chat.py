from __future__ import annotations

import pytest

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.models import Conversation, Turn
from greenroom.core import scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.core.testing.standins.language_model import MODEL, LanguageModelStandIn
from greenroom.evaluation.models import Evaluation, QuestionScore
from greenroom.interviewers.rules.expectations import shape_of
from greenroom.stages.conversational_sms.engine import Given
from greenroom.stages.conversational_sms.scorer import decided
from greenroom.stages.tests.scene import LICENCE, YEARS, address, ask, make_stage, only_attempt


class Phone:
    """A candidate's phone, which is a page."""

    def __init__(self, stage) -> None:
        self.stage = stage
        self.walk = Walk(stage.interviewer).enter()
        ask(stage, 0, "Do you have a driving licence?", expects=LICENCE, is_dealbreaker=True)
        ask(stage, 1, "How many years have you worked at heights?", expects=YEARS)

    def open(self):
        return self.walk.client.get(address(self.stage))

    def write(self, words: str, key: str = "", **more: str):
        given = {"answer": words, "key": key or words, **more}
        return self.walk.client.post(address(self.stage, "send/"), given, headers={"HX-Request": "true"})


@pytest.fixture
def phone(cast):
    with scope.scoped(cast.workspace.id):
        yield Phone(make_stage(cast.workspace, "conversational_sms", intro_message="Hi {{candidate_name}}!"))


def said() -> list[str]:
    return list(Turn.objects.order_by("position").values_list("text", flat=True))


def test_the_page_opens_with_the_recruiters_words_and_says_that_it_stands_in_for_a_phone(phone):
    page = phone.open().content.decode()
    assert "Hi Casey Sample!" in page
    assert "stands in for your phone" in page
    assert "Do you have a driving licence?" in page
    assert "Question 1 of 2" in page
    phone.open()
    assert len(said()) == 3


def test_each_message_is_answered_and_the_last_one_sends_the_step(phone):
    assert "How many years" in phone.write("yep").content.decode()
    last = phone.write("about three").content.decode()
    assert "those were all my questions" in last
    assert 'hx-swap-oob="delete"' in last
    assert only_attempt().status == Attempt.Status.SUBMITTED
    assert phone.open().headers["Location"].endswith("/steps/")
    assert AttemptQuestion.objects.filter(asked=True).count() == 2


def test_without_script_every_message_works_and_the_goodbye_is_shown(phone):
    phone.open()
    first = phone.walk.client.post(address(phone.stage, "send/"), {"answer": "yes", "key": "a"})
    assert first.status_code == 302
    empty = phone.walk.client.post(address(phone.stage, "send/"), {"answer": " ", "key": "b"})
    assert empty.status_code == 422
    assert "Write something first." in empty.content.decode()
    last = phone.walk.client.post(address(phone.stage, "send/"), {"answer": "3", "key": "c"})
    assert "those were all my questions" in last.content.decode()


def test_the_message_is_committed_before_the_reply_is_made(phone, monkeypatch):
    monkeypatch.setattr("greenroom.stages.conversational_sms.engine.hear", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        phone.write("yes")
    assert said()[-1] == "yes"
    monkeypatch.undo()
    assert "How many years" in phone.open().content.decode()


def test_the_same_message_three_times_is_one_message_and_one_reply(phone):
    for _ in range(3):
        phone.write("yes", "same")
    assert said().count("yes") == 1
    assert said().count("How many years have you worked at heights?") == 1


def test_a_tab_that_was_overtaken_is_told_and_its_words_are_kept_unanswered(phone):
    phone.open()
    phone.write("yes", "one", seen="3")
    late = phone.write("no", "two", seen="3")
    assert late.status_code == 409
    assert late.headers["X-Answer-Kept"] == "yes"
    assert Turn.objects.get(text="no").kind == Turn.LATE
    assert Conversation.objects.get().state["given"][0]["value"] is True


def test_stop_ends_it_with_what_stands(phone):
    phone.write("yes")
    assert "no more messages" in phone.write("STOP").content.decode()
    assert only_attempt().status == Attempt.Status.SUBMITTED
    late = phone.write("wait, three")
    assert late.status_code == 422
    assert "is finished" in late.content.decode()


def test_the_evaluation_quotes_the_very_words_and_names_what_read_them(phone):
    phone.write("I do have one, yes")
    phone.write("only one year")
    run_due_jobs()
    verdicts = {row.question.text[:6]: row for row in QuestionScore.objects.select_related("question")}
    assert [verdicts["Do you"].verdict, verdicts["How ma"].verdict] == ["passed", "failed"]
    quote = verdicts["How ma"].evidence.get()
    assert quote.text in "only one year"
    assert quote.turn.text[quote.start : quote.end] == quote.text
    assert verdicts["How ma"].reason == "Wanted: at least 2 years."
    assert Evaluation.objects.get(evaluator="answers").engine == "built-in, rules"


def test_what_was_not_read_stops_nobody(phone):
    for words in ("purple", "green", "STOP"):
        phone.write(words)
    run_due_jobs()
    assert {row.verdict for row in QuestionScore.objects.all()} == {"unknown"}


@pytest.mark.parametrize(
    ("shape", "given", "verdict"),
    [
        (LICENCE, {"value": False}, "failed"),
        (LICENCE, {"value": False, "later": True}, "unknown"),
        (LICENCE, {"value": True}, "passed"),
        (YEARS, {"value": 1.0, "up_to": 3.0}, "unknown"),
        (YEARS, {"value": 2.0, "up_to": 3.0}, "passed"),
        (YEARS, {"value": 1.0, "up_to": 1.5}, "failed"),
    ],
)
def test_a_no_that_is_to_change_and_a_range_that_half_passes_are_for_a_person(shape, given, verdict):
    assert decided(shape_of(shape), Given("q", turn="t", start=0, end=1, **given))[0] == verdict


def test_a_question_back_is_answered_from_the_job_description(phone):
    page = phone.write("What are the working hours?").content.decode()
    assert "7 am to 3 pm" in page
    assert "From: the job description" in page


def test_what_the_stage_keeps_to_itself_is_not_told_by_text_either(phone):
    stage = phone.stage
    silent = {"job_overview": "Shifts begin at 5 am.", "job_overview_delivery_mode": "silent_reference"}
    stage.config = {**stage.config, **silent}
    stage.save()
    Attempt.objects.update(config=stage.config)
    page = phone.write("What are the working hours?").content.decode()
    assert "5 am" not in page
    assert "From: the job description" not in page


def test_while_the_language_model_is_away_the_message_is_kept_and_the_page_keeps_trying(phone, monkeypatch):
    workspace = phone.stage.interviewer.workspace
    workspace.engines = {"read_answer": "model"}
    workspace.save()
    with LanguageModelStandIn() as model:
        monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", model.base_url)
        monkeypatch.setenv("GREENROOM_MODEL_NAME", MODEL)
        model.fail_always("unauthorized")
        page = phone.write("yes").content.decode()
        assert "No reply can be made at this moment" in page
        assert said()[-1] == "yes"
        assert phone.open().status_code == 200
    workspace.engines = {}
    workspace.save()
    again = phone.walk.client.post(address(phone.stage, "reply/"), headers={"HX-Request": "true"})
    assert "How many years" in again.content.decode()
