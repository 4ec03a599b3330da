"""Many reports and files in one ZIP: nothing twice, nothing lost, little held."""

from __future__ import annotations

import tracemalloc
import zipfile
from io import BytesIO

import pytest
import time_machine
from django.core import mail
from django.core.files.storage import default_storage

from greenroom.candidates.models import Attempt
from greenroom.compliance import registry
from greenroom.compliance.contract import Subject
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.models import Job
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions import reading
from greenroom.evaluation.tests import scene
from greenroom.media.actions.files import store
from greenroom.media.models import StoredFile
from greenroom.reports.actions import packaging
from greenroom.reports.formats import zip as zipped
from greenroom.reports.formats.zip import Entry
from greenroom.reports.models import Package, PackageItem
from greenroom.reports.queries import reports
from greenroom.reports.rules.options import Contents, Options


@pytest.fixture
def people(interviewer):
    found = [scene.evaluated(interviewer, name) for name in ("Casey Sample", "山田 太郎")]
    attempt = Attempt.objects.get(application=found[0], stage__kind="resume")
    attempt.resume.file = store(
        workspace_id=interviewer.workspace_id, content=BytesIO(b"As uploaded."), name="cv.txt"
    )
    attempt.resume.save()
    return found


def asked(interviewer, people, by, **contents) -> Package:
    wanted = Contents(**{"report": True, "resume": True, **contents})
    return packaging.ask(interviewer, [one.id for one in people], Options(), wanted, by=by)


def fetched(client, package) -> zipfile.ZipFile:
    response = client.get(f"/packages/{package.id}/download/")
    assert response["Content-Type"] == "application/zip"
    return zipfile.ZipFile(BytesIO(b"".join(response.streaming_content)))


def test_the_list_asks_for_files_and_a_mail_says_when_they_are_ready(
    interviewer, people, sign_in, in_workspace
) -> None:
    client = sign_in(in_workspace.viewer)
    url = "/interviewers/window-cleaner/candidates/files/"
    led = client.post(url, {"all_matching": "1", "matching": ""}, headers={"HX-Request": "true"})
    assert led["HX-Redirect"] == url
    assert "2 candidates" in client.get(url).content.decode()
    nothing = client.post(url, {"confirmed": "1", "style": "modern"})
    assert "at least one kind of file" in nothing.content.decode()
    wanted = {"style": "modern", "scores": "on", "pack_report": "on", "pack_resume": "on"}
    led = client.post(url, {"confirmed": "1", **wanted})
    package = Package.objects.get()
    assert led["Location"] == f"/packages/{package.id}/"
    assert "Reports are being made" in client.get(led["Location"]).content.decode()
    assert client.get(f"{led['Location']}download/").status_code == 302
    run_due_jobs()
    archive = fetched(client, package)
    assert archive.testzip() is None
    names = sorted(archive.namelist())
    assert sorted(name.split("/")[1] for name in names) == ["report.pdf", "report.pdf", "resume-cv.txt"]
    assert all(archive.read(name).startswith(b"%PDF") for name in names if name.endswith(".pdf"))
    assert [message.to for message in mail.outbox if str(package.id) in message.body] == [
        [in_workspace.viewer.user.email]
    ]


def test_a_worker_that_died_goes_on_where_it_was_and_one_that_fails_is_named(
    interviewer, people, in_workspace, monkeypatch, sign_in
) -> None:
    package = asked(interviewer, people, in_workspace.viewer)
    real, made = reports.get_for, []

    def dies_second(member, application_id, options, **more):
        made.append(application_id)
        if len(made) == 2:
            raise KeyboardInterrupt
        return real(member, application_id, options, **more)

    monkeypatch.setattr(packaging.reports, "get_for", dies_second)
    with pytest.raises(KeyboardInterrupt):
        packaging.make(package_id=package.id)
    assert PackageItem.objects.filter(state="done").count() == 1

    def loses_it(member, application_id, options, **more):
        made.append(application_id)
        raise NotFound

    monkeypatch.setattr(packaging.reports, "get_for", loses_it)
    packaging.make(package_id=package.id)
    packaging.make(package_id=package.id)
    assert made == [people[0].id, people[1].id, people[1].id]
    package.refresh_from_db()
    assert package.state == "ready"
    client = sign_in(in_workspace.viewer)
    assert "山田 太郎" in client.get(f"/packages/{package.id}/").content.decode()
    assert zipped.MISSING in fetched(client, package).namelist()


