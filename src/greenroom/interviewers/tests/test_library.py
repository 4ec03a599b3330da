"""The question library, questions from other interviewers, and what skills propose."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.accounts.models import Workspace
from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import Changed, Refused
from greenroom.interviewers.actions import drafting, library, questions
from greenroom.interviewers.models import Interviewer, LibraryQuestion, Question, Stage
from greenroom.interviewers.queries import advice
from greenroom.interviewers.queries import library as queries
from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.expectations import SHAPES
from greenroom.interviewers.rules.wording import Wording
from greenroom.interviewers.tests.conftest import JOB
from greenroom.interviewers.tests.test_question_shapes import holder
from greenroom.interviewers.web.questions_shown import HEADINGS

pytestmark = pytest.mark.django_db
ALL = "/library/questions/"
SAFE = Wording("How do you keep a loading bay safe?", "open", topic="Safety", anchors={"1": "a", "5": "b"})
LICENCE = Wording("Do you hold a licence?", "structured", expects={"type": "yes_no", "wanted": True})


def interview(interviewer: Interviewer) -> Stage:
    return Stage.objects.get(interviewer=interviewer, kind="web_interview", removed_at=None)


def texts(stage: Stage) -> list[str]:
    rows = Question.objects.filter(stage=stage, removed_at=None).order_by("position")
    return list(rows.values_list("current__text", flat=True))


def to_stage(stage: Stage, which: str) -> str:
    return f"/interviewers/{stage.interviewer.slug}/stages/{stage.id}/questions/{which}/"


@pytest.fixture
def other(in_workspace) -> Interviewer:
    """Another interviewer with three open questions."""
    made = drafting.create(job_description=JOB, by=in_workspace.owner)
    made.title = "Night porter"
    made.found_by = "night porter"
    made.save()
    stage = Stage.objects.create(
        workspace_id=made.workspace_id, interviewer=made, kind="web_interview", position=0
    )
    for number in range(3):
        questions.add(stage, wording=Wording(f"Porter question {number}?", "open"), by=in_workspace.owner)
    questions.add(stage, wording=LICENCE, by=in_workspace.owner)
    return made


def test_what_is_written_twice_is_one_entry(in_workspace):
    first = library.write(wording=SAFE, by=in_workspace.colleague)
    assert library.write(wording=SAFE, by=in_workspace.owner).id == first.id
    assert LibraryQuestion.objects.count() == 1
    assert (first.topic, first.found_by) == ("Safety", "how do you keep a loading bay safe? safety")


def test_a_viewer_keeps_nothing_and_changes_nothing(in_workspace):
    entry = library.write(wording=SAFE, by=in_workspace.colleague)
    for act in (
        lambda: library.write(wording=LICENCE, by=in_workspace.viewer),
        lambda: library.revise(entry, wording=LICENCE, seen=SAFE, by=in_workspace.viewer),
        lambda: library.delete(entry, by=in_workspace.viewer),
    ):
        with pytest.raises(Forbidden):
            act()
    assert LibraryQuestion.objects.get().text == SAFE.text


def test_a_deleted_entry_comes_back_with_all_of_its_words(in_workspace):
    entry = library.write(wording=LICENCE, by=in_workspace.colleague)
    kept = entry.words
    words = library.delete(entry, by=in_workspace.colleague)
    assert not LibraryQuestion.objects.exists()
    assert library.write(wording=words, by=in_workspace.colleague).words == kept


def test_words_somebody_else_wrote_since_are_not_overwritten(in_workspace):
    entry = library.write(wording=SAFE, by=in_workspace.colleague)
    theirs, mine = Wording("Theirs?", "open"), Wording("Mine?", "open")
    library.revise(entry, wording=theirs, seen=SAFE, by=in_workspace.owner)
    with pytest.raises(Changed):
        library.revise(entry, wording=mine, seen=SAFE, by=in_workspace.colleague)
    assert LibraryQuestion.objects.get().text == "Theirs?"
    library.revise(entry, wording=mine, seen=theirs, by=in_workspace.colleague)
    assert LibraryQuestion.objects.get().text == "Mine?"


def test_all_are_added_or_none(planned, in_workspace):
    stage = interview(planned)
    room = limits.MOST_QUESTIONS - len(texts(stage))
    too_many = [Wording(f"Question {number}?", "open") for number in range(room + 1)]
    before = texts(stage)
    with pytest.raises(Refused):
        library.add_all(stage, wordings=too_many, by=in_workspace.colleague)
    assert texts(stage) == before


def test_the_library_is_searched_by_word_topic_and_kind(in_workspace, recruiter):
    for wording in (SAFE, LICENCE, Wording("Was ist Ihnen wichtig? Größe?", "open", topic="Values")):
        library.write(wording=wording, by=in_workspace.owner)
    found = {
        "q=LOADING safe": {SAFE.text},
        "q=grosse": {"Was ist Ihnen wichtig? Größe?"},
        "q=große": {"Was ist Ihnen wichtig? Größe?"},
        "topic=Safety": {SAFE.text},
        "modality=structured": {LICENCE.text},
        "q=%00": {SAFE.text, LICENCE.text, "Was ist Ihnen wichtig? Größe?"},
    }
    for query, expected in found.items():
        page = unescape(recruiter.get(f"{ALL}?{query}").content.decode())
        shown = set(re.findall(r'<span class="cell-main" dir="auto">(.*?)</span>', page))
        assert shown == expected, query


def test_the_library_is_read_in_pages_with_statements_that_do_not_grow(in_workspace, recruiter):
    found = []
    for rows in (3, queries.SIZE):
        for number in range(rows):
            library.write(wording=Wording(f"Question {rows} {number}?", "open"), by=in_workspace.owner)
        with CaptureQueriesContext(connection) as ran:
            page = recruiter.get(ALL).content.decode()
        found.append(len(ran))
    assert found[0] == found[1] <= 10
    older = unescape(re.search(r'href="([^"]*after=[^"]*)"', page)[1])
    assert recruiter.get(older).content.decode().count("cell-main") == 3


def test_a_question_is_written_edited_deleted_and_brought_back_on_the_pages(recruiter):
    recruiter.post(f"{ALL}new/", {"modality": "open", "text": "What first?", "weight": "2"})
    entry = LibraryQuestion.objects.get()
    own = f"{ALL}{entry.id}/"
    form = recruiter.get(own).content.decode()
    had = re.search(r'name="had" value="([^"]+)"', form)[1]
    recruiter.post(own, {"text": "What then?", "weight": "2", "had": had})
    entry.refresh_from_db()
    assert (entry.text, entry.words["weight"]) == ("What then?", 2)
    gone = recruiter.post(f"{own}delete/")
    assert not LibraryQuestion.objects.exists()
    assert "What then?" in recruiter.get(gone["Location"]).content.decode()
    recruiter.post(f"{ALL}restore/")
    assert LibraryQuestion.objects.get().text == "What then?"
    recruiter.post(f"{ALL}restore/")
    assert LibraryQuestion.objects.count() == 1


def test_the_second_window_of_the_library_sees_both_texts(in_workspace, recruiter):
    entry = library.write(wording=SAFE, by=in_workspace.owner)
    own = f"{ALL}{entry.id}/"
    had = re.search(r'name="had" value="([^"]+)"', recruiter.get(own).content.decode())[1]
    library.revise(entry, wording=Wording("Theirs?", "open"), seen=SAFE, by=in_workspace.owner)
    response = recruiter.post(own, {"text": "Mine?", "weight": "1", "had": had})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Somebody changed this" in page
    assert "Theirs?" in page
    assert "Mine?" in page
    now = re.search(r'name="had" value="([^"]+)"', page)[1]
    assert recruiter.post(own, {"text": "Mine?", "weight": "1", "had": now}).status_code == 302
    assert LibraryQuestion.objects.get().text == "Mine?"


def test_wrong_words_of_the_library_stay_in_the_form(recruiter):
    response = recruiter.post(f"{ALL}new/", {"modality": "open", "text": "Kept?", "weight": "9"})
    assert response.status_code == 422
    assert "A weight is between 0 and 5." in response.content.decode()
    assert "Kept?" in response.content.decode()
    assert recruiter.get(f"{ALL}new/?modality=rumour").status_code == 404


def test_a_question_of_an_interviewer_is_saved_to_the_library(planned, recruiter):
    question = interview(planned).questions.filter(current__modality="open").first()
    where = f"/interviewers/{planned.slug}/questions/{question.id}/keep/"
    assert recruiter.post(where).status_code == 302
    assert recruiter.post(where, headers={"HX-Request": "true"}).status_code == 200
    entry = LibraryQuestion.objects.get()
    assert (entry.text, entry.words["anchors"]) == (question.current.text, question.current.anchors)


def test_ticked_library_questions_are_copied_into_the_stage(planned, in_workspace, recruiter):
    stage = interview(planned)
    entries = [library.write(wording=wording, by=in_workspace.owner) for wording in (SAFE, LICENCE)]
    page = recruiter.get(f"{to_stage(stage, 'library')}?modality=open").content.decode()
    assert SAFE.text in page
    assert LICENCE.text not in page
    none = recruiter.post(f"{to_stage(stage, 'library')}?modality=open", {})
    assert none.status_code == 422
    assert "Choose at least one." in none.content.decode()
    sent = {"chosen": [str(entry.id) for entry in entries] + ["nonsense"]}
    recruiter.post(f"{to_stage(stage, 'library')}?modality=open", sent)
    made = Question.objects.select_related("current").get(stage=stage, current__text=SAFE.text)
    assert (made.current.anchors, made.current.topic) == (SAFE.anchors, "Safety")
    assert LICENCE.text not in texts(stage)


def test_questions_of_another_interviewer_are_ticked_and_copied(planned, other, recruiter):
    stage, source = interview(planned), interview(other)
    before = texts(stage)
    page = recruiter.get(f"{to_stage(stage, 'reuse')}?modality=open").content.decode()
    assert "Night porter" in page
    assert planned.title not in page.split("<h2>", 1)[1]
    assert (
        "Night porter"
        not in recruiter.get(f"{to_stage(stage, 'reuse')}?modality=open&q=zebra").content.decode()
    )
    chosen = f"{to_stage(stage, 'reuse')}?modality=open&from={other.slug}"
    assert "Porter question 2?" in recruiter.get(chosen).content.decode()
    assert LICENCE.text not in recruiter.get(chosen).content.decode()
    assert recruiter.post(chosen, {}).status_code == 422
    ids = [each.id for each in source.questions.all()]
    response = recruiter.post(chosen, {"chosen": [ids[0], ids[2], ids[3]]})
    assert response["Location"].endswith(f"#stage-{stage.id}")
    assert texts(stage) == [*before, "Porter question 0?", "Porter question 2?"]
    assert texts(source)[0] == "Porter question 0?"


def test_a_stage_takes_from_elsewhere_only_what_it_holds(planned, recruiter):
    stage = interview(planned)
    for which in ("reuse", "library", "suggestions"):
        assert recruiter.get(f"{to_stage(stage, which)}?modality=qualification").status_code == 404
        assert recruiter.get(to_stage(stage, which)).status_code == 200


def test_an_improvement_is_shown_and_saved_only_when_accepted(planned, in_workspace, recruiter):
    stage = interview(planned)
    question = questions.add(
        stage,
        wording=Wording("You are a team player, right?", "open"),
        by=in_workspace.owner,
    )
    where = f"/interviewers/{planned.slug}/questions/{question.id}/"
    page = recruiter.get(f"{where}improve/").content.decode()
    question.refresh_from_db()
    assert question.current.number == 1
    assert "Before" in page
    assert "After" in page
    improved = unescape(re.search(r'<textarea name="text"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)[1])
    assert improved != question.current.text
    sent = {"text": improved, "weight": "1", "seen": re.search(r'name="seen" value="(\d+)"', page)[1]}
    assert recruiter.post(where, sent).status_code == 302
    question.refresh_from_db()
    assert (question.current.number, question.current.text) == (2, improved)


def test_an_engine_that_cannot_be_had_is_said_on_the_page(planned, recruiter, monkeypatch):
    for name in ("GREENROOM_MODEL_URL", "GREENROOM_MODEL", "GREENROOM_MODEL_KEY"):
        monkeypatch.delenv(name, raising=False)
    Workspace.objects.filter(id=planned.workspace_id).update(
        engines={"improve_question": "model", "suggest_questions": "model"}
    )
    stage = interview(planned)
    question = stage.questions.first()
    for where in (
        f"/interviewers/{planned.slug}/questions/{question.id}/improve/",
        f"{to_stage(stage, 'suggestions')}?modality=open",
    ):
        page = recruiter.get(where)
        assert page.status_code == 200
        assert "no language model is configured" in page.content.decode()


@pytest.mark.parametrize("modality", ["open", "structured", "tag"])
def test_suggestions_are_new_reasoned_and_added_when_ticked(planned, recruiter, modality):
    stage = interview(planned)
    stage.questions.update(removed_at=None)
    first = stage.questions.filter(current__modality="open").first()
    Question.objects.filter(stage=stage).exclude(id=first.id).update(removed_at=planned.created_at)
    where = f"{to_stage(stage, 'suggestions')}?modality={modality}"
    page = recruiter.get(where).content.decode()
    offered = re.findall(r'name="chosen" value="([^"]+)"', page)
    assert offered
    assert 'class="note block"' in page
    before = len(texts(stage))
    recruiter.post(where, {"chosen": offered[:1]})
    made = Question.objects.select_related("current").filter(stage=stage, removed_at=None).last()
    assert len(texts(stage)) == before + 1
    assert made.current.modality == modality
    assert made.current.text in unescape(page)
    assert recruiter.post(where, {"chosen": ["forged"]}).status_code == 404


def test_the_focus_of_a_stage_reaches_what_is_suggested_and_improved_in_it(planned) -> None:
    stage = interview(planned)
    Question.objects.filter(stage=stage).update(removed_at=planned.created_at)
    closed = Wording(text="Do you have experience with forklifts?", modality="open")

    def advised(focus: str) -> tuple[list[str], str]:
        stage.config = {**stage.config, "interview_type": focus}
        made = advice.suggested(planned, "open", stage=stage)
        return [each.wording.topic for each in made], advice.improved(planned, closed, stage=stage)[0].text

    general, cultural = advised("general"), advised("cultural")
    assert general[0] != cultural[0]
    assert "with other people" in cultural[1]
    assert "with other people" not in general[1]


def test_a_viewer_reads_the_library_and_changes_nothing(planned, in_workspace, sign_in):
    entry = library.write(wording=SAFE, by=in_workspace.owner)
    viewer = sign_in(in_workspace.viewer)
    page = viewer.get(ALL)
    assert SAFE.text in page.content.decode()
    assert "/delete/" not in page.content.decode()
    for where in (f"{ALL}new/", f"{ALL}{entry.id}/", f"{ALL}{entry.id}/delete/", f"{ALL}restore/"):
        assert viewer.post(where, {"text": "Mine"}).status_code == 403
    assert viewer.post(f"{to_stage(interview(planned), 'library')}", {}).status_code == 403
    assert LibraryQuestion.objects.get().text == SAFE.text


def test_hostile_words_are_words_in_what_a_skill_says_of_them(planned, in_workspace, recruiter):
    hostile = '"><script>alert(1)</script>, right?'
    Interviewer.objects.filter(id=planned.id).update(job_description=hostile * 20, title=hostile)
    stage = interview(planned)
    question = questions.add(stage, wording=Wording(hostile, "open"), by=in_workspace.owner)
    improve = f"/interviewers/{planned.slug}/questions/{question.id}/improve/"
    for where in (f"{improve}?wish={hostile}", f"{to_stage(stage, 'suggestions')}?modality=open"):
        page = recruiter.get(where).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("modality", list(HEADINGS))
def test_every_modality_is_improved_suggested_kept_and_reused(planned, in_workspace, recruiter, modality):
    stage = holder(planned, modality)
    shapes = SHAPES[modality]
    expects = {"type": shapes[0]} if shapes else {}
    question = questions.add(
        stage,
        wording=Wording("You are a team player, right?", modality, expects=expects),
        by=in_workspace.owner,
    )
    own = f"/interviewers/{planned.slug}/questions/{question.id}/"
    page = recruiter.get(f"{own}improve/").content.decode()
    if "As it would be" in page:
        fields = re.findall(r'<input type="hidden" name="(seen|shown)" value="([^"]*)"', page)
        text = unescape(re.search(r'<textarea name="text"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)[1])
        sent = {**dict(fields), "text": text, "type": (shapes or [""])[0], "answer-format": "text"}
        assert recruiter.post(own, sent).status_code == 302
        question.refresh_from_db()
        assert question.current.number == 2
    assert recruiter.get(f"{to_stage(stage, 'suggestions')}?modality={modality}").status_code == 200
    recruiter.post(f"{own}keep/")
    entry = LibraryQuestion.objects.get(modality=modality)
    assert recruiter.get(f"{ALL}{entry.id}/").status_code == 200
    recruiter.post(f"{to_stage(stage, 'library')}?modality={modality}", {"chosen": [entry.id]})
    copies = stage.questions.filter(removed_at=None, current__text=question.current.text)
    assert copies.count() == 2
    assert {each.current.expects.get("type") for each in copies} == {expects.get("type")}
