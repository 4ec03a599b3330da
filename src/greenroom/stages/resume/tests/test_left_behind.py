"""What an upload leaves that was killed, sent twice or replaced: one resume, and nothing else after a day."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from greenroom.accounts.models import Workspace
from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.test_at_once import at_once, the_same_browser
from greenroom.candidates.tests.walking import RESUME, Walk
from greenroom.core import clock, scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import Evidence
from greenroom.media.actions import files, sweeping
from greenroom.media.jobs import sweep_files
from greenroom.media.models import Resume, StoredFile
from greenroom.stages.resume.actions import resumes

OTHER = "Dana Other\ndana@example.org\n"


class Killed(BaseException):
    pass


def die(*_given: object, **_more: object) -> None:
    raise Killed


def send(walk: Walk, text: str = RESUME):
    return walk.post("resume/", {"file": SimpleUploadedFile("resume.txt", text.encode())})


def bytes_kept() -> int:
    return sum(path.is_file() for path in Path(default_storage.location).rglob("*"))


def kept() -> tuple[int, int, int]:
    """Resumes, files, and what lies in the store."""
    return Resume.objects.count(), StoredFile.objects.count(), bytes_kept()


def swept(after: timedelta = timedelta(days=1, minutes=1)) -> tuple[int, int, int]:
    """What is kept when the sweep has run, as the product runs it, so much later."""
    with time_machine.travel(clock.now() + after), scope.everything("as the job runs"):
        sweep_files()
    return kept()


@pytest.fixture
def inside(walk: Walk) -> Walk:
    return walk.enter()


@pytest.mark.parametrize(("step", "left"), [("_keep", (0, 1, 1)), ("read", (1, 1, 1))])
def test_an_upload_that_was_killed_and_sent_again_leaves_one_resume(inside, monkeypatch, step, left):
    inside.get("resume/")
    attempt, content = Attempt.objects.get(), io.BytesIO(RESUME.encode())
    with monkeypatch.context() as broken:
        broken.setattr(resumes, step, die)
        with pytest.raises(Killed):
            resumes.take_file(attempt=attempt, content=content, name="resume.txt")
    assert kept() == left
    assert send(inside).status_code == 302
    assert "Is this right?" in inside.get("resume/").content.decode()
    assert swept() == (1, 1, 1)
    resume = Attempt.objects.get().resume
    assert resume.engine
    with files.open_stored(resume.file) as stored:
        assert stored.read() == RESUME.encode()


def test_the_same_bytes_again_are_the_same_resume(inside):
    send(inside)
    first = Attempt.objects.get().resume_id
    send(inside)
    assert Attempt.objects.get().resume_id == first
    assert kept() == (1, 1, 1)


def test_the_same_words_typed_again_are_the_same_resume(inside):
    for _ in range(2):
        inside.post("resume/", {"text": RESUME})
    assert kept() == (1, 0, 0)


def test_words_and_a_file_that_holds_them_are_two_resumes(inside):
    inside.post("resume/", {"text": RESUME.strip()})
    typed = Attempt.objects.get().resume_id
    send(inside, RESUME.strip())
    uploaded = Attempt.objects.get().resume
    assert uploaded.id != typed
    assert uploaded.file is not None


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_four_times_at_once_are_one_resume(inside):
    inside.get("resume/")
    clicks = the_same_browser(inside, 4)
    answers = at_once(inside, [lambda click=click: send(click).status_code for click in clicks])
    assert answers == [302] * 4
    assert Resume.objects.count() == 1
    assert swept() == (1, 1, 1)


def test_a_resume_that_was_replaced_stays_a_day_and_then_goes_with_its_bytes(inside):
    send(inside, OTHER)
    send(inside)
    assert swept(timedelta(hours=23)) == (2, 2, 2)
    assert swept() == (1, 1, 1)
    assert "Dana" not in Resume.objects.get().text


def test_more_left_behind_than_one_batch_goes_at_once(inside, monkeypatch):
    monkeypatch.setattr(sweeping, "BATCH", 2)
    for n in range(5):
        send(inside, f"{OTHER}{n}")
    assert swept() == (1, 1, 1)


def test_whatever_any_room_refers_to_stays(inside):
    send(inside, f"{RESUME}\nHas worked at heights as a window cleaner, 2019 to 2024\n")
    inside.post("resume/", {"do": "confirm", "name": "Casey Sample"})
    run_due_jobs()
    held = Attempt.objects.get().resume
    job = files.store(workspace_id=held.workspace_id, content=io.BytesIO(b"A job."), name="job.txt")
    inside.interviewer.job_file = job
    inside.interviewer.save()
    assert Evidence.objects.filter(resume=held).exists()
    assert swept(timedelta(days=400)) == (1, 2, 2)
    Attempt.objects.update(resume=None)
    assert swept(timedelta(days=400)) == (1, 2, 2)


def test_what_is_left_behind_in_any_workspace_goes(inside):
    other = Workspace.objects.exclude(id=inside.interviewer.workspace_id).first()
    assert other is not None
    with scope.scoped(other.id):
        files.store(workspace_id=other.id, content=io.BytesIO(b"left behind"), name="left.txt")
    assert bytes_kept() == 1
    assert swept() == (0, 0, 0)