def test_what_is_stopped_makes_no_more_and_gives_what_there_is(
    interviewer, people, in_workspace, sign_in
) -> None:
    package = asked(interviewer, people, in_workspace.viewer)
    client = sign_in(in_workspace.viewer)
    client.post(f"/packages/{package.id}/stop/")
    run_due_jobs()
    assert set(PackageItem.objects.values_list("state", flat=True)) == {"waiting"}
    assert Job.objects.get(name="reports.pack").state == "cancelled"
    assert [name.split("/")[1] for name in fetched(client, package).namelist()] == ["resume-cv.txt"]


def test_a_member_who_reads_blind_takes_nobody_along(interviewer, people, in_workspace, sign_in) -> None:
    by = in_workspace.colleague
    reading.change(blind=True, by=by)
    package = asked(interviewer, people, by)
    run_due_jobs()
    client = sign_in(by)
    archive = fetched(client, package)
    assert "casey" not in " ".join(archive.namelist()).lower()
    assert sum(name.endswith("report.pdf") for name in archive.namelist()) == 2
    assert not [name for name in archive.namelist() if "resume" in name]
    page = f"/interviewers/window-cleaner/candidates/{people[0].id}/"
    for url in (f"{page}report/", f"{page}report/view/", f"{page}shares/"):
        assert "Casey" not in client.get(url).content.decode(), url
    assert client.get(f"{page}letter/").status_code == 302


def test_too_many_and_nobody_are_refused(interviewer, in_workspace, monkeypatch) -> None:
    monkeypatch.setattr(packaging, "MOST", 0)
    for ids in ([], [interviewer.id]):
        with pytest.raises(Refused):
            packaging.ask(interviewer, ids, Options(), Contents(), by=in_workspace.viewer)


def test_packages_go_with_whoever_is_erased_and_by_themselves_after_a_week(
    interviewer, people, in_workspace
) -> None:
    asked(interviewer, people, in_workspace.viewer)
    run_due_jobs()
    first = PackageItem.objects.get(application=people[0]).report
    holding = next(each for each in registry.shown() if each.slug == "reports")
    subject = Subject(
        candidate_id=people[0].candidate_id,
        row_ids=frozenset(),
        application_ids=frozenset({people[0].id}),
        names=frozenset(),
        emails=frozenset(),
        phones=frozenset(),
    )
    for _ in range(2):
        holding.erase(subject)
    assert not default_storage.exists(first.key)
    left = PackageItem.objects.select_related("report").get()
    assert left.application == people[1]
    packaging.forget()
    assert Package.objects.exists()
    with time_machine.travel(clock.now() + packaging.KEPT * 1.1):
        packaging.forget()
    assert not Package.objects.exists()
    assert not default_storage.exists(left.report.key)
    assert not StoredFile.objects.filter(id__in=[first.id, left.report_id]).exists()


def test_a_zip_is_written_piece_by_piece_and_holds_next_to_nothing() -> None:
    big = 24 * 1024 * 1024

    class Zeros(BytesIO):
        left = big

        def read(self, size=-1):
            size = min(size, self.left)
            self.left -= size
            return bytes(size)

    def lost():
        raise NotFound

    entries = [Entry(f"{n}.bin", Zeros) for n in range(3)] + [Entry("lost.pdf", lost)]
    tracemalloc.start()
    written = sum(len(piece) for piece in zipped.stream(entries, missing=["Somebody"]))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written > 3 * big
    assert peak < 4 * 1024 * 1024
    small = zipfile.ZipFile(BytesIO(b"".join(zipped.stream([Entry("lost.pdf", lost)], missing=["Somebody"]))))
    assert small.read(zipped.MISSING).decode().split() == ["Somebody", "lost.pdf"]
