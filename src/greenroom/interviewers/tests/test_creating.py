"""From a job description, pasted or in a file, to a draft."""

from __future__ import annotations

import io

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import Refused
from greenroom.core.http.uploads import BoundedUpload
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.actions import drafting
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import blueprints, interviewers
from greenroom.interviewers.tests.conftest import JOB
from greenroom.media.models import StoredFile

pytestmark = pytest.mark.django_db


def as_docx(text: str) -> bytes:
    document, whole = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(whole)
    return whole.getvalue()


def post_new(client, **fields):
    return client.post("/interviewers/new/", fields)


def test_a_pasted_job_description_becomes_a_draft_with_a_plan_to_come(in_workspace, sign_in):
    response = post_new(sign_in(in_workspace.colleague), job_description=JOB, instructions="Ask about shifts")
    made = Interviewer.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/interviewers/{made.slug}/plan/"
    assert (made.status, made.planning, made.title) == ("draft", "waiting", "Warehouse Team Lead")
    assert made.job_description == JOB.strip()
    assert made.instructions == "Ask about shifts"
    assert made.slug[3] == "-"
    assert made.slug.endswith("warehouse-team-lead")
    assert run_due_jobs() == ["interviewers.plan"]


def test_line_ends_of_a_browser_do_not_move_the_quotes(in_workspace, sign_in):
    post_new(sign_in(in_workspace.colleague), job_description=JOB.replace("\n", "\r\n"))
    run_due_jobs()
    made = Interviewer.objects.get()
    assert made.requirements
    for requirement in made.requirements:
        quote = requirement["quote"]
        assert made.job_description[quote["start"] : quote["end"]] == quote["text"]


def test_a_docx_is_read_and_kept(in_workspace, sign_in):
    file = SimpleUploadedFile("Team lead.docx", as_docx(JOB))
    response = post_new(sign_in(in_workspace.colleague), file=file)
    assert response.status_code == 302
    made = Interviewer.objects.get()
    assert "A valid forklift licence" in made.job_description
    assert made.job_file.name == "Team lead.docx"
    assert made.job_file.media_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.pdf", b"", "The file is empty"),
        ("setup.pdf", b"MZ\x90\x00" + bytes(range(256)) * 40, "This is a program"),
        ("noise.pdf", bytes(range(256)) * 40, "cannot read this kind of file"),
        ("photo.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "This is a picture"),
        ("broken.pdf", b"%PDF-1.7\n" + b"nothing of a document", "damaged"),
        ("short.txt", b"Nurse", "too short"),
        ("long.txt", b"word " * 21_000, "at most 100,000"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_beside_its_field(in_workspace, sign_in, name, content, said):
    response = post_new(
        sign_in(in_workspace.colleague), file=SimpleUploadedFile(name, content), instructions="Keep it kind"
    )
    assert response.status_code == 422
    assert said in " ".join(response.context["form"].errors["file"])
    assert "Keep it kind" in response.content.decode()
    assert not Interviewer.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste a job description"),
        ("  \n ", "Paste a job description"),
        ("Nurse", "too short"),
        ("word " * 20_001, "at most 100,000"),
    ],
)
def test_a_text_that_cannot_be_planned_from_is_refused_beside_its_field(in_workspace, sign_in, text, said):
    response = post_new(sign_in(in_workspace.colleague), job_description=text, instructions="Keep it kind")
    assert response.status_code == 422
    assert said in " ".join(response.context["form"].errors["job_description"])
    assert "Keep it kind" in response.content.decode()
    assert not Interviewer.objects.exists()


def test_a_hundred_thousand_characters_are_not_too_many(in_workspace):
    text = (JOB + "\n" + "Further remarks on the site and its history. " * 3_000)[:100_000].strip()
    assert drafting.create(job_description=text, by=in_workspace.owner).job_description == text


def test_text_and_file_at_once_ask_which_and_keep_the_text(in_workspace, sign_in):
    file = SimpleUploadedFile("job.txt", JOB.encode())
    response = post_new(sign_in(in_workspace.colleague), job_description="My own words " * 5, file=file)
    assert response.status_code == 422
    assert "Keep one of the two" in " ".join(response.context["form"].errors["file"])
    assert "My own words" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_the_pasted_text_is_written_back_as_text(in_workspace, sign_in):
    hostile = "</textarea><script>alert(1)</script>"
    response = post_new(sign_in(in_workspace.colleague), job_description=hostile)
    assert response.status_code == 422
    assert "<script>alert(1)" not in response.content.decode()
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)" in response.content.decode()


