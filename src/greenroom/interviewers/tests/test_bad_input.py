"""What people send that cannot be taken as it is: each is told beside its field, and nothing typed is lost."""

from __future__ import annotations

import io
from html import unescape

import pypdfium2
import pytest
from annotated_types import Ge, Le, MaxLen
from django.core.files.uploadedfile import SimpleUploadedFile

from greenroom.candidates.tests.walking import Walk, make_interviewer
from greenroom.conversations.models import Turn
from greenroom.core.money import UNIT
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers import registry
from greenroom.interviewers.actions import drafting, workflow
from greenroom.interviewers.models import Interviewer, Question, Stage
from greenroom.interviewers.tests.conftest import JOB
from greenroom.interviewers.tests.test_stage_page import address, typed
from greenroom.interviewers.web.config_form import _fields
from greenroom.media.models import StoredFile

pytestmark = pytest.mark.django_db
NEW = "/interviewers/new/"
KEPT = "Ask about shifts"
ARABIC = """قائد فريق المستودع

تبحث شركة نورثفيلد للتخزين عن قائد فريق للوردية المسائية في دبي.

المهام
- تخطيط وردية اثني عشر عاملًا
- الحفاظ على سلامة رصيف التحميل وفحص الرافعات الشوكية

المتطلبات
- خبرة سنتين على الأقل في العمل بالمستودعات
- رخصة قيادة رافعة شوكية سارية المفعول
- خبرة في قيادة فريق
"""
POLISH = """Kierownik magazynu

Szukamy kierownika zmiany popołudniowej w naszym magazynie w Łodzi.

Obowiązki
- Planowanie pracy dwunastu magazynierów
- Dbanie o bezpieczeństwo na rampie załadunkowej

Wymagania
- Co najmniej dwa lata doświadczenia w pracy w magazynie
- Ważne uprawnienia na wózki widłowe
- Doświadczenie w kierowaniu zespołem
"""


def blank_pdf() -> bytes:
    """A page without a word, as a scanner makes it."""
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(out)
    document.close()
    return out.getvalue()


def locked_pdf() -> bytes:
    keys = b"/O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b">"
    lock = b"trailer\r\n<< /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 " + keys + b" >> "
    return blank_pdf().replace(b"trailer\r\n<<", lock)


MEGABYTE = "Plan the shift of twelve pickers.\n" * 29_000


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("long.txt", MEGABYTE.encode(), "at most 100,000"),
        ("locked.pdf", locked_pdf(), "protected by a password"),
        ("scan.pdf", blank_pdf(), "holds no text, only pictures of it"),
    ],
    ids=["1 MB", "encrypted", "scanned"],
)
def test_a_file_that_gives_no_job_description_says_why_beside_it(recruiter, name, content, said):
    answer = recruiter.post(NEW, {"file": SimpleUploadedFile(name, content), "instructions": KEPT})
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors["file"])
    assert KEPT in answer.content.decode()
    assert not Interviewer.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_megabyte_that_was_pasted_is_told_beside_it_and_comes_back_whole(recruiter):
    answer = recruiter.post(NEW, {"job_description": MEGABYTE, "instructions": KEPT})
    assert answer.status_code == 422
    assert "at most 100,000" in " ".join(answer.context["form"].errors["job_description"])
    page = answer.content.decode()
    assert KEPT in page
    assert page.count("Plan the shift of twelve pickers.") == 29_000
    assert not Interviewer.objects.exists()


@pytest.mark.parametrize("words", [MEGABYTE, "Nurse"], ids=["1 MB", "too short"])
def test_what_saves_itself_answers_in_the_same_words(recruiter, words):
    saved = recruiter.post(NEW, {"job_description": words}, headers={"X-Autosave": "1"})
    assert saved.status_code == (422 if words is MEGABYTE else 204)
    assert Interviewer.objects.count() == (0 if words is MEGABYTE else 1)


def test_a_job_description_from_right_to_left_is_planned_in_its_language(in_workspace, recruiter):
    made = drafting.create(job_description=ARABIC, by=in_workspace.colleague)
    run_due_jobs()
    made.refresh_from_db()
    assert (made.planning, made.language) == ("done", "ar")
    assert len(made.requirements) >= 3
    for requirement in made.requirements:
        quote = requirement["quote"]
        assert quote["text"]
        assert made.job_description[quote["start"] : quote["end"]] == quote["text"]
    asked = Question.objects.filter(stage__interviewer=made, stage__kind="web_interview")
    texts = list(asked.values_list("current__text", flat=True))
    assert texts
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in text) for text in texts)
    page = recruiter.get(f"/interviewers/{made.slug}/plan/").content.decode()
    assert "رخصة قيادة رافعة شوكية" in page
    assert 'dir="auto"' in page


