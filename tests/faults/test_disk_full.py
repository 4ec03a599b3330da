"""A resume that meets a full disk: a message beside the field, nothing half-kept, and it works once there is room."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from tests.faults.conftest import SETTINGS, Opened
from tests.kills.house import House, a_house
from tests.kills.journey import Candidate, Site, end, filled, newest_code
from tests.kills.pages import Browser, Page

pytestmark = pytest.mark.kills

RESUME = b"Casey Sample\ncasey@example.org\n\nDeckhand, Example Ferries, 2019 - 2024\n"
HALF = 512 * 1024  # of a disk


@dataclass
class SmallDisks(Site):
    """The pages of a house whose files and temporary files lie on disks of a megabyte each."""

    def start_web(self) -> None:
        self.web = self.house.start("-m", "tests.faults.small_disks", str(self.port))
        self.wait_until_up()

    def disk(self, name: str) -> Path:
        """The folder of a disk, as the pages see it."""
        assert self.web is not None
        return Path(f"/proc/{self.web.pid}/root{self.house.data.resolve()}/{name}")

    def fill(self, disk: str) -> None:
        """Leave no room."""
        with (self.disk(disk) / "filler").open("wb", buffering=0) as filler:
            try:
                while filler.write(bytes(4096)):
                    continue
            except OSError:
                return

    def half_fill(self, disk: str) -> None:
        (self.disk(disk) / "filler").write_bytes(bytes(HALF))

    def make_room(self, disk: str) -> None:
        (self.disk(disk) / "filler").unlink()

    def files(self) -> list[Path]:
        return [path for path in self.disk("files").rglob("*") if path.is_file() and path.name != "filler"]


@pytest.fixture
def site(opened: Opened, tmp_path: Path) -> Iterator[SmallDisks]:
    with a_house(tmp_path / "data", SETTINGS, like=opened.house) as house:
        small = SmallDisks(house)
        try:
            small.start_web()
            yield small
        finally:
            if small.web is not None:
                end(small.web)


@pytest.fixture
def candidate(opened: Opened, site: SmallDisks) -> Candidate:
    """Somebody who has come as far as the resume."""
    found = Candidate(site, opened.link, Browser.at(site.port), haunted=False)
    form = filled(found.get(""), ticked={"agree": "on"}, name="Casey Sample", email=found.email)
    assert found.send("apply", form).location.endswith("/code/")
    code = filled(found.get("code/"), code=newest_code(site.house))
    assert found.send("code", code).location.endswith("/steps/")
    return found


def send(candidate: Candidate, content: bytes, *, name: str = "resume.txt") -> Page:
    form = candidate.get("resume/").form("text")
    return candidate.send("resume", form, files={"file": (name, content)})


def a_document(size: int) -> bytes:
    """A Word document of a few lines and a picture, of about this many bytes."""
    document, kept = Document(), BytesIO()
    document.add_paragraph(RESUME.decode())
    document.save(kept)
    with ZipFile(kept, "a") as archive:
        archive.writestr("word/media/photograph.jpeg", os.urandom(size))
    return kept.getvalue()


def assert_nothing_was_kept(house: House) -> None:
    for table in ("media_storedfile", "media_resume"):
        assert house.number(f"SELECT count(*) FROM {table}") == 0
    assert house.number("SELECT count(*) FROM candidates_attempt WHERE resume_id IS NOT NULL") == 0


def assert_works_now(candidate: Candidate) -> None:
    assert send(candidate, RESUME).location == candidate.at("resume/")
    assert candidate.get("resume/").form("name", "skills").fields["name"] == "Casey Sample"


@pytest.mark.endures
def test_a_full_store_is_said_beside_the_field(site: SmallDisks, candidate: Candidate) -> None:
    site.fill("files")
    answer = send(candidate, RESUME)
    assert answer.status == 422
    assert "disk is full" in answer.text
    assert_nothing_was_kept(site.house)
    assert site.files() == []
    site.make_room("files")
    assert_works_now(candidate)


@pytest.mark.endures
def test_a_store_that_fills_up_in_the_middle_of_a_file_keeps_no_part_of_it(
    site: SmallDisks, candidate: Candidate
) -> None:
    site.half_fill("files")
    answer = send(candidate, a_document(HALF * 3 // 2), name="resume.docx")
    assert answer.status == 422
    assert "disk is full" in answer.text
    assert_nothing_was_kept(site.house)
    assert site.files() == []
    site.make_room("files")
    assert_works_now(candidate)


@pytest.mark.endures
def test_no_room_for_what_is_on_its_way_is_said_as_well(site: SmallDisks, candidate: Candidate) -> None:
    site.half_fill("tmp")
    answer = send(candidate, a_document(HALF * 5), name="resume.docx")
    assert answer.status == 422
    assert "disk is full" in answer.text
    assert_nothing_was_kept(site.house)
    site.make_room("tmp")
    assert_works_now(candidate)