def test_instructions_that_are_too_long_are_refused(in_workspace):
    with pytest.raises(Refused) as refused:
        drafting.create(job_description=JOB, instructions="x" * 4_001, by=in_workspace.owner)
    assert refused.value.field == "instructions"


def test_a_viewer_cannot_create(in_workspace, sign_in):
    before = StoredEvent.objects.count()
    with pytest.raises(Forbidden):
        drafting.create(job_description=JOB, by=in_workspace.viewer)
    with pytest.raises(Forbidden):
        drafting.create_from_file(content=io.BytesIO(JOB.encode()), name="a.txt", by=in_workspace.viewer)
    client = sign_in(in_workspace.viewer)
    assert client.get("/interviewers/new/").status_code == 403
    assert post_new(client, job_description=JOB).status_code == 403
    assert not Interviewer.objects.exists()
    assert not StoredFile.objects.exists()
    assert StoredEvent.objects.count() == before


def test_nobody_creates_in_a_workspace_that_is_not_in_scope(in_workspace):
    with pytest.raises(Forbidden):
        drafting.create(job_description=JOB, by=in_workspace.stranger)
    assert not Interviewer.objects.exists()


def test_two_roles_of_one_title_have_two_addresses(in_workspace):
    slugs = {drafting.create(job_description=JOB, by=in_workspace.owner).slug for _ in range(20)}
    assert len(slugs) == 20


def test_the_job_file_is_handed_out_to_be_kept_and_never_shown(in_workspace, sign_in):
    page = JOB + "<script>alert(1)</script>"
    client = sign_in(in_workspace.colleague)
    post_new(client, file=SimpleUploadedFile('job".html', page.encode()))
    made = Interviewer.objects.get()
    response = client.get(f"/interviewers/{made.slug}/job-description/")
    assert b"".join(response.streaming_content).decode() == page
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/octet-stream"
    assert "sandbox" in response["Content-Security-Policy"]


class FullDisk(FileSystemStorage):
    """A store on a device that really is full."""

    def _save(self, name: str, content) -> str:  # noqa: ARG002  (a storage's signature)
        with open("/dev/full", "wb", buffering=0) as full:  # noqa: PTH123  (a device, not a path of ours)
            full.write(b"x")
        return name


def test_a_full_disk_is_said_beside_the_file_and_loses_nothing_typed(in_workspace, sign_in, monkeypatch):
    monkeypatch.setattr(default_storage, "_wrapped", FullDisk())
    file = SimpleUploadedFile("job.txt", JOB.encode())
    response = post_new(sign_in(in_workspace.colleague), file=file, instructions="Keep it kind")
    assert response.status_code == 422
    assert "disk is full" in " ".join(response.context["form"].errors["file"])
    assert "Keep it kind" in response.content.decode()
    assert not Interviewer.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_said_beside_the_file_and_the_rest_stays(in_workspace, sign_in, settings):
    settings.UPLOAD_LIMIT = 1_000_000
    file = SimpleUploadedFile("job.txt", b"x" * 1_000_001)
    response = post_new(sign_in(in_workspace.colleague), file=file, instructions="Ask about shifts")
    page = response.content.decode()
    assert response.status_code == 422
    assert "larger than 1 MB" in page.split('id="id_file_error"')[1].split("</p>")[0]
    assert 'id="id_job_description_error"' not in page
    assert "Ask about shifts" in page
    assert not Interviewer.objects.exists()
    assert not StoredFile.objects.exists()


def test_no_more_of_an_upload_is_kept_than_is_allowed(in_workspace, sign_in, settings, tmp_path, monkeypatch):
    settings.UPLOAD_LIMIT, settings.FILE_UPLOAD_TEMP_DIR = 300_000, str(tmp_path)
    seen: list[int] = []
    take = BoundedUpload.receive_data_chunk

    def watched(self: BoundedUpload, raw_data: bytes, start: int) -> None:
        seen.append(sum(path.stat().st_size for path in tmp_path.iterdir()))
        take(self, raw_data, start)

    monkeypatch.setattr(BoundedUpload, "receive_data_chunk", watched)
    response = post_new(sign_in(in_workspace.colleague), file=SimpleUploadedFile("job.txt", b"x" * 5_000_000))
    assert response.status_code == 422
    assert seen
    assert max(seen) <= settings.UPLOAD_LIMIT
    assert list(tmp_path.iterdir()) == []