def test_a_language_that_is_not_spoken_is_said(in_workspace, recruiter):
    made = drafting.create(job_description=POLISH, by=in_workspace.colleague)
    run_due_jobs()
    made.refresh_from_db()
    assert (made.planning, made.language) == ("done", "en")
    assert any("Polish" in note for note in made.notes)
    assert "Polish" in recruiter.get(f"/interviewers/{made.slug}/plan/").content.decode()
    for requirement in made.requirements:
        quote = requirement["quote"]
        assert made.job_description[quote["start"] : quote["end"]] == quote["text"]


def test_a_budget_below_what_is_spent_is_told_beside_it_and_stays_typed(active, recruiter):
    Interviewer.objects.filter(id=active.id).update(spent=241 * UNIT, budget=250 * UNIT)
    answer = recruiter.post(f"/interviewers/{active.slug}/budget/", {"budget": "100"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "$241.00 is spent already" in page.split('id="id_budget_error"')[1].split("</p>")[0]
    assert 'value="100"' in page
    assert Interviewer.objects.get(id=active.id).budget == 250 * UNIT


def test_who_is_answering_a_question_keeps_it_when_it_is_removed(in_workspace, recruiter):
    interviewer = make_interviewer(in_workspace.workspace)
    walk = Walk(interviewer).enter().send_resume()
    assert "How do you stay safe on a rope?" in walk.get("interview/").content.decode()
    first = Question.objects.get(current__text="How do you stay safe on a rope?")
    told = recruiter.post(f"/interviewers/{interviewer.slug}/questions/{first.id}/remove/", follow=True)
    assert "1 candidate is in the middle of it and keeps it." in told.content.decode()
    assert "How do you stay safe on a rope?" in walk.get("interview/").content.decode()
    said = walk.post("interview/turn/", {"answer": "I check the harness.", "key": "one"})
    assert said.status_code == 302
    kept = Turn.objects.get(speaker="candidate")
    assert (kept.text, kept.question) == ("I check the harness.", first.current)
    late = Walk(interviewer).enter(email="late@example.org").send_resume()
    page = late.get("interview/").content.decode()
    assert "How do you stay safe on a rope?" not in page
    assert "What do you do in wind?" in page


def out_of_bounds(kind: str) -> list[tuple[str, str]]:
    """Every field of a kind that has a limit, with what lies beyond it."""
    found = []
    for name, info in _fields(registry.get(kind).config):
        for limit in info.metadata:
            if isinstance(limit, Ge):
                found.append((name, str(limit.ge - 1)))
            if isinstance(limit, Le):
                found.append((name, str(limit.le + 1)))
            if isinstance(limit, MaxLen):
                found.append((name, "x" * (limit.max_length + 1)))
    return found


@pytest.mark.endures
@pytest.mark.parametrize("kind", ["conversational_sms", "web_interview", "scenario", "resume", "form"])
def test_each_setting_beyond_its_limits_is_told_beside_it_and_nothing_is_saved(
    two, recruiter, in_workspace, kind
):
    stage = Stage.objects.filter(interviewer=two, kind=kind, removed_at=None).first() or workflow.add(
        two, kind=kind, by=in_workspace.owner
    )
    wrong, before = out_of_bounds(kind), stage.config
    assert wrong
    for name, value in wrong:
        other = "company_overview" if name != "company_overview" else "job_overview"
        answer = recruiter.post(
            address(stage), typed(stage, **{name: value, other: "Kept words", "weight": "2"})
        )
        page = unescape(answer.content.decode())
        assert answer.status_code == 422, name
        assert page.count(f'id="config_{name}_error"') == 1, name
        assert page.count(' is-invalid"') == 1, name
        assert value in page
        assert "Kept words" in page
        assert 'name="weight" value="2"' in page
        stage.refresh_from_db()
        assert (stage.revision, stage.config, stage.weight) == (0, before, 1), name


def test_a_draft_that_has_no_stages_yet_is_copied_as_its_notes(in_workspace, recruiter):
    noted = drafting.begin(drafting.Notes(job_description=JOB, instructions=KEPT), by=in_workspace.owner)
    answer = recruiter.post(f"/interviewers/{noted.slug}/duplicate/")
    copy = Interviewer.objects.exclude(id=noted.id).get()
    assert answer["Location"] == f"/interviewers/{copy.slug}/settings/"
    assert (copy.title, copy.planning) == ("Warehouse Team Lead (copy)", "noted")
    assert (copy.job_description, copy.instructions) == (noted.job_description, KEPT)
    assert copy.slug != noted.slug


def test_a_draft_that_has_no_stages_yet_is_not_kept_as_a_template_and_says_so(in_workspace, recruiter):
    noted = drafting.begin(drafting.Notes(job_description=JOB), by=in_workspace.owner)
    answer = recruiter.post(f"/interviewers/{noted.slug}/template/", {"name": "Depot", "description": "Kept"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "it has no stages" in page
    assert 'value="Depot"' in page
