from __future__ import annotations

import time
from pathlib import Path

import pytest

from greenroom.media.extraction.contract import Limits
from greenroom.media.extraction.read import read
from greenroom.skills.parse_resume.builtin import parse
from greenroom.skills.parse_resume.dates import periods
from greenroom.skills.parse_resume.schema import HiddenText, ResumeText
from greenroom.skills.parse_resume.tests.layouts import LAYOUTS
from greenroom.skills.parse_resume.tests.measure import parsed
from greenroom.skills.parse_resume.tests.people import PEOPLE

PLAIN = "Ada Example\nada@example.org\n\nExperience\nWelder, Example Yard Ltd\t2018 - present\n"


def test_the_same_resume_reads_the_same_twenty_times() -> None:
    first = parse(ResumeText(text=PLAIN))
    assert all(parse(ResumeText(text=PLAIN)) == first for _ in range(20))


def test_hidden_text_changes_nothing() -> None:
    hidden = [HiddenText(page=1, reason="white", text="Brain Surgeon, Best Hospital, 1990 - present")]
    assert parse(ResumeText(text=PLAIN, hidden=hidden)) == parse(ResumeText(text=PLAIN))


def test_an_empty_text_gives_empty_facts() -> None:
    found = parse(ResumeText(text=""))
    assert (found.name, found.emails, found.work, found.spans) == ("", [], [], {})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("May 2023 - Present", ("2023-05", "present")),
        ("09/2014 to Current", ("2014-09", "present")),
        ("seit 03/2019", ("2019-03", "present")),
        ("janv. 2018 – août 2020", ("2018-01", "2020-08")),
        ("enero de 2020 - actualidad", ("2020-01", "present")),
        ("de março de 2014 a junho de 2018", ("2014-03", "2018-06")),
        ("01.03.2015 - 30.06.2018", ("2015-03", "2018-06")),
        ("2019–20", ("2019", "2020")),
        ("May - August 2020", ("2020-05", "2020-08")),
        ("Jan '19 - Mar '21", ("2019-01", "2021-03")),
        ("Summer 2022", ("", "2022")),
        ("20182020", ("2018", "2020")),
        ("Oct 2019 Jun 2020", ("2019-10", "2020-06")),
        ("juin 2019 à aujourd’hui", ("2019-06", "present")),
    ],
)
def test_periods_are_read_as_people_write_them(written: str, expected: tuple[str, str]) -> None:
    (period,) = periods(written)
    assert (period.begins, period.ends) == expected


def test_a_page_takes_less_than_fifty_milliseconds_to_parse() -> None:
    text = read(LAYOUTS["docx_plain"](PEOPLE[0]), Limits()).text
    parse(ResumeText(text=text))
    started = time.process_time()
    for _ in range(10):
        parse(ResumeText(text=text))
    assert (time.process_time() - started) / 10 < 0.05


@pytest.mark.shared
def test_two_real_resumes_give_what_people_read_in_them(shared_data: Path) -> None:
    folder = shared_data / "04_resume_pdf_openresume"
    student = parsed((folder / "laverne-resume.pdf").read_bytes())
    assert (student.name, student.location) == ("Leo Leopard", "555 La Verne Way, La Verne, CA")
    assert student.education[0].school == "University of La Verne"
    engineer = parsed((folder / "openresume-resume.pdf").read_bytes())
    assert [job.employer for job in engineer.work] == ["ABC Company", "DEF Organization", "XYZ University"]
    assert [(job.start, job.end) for job in engineer.work][:2] == [("2023-05", "present"), ("", "2022")]


@pytest.mark.shared
def test_nearly_every_real_resume_shows_a_job_or_a_school(shared_data: Path) -> None:
    files = sorted((shared_data / "01_resume_pdf_livecareer" / "pdf").glob("*.pdf"))
    found = [parsed(file.read_bytes()) for file in files]
    assert sum(bool(one.work) for one in found) >= 0.95 * len(files)
    assert sum(bool(one.education) for one in found) >= 0.85 * len(files)
    assert not [one.name for one in found if one.name], "these resumes name nobody"