def test_an_upload_without_the_forms_token_is_refused(in_workspace, sign_in):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sign_in(in_workspace.colleague).cookies
    assert post_new(strict, job_description=JOB).status_code == 403
    assert not Interviewer.objects.exists()
    token = strict.get("/interviewers/new/").content.decode()
    token = token.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert post_new(strict, job_description=JOB, csrfmiddlewaretoken=token).status_code == 302
    assert Interviewer.objects.count() == 1


def test_no_job_file_is_not_found(draft, in_workspace, sign_in):
    address = f"/interviewers/{draft.slug}/job-description/"
    assert sign_in(in_workspace.colleague).get(address).status_code == 404


def saves_itself(client, where="/interviewers/new/", **given):
    """What the page sends after a rest."""
    return client.post(where, given, headers={"X-Autosave": "1"})


def test_the_first_words_make_a_draft_and_the_next_ones_go_into_it(in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    first = saves_itself(
        client, job_description="Warehouse Team Lead\nNorthfield", instructions="4 questions"
    )
    assert first.status_code == 204
    draft = Interviewer.objects.get()
    assert (draft.title, draft.planning) == ("Warehouse Team Lead", "noted")
    assert first["X-Saved-At"] == f"/interviewers/{draft.slug}/plan/draft/"
    assert saves_itself(client, first["X-Saved-At"], job_description=JOB).status_code == 204
    kept = Interviewer.objects.get()
    assert kept.job_description == JOB.strip()
    assert run_due_jobs() == []
    assert client.get(first["X-Shown-At"]).context["form"]["job_description"].value() == JOB.strip()


def test_a_draft_is_planned_from_where_it_was_left(in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    where = saves_itself(client, job_description="Half of it")["X-Saved-At"]
    answer = client.post(where, {"job_description": JOB})
    made = Interviewer.objects.get()
    assert answer["Location"] == f"/interviewers/{made.slug}/plan/"
    run_due_jobs()
    made.refresh_from_db()
    assert made.planning == "done"
    assert made.slug.endswith("warehouse-team-lead")


def test_what_is_wrong_with_a_draft_is_said_beside_it_and_the_draft_stays(in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    where = saves_itself(client, job_description="Half of it")["X-Saved-At"]
    answer = client.post(where, {"job_description": "Nurse", "instructions": "Keep it kind"})
    assert answer.status_code == 422
    assert "too short" in " ".join(answer.context["form"].errors["job_description"])
    assert "Keep it kind" in answer.content.decode()
    assert Interviewer.objects.get().job_description == "Half of it"


def test_a_plan_that_is_made_takes_no_more_notes(in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    where = saves_itself(client, job_description=JOB)["X-Saved-At"]
    client.post(where, {"job_description": JOB})
    assert saves_itself(client, where, job_description="Other words").status_code == 422
    assert Interviewer.objects.get().job_description == JOB.strip()


def test_a_copy_is_the_same_in_everything_but_its_link(in_workspace, sign_in):
    original = drafting.create(job_description=JOB, by=in_workspace.colleague)
    run_due_jobs()
    original.refresh_from_db()
    answer = sign_in(in_workspace.colleague).post(f"/interviewers/{original.slug}/duplicate/")
    copy = Interviewer.objects.exclude(id=original.id).get()
    assert answer["Location"] == f"/interviewers/{copy.slug}/settings/"
    assert copy.title == f"{original.title} (copy)"
    assert copy.slug != original.slug
    one, other = (
        blueprints.read(interviewers.get_for(in_workspace.colleague, each.slug)) for each in (original, copy)
    )
    assert other == one.model_copy(update={"title": copy.title})


def test_a_copy_of_a_draft_that_is_still_being_written_goes_on_being_written(in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    where = saves_itself(client, job_description="Half of it", instructions="4 questions")["X-Shown-At"]
    client.post(where.replace("/plan/", "/duplicate/"))
    first, copy = Interviewer.objects.order_by("created_at")
    assert (copy.planning, copy.job_description, copy.instructions) == ("noted", "Half of it", "4 questions")
    assert copy.slug != first.slug
