"""A resume that meets a full disk: a message beside the field, nothing half-kept, and it works once there is room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.conftest import SETTINGS, Opened
from tests.kills.house import House, a_house
from tests.kills.journey import Candidate, Site, end, filled, newest_code
from tests.kills.pages import Browser, Page

pytestmark = pytest.mark.kills

RESUME = b"Casey Sample\ncasey@example.org\n\nDeckhand, Example Ferries, 2019 - 2024\n"
LARGE = b"Moored and cast off safely in wind and current, day after day.\n" * 40_000  # 2.5 MB
ROOM = 1024 * 1024


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


def send(candidate: Candidate, content: bytes) -> Page:
    form = candidate.get("resume/").form("text")
    return candidate.send("resume", form, files={"file": ("resume.txt", content)})


def assert_nothing_was_kept(house: House) -> None:
    for table in ("media_storedfile", "media_resume"):
        assert house.number(f"SELECT count(*) FROM {table}") == 0
    assert house.number("SELECT count(*) FROM candidates_attempt WHERE resume_id IS NOT NULL") == 0


def assert_works_now(candidate: Candidate) -> None:
    assert send(candidate, RESUME).location.endswith("/resume/")
    assert candidate.get("resume/").form("name", "skills").fields["name"] == "Casey Sample"


def test_a_full_store_is_said_beside_the_field(site: SmallDisks, candidate: Candidate) -> None:
    site.fill("files")
    answer = send(candidate, RESUME)
    assert answer.status == 422
    assert "disk is full" in answer.text
    assert_nothing_was_kept(site.house)
    assert site.files() == []
    site.make_room("files")
    assert_works_now(candidate)


def test_a_store_that_fills_up_in_the_middle_of_a_file_keeps_no_part_of_it(
    site: SmallDisks, candidate: Candidate
) -> None:
    (site.disk("files") / "filler").write_bytes(bytes(ROOM // 2))
    content = RESUME + LARGE[: ROOM - len(RESUME) - 100]
    answer = send(candidate, content)
    assert answer.status == 422
    assert "disk is full" in answer.text
    assert_nothing_was_kept(site.house)
    assert site.files() == []
    site.make_room("files")
    assert_works_now(candidate)


def test_no_room_for_temporary_files_is_said_as_well(site: SmallDisks, candidate: Candidate) -> None:
    site.fill("tmp")
    answer = send(candidate, RESUME + LARGE)
    assert answer.status == 422
    assert "disk is full" in answer.text
    assert_nothing_was_kept(site.house)
    site.make_room("tmp")
    assert_works_now(candidate)
