"""Every modality and every kind of answer: written on the page, read back, wrong words beside their field."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from greenroom.interviewers.actions import questions
from greenroom.interviewers.models import Interviewer, Question, Stage
from greenroom.interviewers.registry import all_kinds
from greenroom.interviewers.rules.expectations import SHAPES, shape_of
from greenroom.interviewers.rules.wording import Wording
from greenroom.interviewers.web.answer_forms import ANSWERS, PREFIX

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}
YES = {"wanted": "yes"}
CHOICE = {"options": "Early\n Late \n\nNight", "several": "on", "wanted": "Late"}
CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("structured", {"type": "yes_no", **YES}, {"wanted": True}),
    ("structured", {"type": "yes_no", "wanted": ""}, {"wanted": None}),
    (
        "structured",
        {"type": "number", "operator": "gte", "wanted": "2.5", "unit": "years"},
        {"operator": "gte", "wanted": 2.5, "unit": "years"},
    ),
    (
        "structured",
        {"type": "choice", **CHOICE},
        {"options": ["Early", "Late", "Night"], "several": True, "wanted": ["Late"]},
    ),
    (
        "tag",
        {"type": "fact", "format": "number", "options": "1\n2"},
        {"format": "number", "options": ["1", "2"]},
    ),
    ("form", {"type": "text", "wanted": "Leeds"}, {"wanted": "Leeds", "long": False}),
    (
        "form",
        {
            "type": "number",
            "operator": "lt",
            "wanted": "4",
            "slider_min": "0",
            "slider_max": "10",
            "slider_step": "0.5",
        },
        {"operator": "lt", "wanted": 4.0, "slider_min": 0.0, "slider_max": 10.0, "slider_step": 0.5},
    ),
    (
        "form",
        {"type": "date", "operator": "lte", "wanted": "2031-03-01"},
        {"operator": "lte", "wanted": "2031-03-01"},
    ),
    (
        "form",
        {"type": "file", "extensions": ".PDF, docx; jpg", "several": "on"},
        {"extensions": ["pdf", "docx", "jpg"], "several": True},
    ),
    ("form", {"type": "yes_no", **YES}, {"wanted": True}),
    ("sms", {"type": "yes_no", **YES}, {"wanted": True}),
    ("sms", {"type": "number", "operator": "gt", "wanted": "1"}, {"operator": "gt", "wanted": 1.0}),
]
WRONG = [
    ("structured", {"type": "choice", "options": "One"}, "options", "at least two options"),
    ("structured", {"type": "choice", "options": "One\nOne"}, "options", "Two options are the same"),
    ("structured", {"type": "choice", "options": "A\nB", "wanted": "C"}, "wanted", "one of the options"),
    ("structured", {"type": "number", "operator": "gte", "wanted": "many"}, "wanted", "number"),
    (
        "form",
        {"type": "number", "operator": "gte", "slider_min": "1"},
        "slider_max",
        "A slider has two ends",
    ),
    (
        "form",
        {"type": "number", "operator": "gte", "slider_min": "9", "slider_max": "2"},
        "slider_max",
        "ends before it begins",
    ),
    (
        "form",
        {"type": "number", "operator": "gte", "slider_min": "1", "slider_max": "2", "slider_step": "0"},
        "slider_step",
        "more than 0",
    ),
    ("form", {"type": "date", "operator": "gte", "wanted": "soon"}, "wanted", "valid date"),
    ("form", {"type": "file", "extensions": "p/df"}, "extensions", "Letters and digits"),
    ("form", {"type": "file", "extensions": " "}, "extensions", "at least one"),
    ("tag", {"type": "fact", "format": "smell"}, "format", "valid choice"),
]


def holder(interviewer: Interviewer, modality: str) -> Stage:
    """A stage whose kind holds the modality; made where the interviewer has none."""
    kind = next(kind for kind in all_kinds() if modality in kind.modalities)
    found: Stage = Stage.objects.filter(interviewer=interviewer, kind=kind.slug, removed_at=None).first()
    return found or Stage.objects.create(
        workspace_id=interviewer.workspace_id, interviewer=interviewer, kind=kind.slug, position=9
    )


def address(stage: Stage) -> str:
    return f"/interviewers/{stage.interviewer.slug}/stages/{stage.id}/questions/"


def sent(answer: dict[str, Any]) -> dict[str, Any]:
    """What a browser sends of the answer's fields."""
    kind = answer["type"]
    fields = {f"{PREFIX}-{name}": value for name, value in answer.items() if name != "type"}
    return {"type": kind, "shown": kind, **fields}


def last(stage: Stage) -> Question:
    return stage.questions.select_related("current").order_by("-position").first()


def test_every_shape_of_every_modality_has_a_form():
    assert {name: set(forms) for name, forms in ANSWERS.items()} == {
        name: set(shapes) for name, shapes in SHAPES.items() if shapes
    }


@pytest.mark.parametrize(("modality", "answer", "kept"), CASES)
def test_an_answer_is_written_and_read_back(planned, recruiter, modality, answer, kept):
    stage = holder(planned, modality)
    words = {"modality": modality, "text": "What is asked?", "is_dealbreaker": "on", "is_required": "on"}
    response = recruiter.post(address(stage), {**words, **sent(answer)})
    assert response.status_code == 302
    question = last(stage)
    version = question.current
    assert version.text == "What is asked?"
    assert {name: version.expects[name] for name in kept} == kept
    assert version.is_dealbreaker == (modality != "tag")
    assert version.weight == 0
    questions_page = f"/interviewers/{planned.slug}/questions/"
    form = recruiter.get(f"{questions_page}?edit={question.id}").content.decode()
    assert f'<option value="{answer["type"]}" selected>' in form or modality == "tag"
    assert recruiter.get(f"{questions_page}?show={question.id}").status_code == 200
    again = {**sent(answer), "text": "Other words?", "is_dealbreaker": "on", "is_required": "on", "seen": 1}
    save = f"{questions_page}{question.id}/"
    assert recruiter.post(save, again).status_code == 302
    question.refresh_from_db()
    assert question.current.number == 2
    assert question.current.expects == version.expects


