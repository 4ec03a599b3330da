"""The words, the order and the versions of questions."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import Changed, Refused
from greenroom.core.models import StoredEvent
from greenroom.interviewers.actions import questions
from greenroom.interviewers.models import Question, QuestionVersion, Stage
from greenroom.interviewers.rules.wording import Wording

pytestmark = pytest.mark.django_db


def stage_of(interviewer, kind: str = "web_interview") -> Stage:
    return Stage.objects.get(interviewer=interviewer, kind=kind)


def live(interviewer, kind: str = "web_interview") -> list[Question]:
    rows = Question.objects.filter(stage__interviewer=interviewer, stage__kind=kind, removed_at=None)
    return list(rows.select_related("current", "stage__interviewer").order_by("position", "id"))


def words(text: str = "How do you plan a shift?", **more) -> Wording:
    return Wording(text=text, modality="open", **more)


def test_new_words_are_a_new_version_and_the_old_one_stays(active, in_workspace):
    question = live(active)[0]
    before = question.current
    revised = questions.revise(question, wording=words(weight=2.5), seen=1, by=in_workspace.colleague)
    assert (revised.current.number, revised.current.text) == (2, "How do you plan a shift?")
    assert revised.current.written_by == in_workspace.colleague
    assert revised.current.quote == before.quote
    kept = QuestionVersion.objects.get(id=before.id)
    assert (kept.number, kept.text, kept.weight) == (1, before.text, before.weight)


def test_the_same_words_twice_are_one_version(planned, in_workspace):
    question = live(planned)[0]
    for _click in range(2):
        questions.revise(question, wording=words(), seen=1, by=in_workspace.colleague)
    assert question.versions.count() == 2


def test_the_second_of_two_tabs_is_told_and_both_texts_are_there(planned, in_workspace):
    question = live(planned)[0]
    questions.revise(question, wording=words("First tab?"), seen=1, by=in_workspace.colleague)
    with pytest.raises(Changed) as conflict:
        questions.revise(question, wording=words("Second tab?"), seen=1, by=in_workspace.owner)
    assert conflict.value.now.text == "First tab?"
    assert question.versions.count() == 2
    questions.revise(question, wording=words("Second tab?"), seen=2, by=in_workspace.owner)
    question.refresh_from_db()
    assert question.current.text == "Second tab?"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 601}, "text"),
        ({"anchors": {"1": "x" * 601}}, "anchors"),
        ({"key_points": [f"point {n}" for n in range(9)]}, "key_points"),
        ({"key_points": ["x" * 301]}, "key_points"),
        ({"weight": 5.1}, "weight"),
        ({"weight": -0.1}, "weight"),
        ({"weight": float("nan")}, "weight"),
        ({"min_follow_ups": 3, "max_follow_ups": 2}, "max_follow_ups"),
        ({"max_follow_ups": 11}, "max_follow_ups"),
    ],
)
def test_words_that_do_not_fit_are_refused_with_their_field(planned, in_workspace, change, field):
    question = live(planned)[0]
    with pytest.raises(Refused) as refused:
        questions.revise(
            question,
            wording=Wording(**{"text": "Why?", "modality": "open", **change}),
            seen=1,
            by=in_workspace.owner,
        )
    assert refused.value.field == field
    assert question.versions.count() == 1


def test_a_question_keeps_its_modality(planned, in_workspace):
    question = live(planned)[0]
    with pytest.raises(ValueError, match="keeps its modality"):
        questions.revise(question, wording=Wording("Why?", "criterion"), seen=1, by=in_workspace.owner)


def test_a_new_question_stands_last(planned, in_workspace):
    before = live(planned)
    made = questions.add(stage_of(planned), wording=words(), by=in_workspace.colleague)
    assert [each.id for each in live(planned)] == [*(each.id for each in before), made.id]
    assert made.current.number == 1


def test_a_stage_has_an_end(planned, in_workspace):
    for n in range(30 - len(live(planned))):
        questions.add(stage_of(planned), wording=words(f"Question {n}?"), by=in_workspace.colleague)
    with pytest.raises(Refused, match="at most 30"):
        questions.add(stage_of(planned), wording=words(), by=in_workspace.colleague)
    assert len(live(planned)) == 30


def test_a_removed_question_comes_back_where_it_stood(planned, in_workspace):
    before = [each.id for each in live(planned)]
    second = live(planned)[1]
    questions.remove(second, by=in_workspace.colleague)
    assert [each.id for each in live(planned)] == [before[0], *before[2:]]
    questions.move(live(planned)[0], steps=1, by=in_workspace.colleague)
    questions.restore(second, by=in_workspace.colleague)
    assert [each.id for each in live(planned)] == [before[2], second.id, before[0], *before[3:]]
    assert [each.position for each in live(planned)] == list(range(len(before)))


def test_removing_and_restoring_twice_happens_once(planned, in_workspace):
    question = live(planned)[0]
    for act in (questions.remove, questions.remove, questions.restore, questions.restore):
        act(question, by=in_workspace.colleague)
    names = StoredEvent.objects.filter(subject_id=question.id).order_by("created_at", "id")
    assert list(names.values_list("name", flat=True)) == [
        "interviewers.QuestionRemoved",
        "interviewers.QuestionWritten",
    ]


def test_a_question_that_was_removed_is_not_written(planned, in_workspace):
    question = live(planned)[0]
    questions.remove(question, by=in_workspace.owner)
    with pytest.raises(Refused, match="removed this question"):
        questions.revise(question, wording=words(), seen=1, by=in_workspace.colleague)
    assert question.versions.count() == 1


def test_a_live_interview_keeps_its_last_question(active, in_workspace):
    *others, last = [each for each in live(active) if each.current.modality == "open"]
    for question in others:
        questions.remove(question, by=in_workspace.colleague)
    with pytest.raises(Refused, match="at least one question"):
        questions.remove(last, by=in_workspace.colleague)
    assert last.id in [each.id for each in live(active)]


def test_a_live_interview_may_do_without_resume_checks(active, in_workspace):
    for question in live(active, "resume"):
        questions.remove(question, by=in_workspace.colleague)
    assert live(active, "resume") == []


def test_moving_stays_among_its_own_kind(planned, in_workspace):
    rows = live(planned, "resume")
    qualifications = [each for each in rows if each.current.modality == "qualification"]
    criteria = [each for each in rows if each.current.modality == "criterion"]
    assert len(qualifications) >= 2
    questions.move(criteria[0], steps=-1, by=in_workspace.colleague)
    questions.move(qualifications[0], steps=1, by=in_workspace.colleague)
    after = live(planned, "resume")
    assert [each.id for each in after if each.current.modality == "criterion"] == [
        each.id for each in criteria
    ]
    swapped = [qualifications[1], qualifications[0], *qualifications[2:]]
    assert [each.id for each in after if each.current.modality == "qualification"] == [
        each.id for each in swapped
    ]


def test_an_order_of_another_list_is_refused(planned, in_workspace):
    ids = [each.id for each in live(planned)]
    questions.remove(live(planned)[0], by=in_workspace.owner)
    with pytest.raises(Refused, match="another window"):
        questions.reorder(stage_of(planned), question_ids=ids[::-1], by=in_workspace.colleague)
    assert [each.id for each in live(planned)] == ids[1:]


def test_of_two_orders_of_one_list_the_second_is_told_and_undoes_nothing(planned, in_workspace):
    stage, seen = stage_of(planned), [each.id for each in live(planned)]
    first, second = [*seen[1:], seen[0]], seen[::-1]
    questions.reorder(stage, question_ids=first, by=in_workspace.owner, seen=seen)
    with pytest.raises(Changed, match="another window"):
        questions.reorder(stage, question_ids=second, by=in_workspace.colleague, seen=seen)
    assert [each.id for each in live(planned)] == first
    questions.reorder(stage, question_ids=second, by=in_workspace.colleague, seen=first)
    assert [each.id for each in live(planned)] == second


@pytest.mark.parametrize("who", ["viewer", "stranger"])
def test_who_may_not_edit_changes_no_question(planned, in_workspace, who):
    by, question, stage = getattr(in_workspace, who), live(planned)[0], stage_of(planned)
    ids, events = [each.id for each in live(planned)], StoredEvent.objects.count()
    for forbidden in (
        lambda: questions.add(stage, wording=words(), by=by),
        lambda: questions.revise(question, wording=words(), seen=1, by=by),
        lambda: questions.remove(question, by=by),
        lambda: questions.restore(question, by=by),
        lambda: questions.move(question, steps=1, by=by),
        lambda: questions.reorder(stage, question_ids=ids[::-1], by=by),
    ):
        with pytest.raises(Forbidden):
            forbidden()
    assert [each.id for each in live(planned)] == ids
    assert question.versions.count() == 1
    assert StoredEvent.objects.count() == events
