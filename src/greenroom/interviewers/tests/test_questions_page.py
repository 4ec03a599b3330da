"""Questions & Scoring: reading, changing with and without script, and two tabs."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.interviewers.actions import drafting, questions
from greenroom.interviewers.models import Interviewer, Question, Stage
from greenroom.interviewers.rules.wording import Wording
from greenroom.interviewers.tests.conftest import JOB

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


def page_of(interviewer) -> str:
    return f"/interviewers/{interviewer.slug}/questions/"


def asked(interviewer, kind: str = "web_interview") -> list[Question]:
    rows = Question.objects.filter(stage__interviewer=interviewer, stage__kind=kind, removed_at=None)
    return list(rows.select_related("current", "stage").order_by("position", "id"))


def address(question: Question, act: str = "") -> str:
    return f"/interviewers/{question.stage.interviewer.slug}/questions/{question.id}/{act}"


def typed(question: Question, **changes: object) -> dict[str, object]:
    now = question.current
    return {
        "text": now.text,
        "topic": now.topic,
        "anchor_1": now.anchors["1"],
        "anchor_5": now.anchors["5"],
        "key_points": "\n".join(now.key_points),
        "weight": now.weight,
        "min_follow_ups": now.min_follow_ups,
        "max_follow_ups": now.max_follow_ups,
        "seen": now.number,
        **changes,
    }


def test_statements_do_not_grow_with_the_questions(planned, in_workspace, sign_in):
    client, found = sign_in(in_workspace.colleague), []
    for _round in range(2):
        with CaptureQueriesContext(connection) as ran:
            assert client.get(page_of(planned)).status_code == 200
        found.append(len(ran))
        stage = Stage.objects.get(interviewer=planned, kind="web_interview")
        for number in range(10):
            questions.add(stage, wording=Wording(f"Question {number}?", "open"), by=in_workspace.owner)
    assert found[0] == found[1]
    assert found[0] <= 12


def test_a_viewer_reads_and_is_offered_nothing_to_change(planned, in_workspace, sign_in):
    question = asked(planned)[0]
    client = sign_in(in_workspace.viewer)
    page = client.get(f"{page_of(planned)}?edit={question.id}").content.decode()
    for forbidden in ("/remove/", "?edit=", "?add=", "/activate/", "<textarea"):
        assert forbidden not in page
    assert client.post(address(question), typed(question, text="Mine?")).status_code == 403
    for act in ("move/", "remove/", "restore/"):
        assert client.post(address(question, act)).status_code == 403
    assert client.post(f"/interviewers/{planned.slug}/activate/").status_code == 403
    question.refresh_from_db()
    assert (question.current.number, question.removed_at) == (1, None)
    assert Interviewer.objects.get(id=planned.id).status == "draft"


def test_a_question_is_edited_without_script(planned, in_workspace, sign_in):
    question, client = asked(planned)[0], sign_in(in_workspace.colleague)
    page = client.get(f"{page_of(planned)}?edit={question.id}").content.decode()
    assert f'action="{address(question)}"' in page
    response = client.post(
        address(question), typed(question, text="How was it?", weight="2.5", key_points="one\n\n two \n")
    )
    assert response.status_code == 302
    assert response["Location"] == f"{page_of(planned)}?show={question.id}#question-{question.id}"
    question.refresh_from_db()
    now = question.current
    assert (now.text, now.weight, now.key_points, now.number) == ("How was it?", 2.5, ["one", "two"], 2)
    assert now.written_by == in_workspace.colleague


def test_a_wrong_word_stays_beside_its_error_with_everything_else(planned, in_workspace, sign_in):
    question, client = asked(planned)[0], sign_in(in_workspace.colleague)
    given = typed(question, text="Is this kept?", weight="7", topic="Kept topic")
    for headers in ({}, SCRIPT):
        response = client.post(address(question), given, headers=headers)
        page = response.content.decode()
        assert response.status_code == 422
        assert "A weight is between 0 and 5." in page
        assert "Is this kept?" in page
        assert "Kept topic" in page
        assert ("<html" in page) == (not headers)
    question.refresh_from_db()
    assert question.current.number == 1


def test_text_in_the_place_of_a_number_is_an_error_beside_the_field(planned, in_workspace, sign_in):
    question, client = asked(planned)[0], sign_in(in_workspace.colleague)
    for field in ("weight", "max_follow_ups", "seen"):
        response = client.post(address(question), typed(question, **{field: "many"}), headers=SCRIPT)
        assert response.status_code == 422
    question.refresh_from_db()
    assert question.current.number == 1


def test_the_second_tab_sees_both_texts_and_may_then_save_its_own(active, in_workspace, sign_in):
    question = asked(active)[0]
    mine = typed(question, text="Second tab asks?")
    questions.revise(question, wording=Wording("First tab asks?", "open"), seen=1, by=in_workspace.owner)
    client = sign_in(in_workspace.colleague)
    response = client.post(address(question), mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Somebody changed this" in page
    assert "First tab asks?" in page
    assert "Second tab asks?" in page
    assert 'name="seen" value="2"' in page
    question.refresh_from_db()
    assert question.current.text == "First tab asks?"
    assert client.post(address(question), {**mine, "seen": 2}).status_code == 302
    question.refresh_from_db()
    assert (question.current.text, question.current.number) == ("Second tab asks?", 3)


def test_a_double_click_writes_one_version(planned, in_workspace, sign_in):
    question, client = asked(planned)[0], sign_in(in_workspace.colleague)
    given = typed(question, text="Once only?")
    assert [client.post(address(question), given).status_code for _click in range(2)] == [302, 302]
    assert question.versions.count() == 2


def test_scores_between_the_anchors_survive_an_edit(planned, in_workspace, sign_in):
    question = asked(planned)[0]
    question.current.anchors = {"1": "a", "3": "the middle", "5": "b"}
    question.current.save()
    sign_in(in_workspace.colleague).post(address(question), typed(question, text="Again?"))
    question.refresh_from_db()
    assert question.current.anchors == {"1": "a", "3": "the middle", "5": "b"}


def test_criteria_and_qualifications_are_edited_by_their_own_words(planned, in_workspace, sign_in):
    rows = asked(planned, "resume")
    client = sign_in(in_workspace.colleague)
    qualification = next(each for each in rows if each.current.modality == "qualification")
    client.post(address(qualification), {"text": "Holds a licence", "seen": 1, "weight": 4})
    qualification.refresh_from_db()
    assert (qualification.current.text, qualification.current.weight) == ("Holds a licence", 0)
    criterion = next(each for each in rows if each.current.modality == "criterion")
    client.post(
        address(criterion),
        {"text": "Led teams", "anchor_1": "never", "anchor_5": "often", "weight": 3, "seen": 1},
    )
    criterion.refresh_from_db()
    assert criterion.current.anchors == {"1": "never", "5": "often"}
    assert criterion.current.weight == 3


def test_a_question_is_added_without_script_and_with(planned, in_workspace, sign_in):
    stage = Stage.objects.get(interviewer=planned, kind="web_interview")
    client, before = sign_in(in_workspace.colleague), len(asked(planned))
    key, where = f"{stage.id}-open", f"/interviewers/{planned.slug}/stages/{stage.id}/questions/"
    assert where in client.get(f"{page_of(planned)}?add={key}").content.decode()
    response = client.post(where, {"modality": "open", "text": "What else?", "weight": 1})
    made = asked(planned)[-1]
    assert response["Location"] == f"{page_of(planned)}?show={made.id}#question-{made.id}"
    response = client.post(where, {"modality": "open", "text": "And then?"}, headers=SCRIPT)
    assert response["HX-Retarget"] == f"#stage-{stage.id}"
    assert "And then?" in response.content.decode()
    refused = client.post(where, {"modality": "open", "text": "", "topic": "kept"}, headers=SCRIPT)
    assert refused.status_code == 422
    assert "kept" in refused.content.decode()
    assert len(asked(planned)) == before + 2


def test_a_stage_takes_only_its_own_modalities(planned, in_workspace, sign_in):
    stage = Stage.objects.get(interviewer=planned, kind="resume")
    where = f"/interviewers/{planned.slug}/stages/{stage.id}/questions/"
    client, before = sign_in(in_workspace.colleague), len(asked(planned, "resume"))
    for modality in ("open", "", "nonsense"):
        assert client.post(where, {"modality": modality, "text": "Why?"}).status_code == 404
    assert len(asked(planned, "resume")) == before


def test_removal_is_undone_without_script(planned, in_workspace, sign_in):
    question, client = asked(planned)[1], sign_in(in_workspace.colleague)
    order = [each.id for each in asked(planned)]
    response = client.post(address(question, "remove/"))
    assert f"removed={question.id}" in response["Location"]
    page = client.get(response["Location"].split("#")[0]).content.decode()
    assert address(question, "restore/") in page
    assert len(asked(planned)) == len(order) - 1
    client.post(address(question, "restore/"))
    assert [each.id for each in asked(planned)] == order


def test_removal_by_script_leaves_open_forms_alone_and_offers_ten_seconds(planned, in_workspace, sign_in):
    first, second, *_others = asked(planned)
    response = sign_in(in_workspace.colleague).post(address(first, "remove/"), headers=SCRIPT)
    text = response.content.decode()
    assert response["HX-Retarget"] == f"#stage-{first.stage_id}"
    assert address(first, "restore/") in text
    assert 'hx-swap-oob="beforeend:#toasts"' in text
    assert f'id="question-{second.id}" hx-preserve' in text
    assert f'<span class="no" id="no-{second.id}" hx-swap-oob="true">1</span>' in text
    assert f'id="question-{first.id}"' not in text


def test_the_last_question_of_a_live_interview_stays_and_says_why(active, in_workspace, sign_in):
    last, *others = asked(active)
    for question in others:
        questions.remove(question, by=in_workspace.owner)
    client = sign_in(in_workspace.colleague)
    assert "at least one question" in client.post(address(last, "remove/"), headers=SCRIPT).content.decode()
    page = client.post(address(last, "remove/"), follow=True).content.decode()
    assert "at least one question" in page
    assert [each.id for each in asked(active)] == [last.id]


def test_questions_move_up_and_down_without_script(planned, in_workspace, sign_in):
    first, second, *others = (each.id for each in asked(planned))
    client = sign_in(in_workspace.colleague)
    client.post(address(asked(planned)[1], "move/"), {"to": "up"})
    assert [each.id for each in asked(planned)] == [second, first, *others]
    client.post(address(asked(planned)[0], "move/"), {"to": "up"})
    client.post(address(asked(planned)[0], "move/"), {"to": "down"}, headers=SCRIPT)
    assert [each.id for each in asked(planned)] == [first, second, *others]


def test_questions_of_one_interviewer_are_not_reached_through_another(planned, in_workspace, sign_in):
    other = drafting.create(job_description=JOB, by=in_workspace.owner)
    question = asked(planned)[0]
    client = sign_in(in_workspace.colleague)
    for act in ("", "move/", "remove/", "restore/"):
        assert client.post(f"/interviewers/{other.slug}/questions/{question.id}/{act}").status_code == 404
    assert client.get(page_of(planned), headers={"HX-Target": f"question-{UUID(int=1)}"}).status_code == 404
    assert client.get(page_of(planned), headers={"HX-Target": "question-x"}).status_code == 404
    question.refresh_from_db()
    assert (question.current.number, question.removed_at) == (1, None)


def test_a_fragment_of_a_question_opens_and_closes_its_form(planned, in_workspace, sign_in):
    question, client = asked(planned)[0], sign_in(in_workspace.colleague)
    headers = {**SCRIPT, "HX-Target": f"question-{question.id}"}
    form = client.get(f"{page_of(planned)}?edit={question.id}", headers=headers).content.decode()
    assert "<textarea" in form
    assert "<html" not in form
    assert "hx-preserve" not in form
    closed = client.get(f"{page_of(planned)}?show={question.id}", headers=headers).content.decode()
    assert "<textarea" not in closed
    assert f'id="question-{question.id}" open' in closed


def test_hostile_words_are_shown_as_text(planned, in_workspace, sign_in):
    hostile = '"><script>alert(1)</script>'
    question = asked(planned)[0]
    client = sign_in(in_workspace.colleague)
    client.post(
        address(question), typed(question, text=hostile, topic=hostile, key_points=hostile, anchor_1=hostile)
    )
    Interviewer.objects.filter(id=planned.id).update(
        job_description=hostile, notes=[hostile], instructions=hostile
    )
    for query in ("", f"?edit={question.id}", f"?show={question.id}"):
        page = client.get(page_of(planned) + query).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


def dragged(stage: Stage) -> str:
    return f"/interviewers/{stage.interviewer.slug}/stages/{stage.id}/questions/order/"


@pytest.mark.parametrize("headers", [{}, SCRIPT], ids=["page", "script"])
def test_questions_are_dragged_among_those_of_their_modality(planned, recruiter, in_workspace, headers):
    stage = Stage.objects.get(interviewer=planned, kind="web_interview")
    shape = {"type": "yes_no"}
    questions.add(stage, wording=Wording("Structured?", "structured", expects=shape), by=in_workspace.owner)
    before = [each for each in asked(planned) if each.current.modality == "open"]
    others = [each.id for each in asked(planned) if each.current.modality != "open"]
    seen = ",".join(str(each.id) for each in before)
    wanted = [str(each.id) for each in [before[-1], *before[:-1]]]
    sent = {"modality": "open", "question": wanted, "seen": seen}
    assert recruiter.post(dragged(stage), sent, headers=headers).status_code == (200 if headers else 302)
    now = asked(planned)
    assert [str(each.id) for each in now if each.current.modality == "open"] == wanted
    assert [each.id for each in now if each.current.modality != "open"] == others


@pytest.mark.parametrize("headers", [{}, SCRIPT], ids=["page", "script"])
def test_the_later_of_two_tabs_that_drag_is_told_and_shown_the_list(
    planned, recruiter, in_workspace, headers
):
    stage = Stage.objects.get(interviewer=planned, kind="web_interview")
    had = [str(each.id) for each in asked(planned) if each.current.modality == "open"]
    questions.move(asked(planned)[0], steps=1, by=in_workspace.owner)
    now = [each.id for each in asked(planned)]
    sent = {"modality": "open", "question": had[::-1], "seen": ",".join(had)}
    response = recruiter.post(dragged(stage), sent, headers=headers, follow=not headers)
    assert response.status_code == (422 if headers else 200)
    assert "changed in another window" in response.content.decode()
    assert [each.id for each in asked(planned)] == now
    for nonsense in ({}, {"question": ["x"]}, {**sent, "seen": "", "question": had[:1]}):
        recruiter.post(dragged(stage), nonsense)
        assert [each.id for each in asked(planned)] == now


@pytest.mark.parametrize("headers", [{}, SCRIPT], ids=["page", "script"])
def test_who_removes_a_question_is_told_how_many_are_in_the_middle_of_it(
    active, recruiter, in_workspace, apply, headers
):
    question = asked(active)[0]
    for number, status in enumerate(("open", "open", "submitted"), 1):
        attempt = Attempt.objects.create(
            workspace_id=active.workspace_id,
            application=apply(active, number),
            stage=question.stage,
            status=status,
        )
        AttemptQuestion.objects.create(
            workspace_id=active.workspace_id, attempt=attempt, version=question.current, position=0
        )
    response = recruiter.post(address(question, "remove/"), headers=headers, follow=not headers)
    assert "2 candidates are in the middle of it and keep it." in response.content.decode()
    assert AttemptQuestion.objects.filter(version=question.current).count() == 3
    nobody = asked(active)[0]
    response = recruiter.post(address(nobody, "remove/"), headers=headers, follow=not headers)
    assert "in the middle" not in response.content.decode()


def test_the_second_tab_of_a_structured_question_sees_what_passes_now(planned, recruiter, in_workspace):
    stage = Stage.objects.get(interviewer=planned, kind="web_interview")
    first = Wording("Shift?", "structured", expects={"type": "choice", "options": ["A", "B"]})
    question = questions.add(stage, wording=first, by=in_workspace.owner)
    theirs = Wording(
        "Shift?", "structured", expects={"type": "choice", "options": ["A", "B"], "wanted": ["B"]}
    )
    questions.revise(question, wording=theirs, seen=1, by=in_workspace.owner)
    mine = {"text": "Which shift?", "type": "choice", "shown": "choice", "answer-options": "A\nC", "seen": 1}
    page = recruiter.post(address(question), mine, headers=SCRIPT).content.decode()
    assert "Somebody changed this" in page
    assert "<strong>Passes:</strong> B" in page
    assert "A\nC" in page
    assert recruiter.post(address(question), {**mine, "seen": 2}).status_code == 302
    question.refresh_from_db()
    assert question.current.expects["options"] == ["A", "C"]
