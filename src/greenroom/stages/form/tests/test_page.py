from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO

import pytest

from greenroom.candidates.models import Answer, Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.models import Turn
from greenroom.core import clock, scope
from greenroom.core.models import StoredEvent
from greenroom.interviewers.models import QuestionVersion, Stage
from greenroom.media.actions.sweeping import sweep_rows
from greenroom.media.models import StoredFile
from greenroom.stages.models import AnswerFile
from greenroom.stages.tests.scene import LICENCE, YEARS, address, ask, make_stage, only_attempt

PDF = b"%PDF-1.4 a certificate"
SHIFTS = {"type": "choice", "options": ["Early", "Late", "Night"], "several": True, "wanted": ["Early"]}
UPLOAD = {"type": "file", "extensions": ["pdf"], "several": True}


class Form:
    """A candidate in front of a form of seven questions."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.walk = Walk(stage.interviewer)
        texts = {
            "why": ("Why us?", {"type": "text", "long": True}),
            "licence": ("Do you have a licence?", LICENCE),
            "years": ("How many years?", YEARS),
            "shifts": ("Which shifts?", SHIFTS),
            "start": ("When can you start?", {"type": "date"}),
            "scale": ("How high?", {"type": "number", "slider_min": 0, "slider_max": 100, "slider_step": 5}),
            "papers": ("Your certificates", UPLOAD),
        }
        self.asked: dict[str, QuestionVersion] = {
            name: ask(
                stage, at, text, expects=shape, is_required=name != "papers", is_dealbreaker=name == "licence"
            )
            for at, (name, (text, shape)) in enumerate(texts.items())
        }

    def name(self, question: str) -> str:
        return f"q{self.asked[question].id.hex}"

    def whole(self, **answers: object) -> dict[str, object]:
        """A page filled in, in the names of its fields."""
        usual: dict[str, object] = {
            "why": "Glass.\nLots of it.",
            "licence": "yes",
            "years": "5",
            "shifts": ["Early", "Night"],
            "start": "2026-12-01",
            "scale": "40",
        }
        return {self.name(name): value for name, value in {**usual, **answers}.items()}

    def fill(self, **answers: object):
        return self.walk.client.post(address(self.stage), self.whole(**answers))

    def answer(self, question: str, typed: object, **more: object):
        """One answer, as the page sends it by itself."""
        given = {
            self.name(question): typed,
            **{f"{self.name(question)}-{key}": at for key, at in more.items()},
        }
        url = address(self.stage, f"answers/{self.asked[question].question_id}/")
        return self.walk.client.post(url, given, headers={"HX-Request": "true"})

    def send(self):
        return self.walk.client.post(address(self.stage, "review/"))

    def value(self, question: str) -> object:
        found = Answer.objects.filter(version=self.asked[question]).first()
        return found.value if found else None


@pytest.fixture
def form(cast):
    with scope.scoped(cast.workspace.id):
        stage = make_stage(cast.workspace, "form", intro="Two minutes, promised.")
        made = Form(stage)
        made.walk.enter()
        yield made


def certificate(name: str = "rope.pdf", content: bytes = PDF) -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def test_every_shape_is_drawn_and_the_words_above_stand_there(form):
    page = form.walk.client.get(address(form.stage)).content.decode()
    for kind in (
        'type="radio"',
        'type="checkbox"',
        'type="range"',
        'type="date"',
        'type="file"',
        "<textarea",
    ):
        assert kind in page
    assert 'accept=".pdf"' in page
    assert "0 of 7 answered" in page


def test_an_answer_is_kept_as_it_is_given_and_shown_to_who_comes_back(form):
    taken = form.answer("years", "5")
    assert taken.status_code == 200
    assert "Saved" in taken.content.decode()
    assert "1 of 7 answered" in taken.content.decode()
    assert form.value("years") == 5.0
    form.answer("shifts", ["Night", "Early"])
    assert form.value("shifts") == ["Early", "Night"]
    page = form.walk.client.get(address(form.stage)).content.decode()
    assert 'value="5"' in page
    assert page.count("checked") == 2


@pytest.mark.parametrize(
    ("question", "typed", "told"),
    [
        ("years", "five", "Write a number"),
        ("years", "1.000", "two ways"),
        ("scale", "140", "from 0 to 100"),
        ("start", "tomorrow", "such as 2026-03-31"),
        ("licence", "perhaps", "yes or no"),
        ("shifts", ["Early", "Noon"], "from the list"),
        ("why", "x" * 5001, "under 5,000"),
    ],
)
def test_what_cannot_be_an_answer_is_told_beside_the_field_and_nothing_typed_is_lost(
    form, question, typed, told
):
    alone = form.answer(question, typed)
    assert alone.status_code == 422
    assert told in alone.content.decode()
    assert form.value(question) is None
    page = form.fill(**{question: typed})
    text = page.content.decode()
    assert page.status_code == 422
    assert told in text.split(f'id="id_{form.name(question)}')[-1] or told in text
    assert "Lots of it." in text or question == "why"
    if isinstance(typed, str) and question != "licence":
        assert typed in text
    assert form.value("scale" if question != "scale" else "years") is not None


def test_a_slider_that_is_moved_counts_and_one_that_was_left_alone_does_not(form):
    form.fill(scale="")
    assert form.value("scale") is None
    moved = form.answer("scale", "", slider="55", was="50")
    assert form.value("scale") == 55.0
    assert 'value="55"' in moved.content.decode()
    form.answer("scale", "70", slider="55", was="55")
    assert form.value("scale") == 70.0
    by_script = form.answer("scale", "75", slider="75", was="70").content.decode()
    assert form.value("scale") == 75.0
    assert 'type="range"' not in by_script  # what somebody has their fingers on is not drawn anew
    assert f'id="id_{form.name("scale")}"' not in by_script


def test_a_form_without_script_is_one_post_then_a_review_then_sent(form):
    assert form.fill().headers["Location"].endswith("/review/")
    review = form.walk.client.get(address(form.stage, "review/")).content.decode()
    for words in ("Yes", "5 years", "Early, Night", "Dec. 1, 2026", "No answer"):
        assert words in review
    assert form.send().headers["Location"].endswith("/steps/")
    assert only_attempt().status == Attempt.Status.SUBMITTED
    said = list(Turn.objects.values_list("speaker", "kind", "text"))
    assert said[:4] == [
        ("interviewer", "question", "Why us?"),
        ("candidate", "answer", "Glass.\nLots of it."),
        ("interviewer", "question", "Do you have a licence?"),
        ("candidate", "answer", "Yes"),
    ]
    assert said[-1] == ("interviewer", "question", "Your certificates")


def test_sending_twice_is_sending_once_and_nothing_changes_after(form):
    form.fill()
    form.send()
    turns = Turn.objects.count()
    assert form.send().headers["Location"].endswith("/steps/")
    assert Turn.objects.count() == turns
    assert StoredEvent.objects.filter(name="candidates.AttemptSubmitted").count() == 1
    late = form.answer("years", "1")
    assert late.headers["HX-Redirect"].endswith("/steps/")
    assert form.value("years") == 5.0


def test_what_is_required_is_asked_for_before_anything_is_sent(form):
    page = form.fill(years="", licence="")
    text = page.content.decode()
    assert page.status_code == 422
    assert text.count("Please answer this one.") == 2
    assert form.send().status_code == 422
    assert only_attempt().status == Attempt.Status.OPEN
    assert form.walk.client.get(address(form.stage, "review/")).status_code == 302


def test_a_page_that_is_sent_again_does_not_put_older_answers_over_newer_ones(form):
    old = {**form.whole(years=""), "page": "one"}
    assert form.walk.client.post(address(form.stage), old).status_code == 422
    form.answer("years", "5")
    again = form.walk.client.post(address(form.stage), old)
    assert form.value("years") == 5.0
    assert again.headers["Location"].endswith("/review/")


def test_a_page_that_is_sent_later_takes_back_nothing_that_another_device_has_answered_since(form):
    def before(**given):
        return {f"{form.name(name)}-before": json.dumps(value) for name, value in given.items()}

    stale = {**form.whole(why="Glass.", years="", shifts=[]), **before(why=[], years=[], shifts=[], scale=[])}
    form.answer("years", "5")
    form.answer("shifts", ["Night"])
    form.walk.client.post(address(form.stage), stale)
    assert (form.value("why"), form.value("years"), form.value("shifts")) == ("Glass.", 5.0, ["Night"])
    emptied = {**form.whole(years="", shifts=[]), **before(years=["5"], shifts=["Night"])}
    form.walk.client.post(address(form.stage), emptied)
    assert (form.value("years"), form.value("shifts")) == (None, None)


def test_an_answer_that_is_taken_back_is_gone(form):
    form.answer("why", "Glass.")
    assert "No answer yet" in form.answer("why", "  ").content.decode()
    assert form.value("why") is None


def test_several_files_are_kept_once_each_and_one_can_be_taken_back(form):
    form.answer("papers", [certificate(), certificate("rescue.pdf", PDF + b"2")])
    form.answer("papers", certificate())
    assert form.value("papers") == ["rope.pdf", "rescue.pdf"]
    page = form.walk.client.get(address(form.stage)).content.decode()
    assert "rope.pdf" in page
    rope = AnswerFile.objects.get(file__name="rope.pdf").file
    form.walk.client.post(address(form.stage), {**form.whole(), "remove": str(rope.id)})
    assert form.value("papers") == ["rescue.pdf"]
    assert Answer.objects.get(version=form.asked["papers"]).file.name == "rescue.pdf"
    assert form.value("years") == 5.0


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (certificate("photo.png"), "another kind"),
        (certificate("fake.pdf", b"MZ a program"), "not what its name says"),
        (certificate("big.pdf", PDF + b"x" * 2_100_000), "larger than 2 MB"),
    ],
)
def test_a_wrong_file_is_told_and_the_rest_is_kept(form, file, told, settings):
    settings.UPLOAD_LIMIT = 2_000_000
    file.seek(0)
    answer = form.answer("papers", [certificate("good.pdf"), file])
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert form.value("papers") == ["good.pdf"]
    file.seek(0)
    page = form.fill(papers=file)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert form.value("licence") is True


def test_files_without_end_are_stopped(form, monkeypatch):
    monkeypatch.setattr("greenroom.stages.form.public.views.FILES_AN_HOUR", 1)
    assert form.answer("papers", certificate()).status_code == 200
    second = form.answer("papers", certificate("rescue.pdf", PDF + b"2"))
    assert second.status_code == 422
    assert "many files" in second.content.decode()
    assert form.value("papers") == ["rope.pdf"]


def test_files_are_for_the_team_of_this_workspace_only(form, cast, client):
    form.answer("papers", [certificate(), certificate("rescue.pdf", PDF + b"2")])
    url = f"/attempts/{only_attempt().id}/files/{form.asked['papers'].question_id}/"
    assert client.get(url).status_code == 302
    client.force_login(cast.stranger.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code == 404
    client.force_login(cast.viewer.user, backend="django.contrib.auth.backends.ModelBackend")
    archive = client.get(url)
    assert archive.headers["Content-Disposition"] == 'attachment; filename="files.zip"'
    assert b"".join(archive.streaming_content)[:2] == b"PK"


def test_files_of_answers_are_not_swept(form, time_machine_at):
    form.answer("papers", [certificate(), certificate("rescue.pdf", PDF + b"2")])
    with time_machine_at(clock.now() + timedelta(days=3)):
        sweep_rows()
    assert StoredFile.objects.count() == 2


def test_a_form_of_another_kind_or_interviewer_leads_back_to_the_steps(form, cast):
    other = Stage.objects.create(
        workspace=cast.workspace, interviewer=form.stage.interviewer, position=1, kind="resume"
    )
    assert form.walk.get(f"form/{other.id}/").headers["Location"].endswith("/steps/")
    foreign = form.walk.get("form/018f5a00-0000-7000-8000-000000000000/")
    assert foreign.headers["Location"].endswith("/steps/")


def test_the_settings_are_those_the_attempt_began_with(form):
    form.walk.client.get(address(form.stage))
    Attempt.objects.update(config={"intro": "As it was then."})
    assert "As it was then." in form.walk.client.get(address(form.stage)).content.decode()