@pytest.mark.parametrize(("modality", "answer", "field", "told"), WRONG)
def test_a_wrong_answer_stands_beside_its_field(planned, recruiter, modality, answer, field, told):
    stage = holder(planned, modality)
    before = stage.questions.count()
    response = recruiter.post(
        address(stage), {"modality": modality, "text": "Kept?", **sent(answer)}, headers=SCRIPT
    )
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert told in page
    assert f"{PREFIX}-{field}_error" in page
    assert "Kept?" in page
    assert stage.questions.count() == before


@pytest.mark.parametrize("headers", [{}, SCRIPT], ids=["page", "script"])
def test_another_kind_of_answer_shows_its_fields_and_saves_nothing(planned, recruiter, headers):
    stage = holder(planned, "structured")
    before = stage.questions.count()
    words = {"modality": "structured", "text": "Typed so far", "is_dealbreaker": "on", "topic": "Shifts"}
    for asked in ({"act": "fields", "shown": "yes_no"}, {"shown": "yes_no"}):
        response = recruiter.post(
            address(stage), {**words, "type": "choice", "answer-wanted": "yes", **asked}, headers=headers
        )
        page = response.content.decode()
        assert response.status_code == 200
        assert 'name="answer-options"' in page
        assert "Typed so far" in page
        assert 'value="Shifts"' in page
        assert "is-invalid" not in page
        assert stage.questions.count() == before


def test_typed_options_stay_while_the_fields_are_shown_again(planned, recruiter):
    stage = holder(planned, "structured")
    words = {"modality": "structured", "type": "choice", "shown": "choice", "act": "fields"}
    page = recruiter.post(address(stage), {**words, "answer-options": "Mon\nTue"}).content.decode()
    assert "Mon\nTue" in page


def test_a_shape_that_does_not_belong_is_not_taken(planned, recruiter):
    stage = holder(planned, "structured")
    before = stage.questions.count()
    for kind in ("file", "date", "fact", "nonsense"):
        sent_words = {"modality": "structured", "text": "Why?", "type": kind}
        assert recruiter.post(address(stage), sent_words).status_code == 422
    assert stage.questions.count() == before


def test_the_recruiter_reads_what_passes_in_words(planned, recruiter, in_workspace):
    stage = holder(planned, "structured")
    shapes = [
        ({"type": "yes_no", "wanted": False}, "No"),
        ({"type": "number", "operator": "gte", "wanted": 2, "unit": "years"}, "At least 2 years"),
        ({"type": "choice", "options": ["A", "B", "C"], "wanted": ["A", "B"]}, "A or B"),
    ]
    for expects, words in shapes:
        shape_of(expects)
        question = questions.add(
            stage, wording=Wording("Which?", "structured", expects=expects), by=in_workspace.owner
        )
        page = recruiter.get(f"/interviewers/{planned.slug}/questions/?show={question.id}").content.decode()
        assert f'<dd dir="auto">{words}</dd>' in page


def test_an_open_question_keeps_all_of_its_words(planned, recruiter):
    stage = holder(planned, "open")
    words = {
        "modality": "open",
        "text": "How do you plan a shift?",
        "topic": "Planning",
        "anchor_1": "Cannot say",
        "anchor_5": "Names people, times and a fallback",
        "key_points": "people\ntimes",
        "weight": "0",
        "min_follow_ups": "1",
        "max_follow_ups": "10",
        "instructions": "Ask slowly.",
        "reading_notes": "Look for numbers.",
    }
    recruiter.post(address(stage), words)
    now = last(stage).current
    assert (now.topic, now.anchors, now.key_points) == (
        "Planning",
        {"1": "Cannot say", "5": "Names people, times and a fallback"},
        ["people", "times"],
    )
    assert (now.weight, now.min_follow_ups, now.max_follow_ups) == (0, 1, 10)
    assert (now.instructions, now.reading_notes) == ("Ask slowly.", "Look for numbers.")
    assert "Informational" in recruiter.get(f"/interviewers/{planned.slug}/questions/").content.decode()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("weight", "5.1"), ("min_follow_ups", "6"), ("max_follow_ups", "11"), ("instructions", "x" * 5001)],
)
def test_limits_of_an_open_question_are_told_beside_the_field(planned, recruiter, field, wrong):
    stage = holder(planned, "open")
    words = {"modality": "open", "text": "Why?", "weight": "1", field: wrong}
    response = recruiter.post(address(stage), words, headers=SCRIPT)
    assert response.status_code == 422
    assert f"{field}_error" in response.content.decode()


def test_a_question_about_a_protected_ground_is_saved_with_what_to_ask_instead(planned, recruiter):
    stage = holder(planned, "open")
    words = {"modality": "open", "text": "Are you married or do you plan to have children?", "weight": "1"}
    page = unescape(recruiter.post(address(stage), words, follow=True).content.decode())
    assert last(stage).current.text == words["text"]
    assert "This asks about family life." in page
    assert "work the hours and travel" in page
    plain = {"modality": "open", "text": "How do you plan a week?", "weight": "1"}
    page = recruiter.post(address(stage), plain, headers=SCRIPT).content.decode()
    assert page.count("This asks about") == 1
