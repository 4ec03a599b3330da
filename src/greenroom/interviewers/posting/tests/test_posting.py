from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from greenroom.interviewers import posting
from greenroom.interviewers.posting import NoPosting, Posting, charset
from greenroom.interviewers.posting.markup import text_of

PAGES = Path(__file__).parent / "pages"
URL = "https://jobs.example.org/17"


def read(name: str, **said: str) -> Posting:
    return posting.read((PAGES / name).read_bytes(), url=URL, **{"media_type": "text/html", **said})


def structured(**fields: object) -> str:
    given = {"@type": "JobPosting", "title": "Clerk", "description": "Files papers.", **fields}
    page = f'<html><script type="application/ld+json">{json.dumps(given)}</script></html>'
    return posting.read(page.encode(), url=URL).text


def test_what_a_page_says_in_structured_words_stands_above_its_description():
    found = read("graph.html")
    assert (found.title, found.url) == ("Warehouse Operative", URL)
    assert (
        found.text
        == """\
Warehouse Operative
Company: Harrow & Pine
Location: Leeds, West Yorkshire, GB; Hull, GB
Employment type: full-time, temporary
Pay: GBP 12.50 to 14 per hour

You keep goods moving through our cold store.

What you will do

- Pick and pack orders
- Drive a counterbalance forklift

What you need

- A valid forklift licence
- Two years in a warehouse

Qualifications
Able to work at 3 °C

Benefits
Free parking"""
    )


def test_a_description_that_was_escaped_twice_and_wrapped_in_comments_is_read():
    found = read("escaped.html")
    assert (
        found.text
        == """\
Night Nurse (m/f/d)
Company: Willow Bank Clinic
Location: 12 Sample Street, Exampleton; remote (Ireland)
Employment type: full-time, part-time
Pay: EUR 48,000

Look after twelve beds.
Nights only."""
    )


def test_a_board_without_structured_words_is_read_as_a_reader_sees_it():
    found = read("board.html")
    assert found.title == "Support Agent"
    assert (
        found.text
        == """\
Support Agent

Lantern Works makes lamps for mines. People call us when it is dark.

Responsibilities

- Answer 40 calls a day
- Write down what was broken and who mended it

Requirements

- Two years of experience with customers on the phone
- Calm in writing

We offer benefits from the first day. Pay: $22 per hour."""
    )


def test_a_posting_in_many_sections_keeps_all_of_them_and_no_other_jobs():
    text = read("sections.html").text
    for said in (
        "answer to nobody",
        "What you'll do",
        "- Reconcile 300 pay slips",
        "- Portuguese",
        "25 days",
    ):
        assert said in text
    assert "Cashier" not in text
    assert "Night guard" not in text


def test_an_old_page_of_tables_in_its_own_charset_is_read():
    latin = (PAGES / "tables.html").read_text(encoding="utf-8").encode("cp1252")
    found = posting.read(latin, url=URL, media_type="text/html")
    assert found.title == "Stellenangebot: Bäcker (m/w/d)"
    assert "- Öfen beschicken, von 2 bis 9 Uhr\n\nIhr Profil:" in found.text
    assert "16,50 € je Stunde" in found.text
    assert "Brot\n" not in found.text
    assert "VIEWSTATE" not in found.text


def test_a_page_from_right_to_left_is_read():
    found = read("microdata.html")
    assert found.title == "مندوب مبيعات"
    assert "- رخصة قيادة سارية" in found.text
    assert "الرئيسية" not in found.text


@pytest.mark.parametrize("name", ["shell.html", "news.html", "list.html"])
def test_a_page_without_a_posting_is_said_to_have_none(name):
    with pytest.raises(NoPosting, match="No job posting was found"):
        read(name)


@pytest.mark.parametrize("content", [b"", b"   ", b"<html></html>", b"{}", b"\x89PNG\r\n\x1a\n" + b"\0" * 64])
@pytest.mark.parametrize("media_type", ["text/html", "", "application/octet-stream"])
def test_what_is_no_page_is_no_posting(content, media_type):
    with pytest.raises(NoPosting):
        posting.read(content, url=URL, media_type=media_type)


def test_a_document_at_the_address_is_read_as_a_document():
    text = (
        "Payroll Clerk\n\nResponsibilities\nRun the payroll of nine shops.\nRequirements\n"
        + "Experience. " * 30
    )
    found = posting.read(text.encode(), url=URL, media_type="text/plain")
    assert found.title == "Payroll Clerk"
    with pytest.raises(NoPosting, match="cannot be read"):
        posting.read(b"%PDF-1.7 broken", url=URL, media_type="application/pdf")


def test_a_pdf_is_known_by_its_bytes_whatever_the_server_says():
    pdf = typeset("Payroll Clerk", "Responsibilities: run the payroll. Requirements: experience. " * 8)
    assert posting.read(pdf, url=URL, media_type="text/html").title == "Payroll Clerk"


def typeset(title: str, words: str) -> bytes:
    import typst  # noqa: PLC0415  (one test needs it)

    return bytes(typst.compile(f"= {title}\n\n{words}".encode()))


@pytest.mark.parametrize(
    ("pay", "line"),
    [
        (
            {"currency": "USD", "value": {"minValue": 30000, "maxValue": 30000, "unitText": "YEAR"}},
            "USD 30,000 per year",
        ),
        ({"currency": "USD", "value": {"value": "21.5", "unitText": "HOUR"}}, "USD 21.50 per hour"),
        ({"currency": "USD", "minValue": 5, "maxValue": 9}, "USD 5 to 9"),
        ({"currency": "USD", "value": 0}, ""),
        ({"value": "competitive"}, "competitive"),
        ("negotiable", "negotiable"),
        ([], ""),
        (None, ""),
        (True, ""),
        ({"value": {"minValue": "NaN"}}, ""),
    ],
)
def test_pay_is_a_line_where_it_is_stated(pay, line):
    assert (
        structured(baseSalary=pay) == f"Clerk\nPay: {line}\n\nFiles papers."
        if line
        else "Clerk\n\nFiles papers."
    )


@given(
    some.dictionaries(
        some.sampled_from(
            [
                "title",
                "hiringOrganization",
                "jobLocation",
                "jobLocationType",
                "employmentType",
                "baseSalary",
                "skills",
            ]
        ),
        some.recursive(
            some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
            lambda inner: (
                some.lists(inner, max_size=3)
                | some.dictionaries(
                    some.sampled_from(["name", "address", "addressCountry", "value", "minValue", "currency"]),
                    inner,
                    max_size=3,
                )
            ),
            max_leaves=8,
        ),
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_the_fields_the_description_is_kept(fields):
    assert "Files papers." in structured(**fields)


def test_of_several_postings_the_one_that_says_most_is_taken():
    short = {"@type": "JobPosting", "title": "Baker", "description": "Bakes."}
    long = {
        "@type": "JobPosting",
        "title": "Clerk",
        "description": "Files papers all day and some of the night.",
    }
    page = f'<html><script type="application/ld+json">{json.dumps([short, long])}</script></html>'
    assert posting.read(page.encode(), url=URL).title == "Clerk"


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 100_000,
        b"<html><script type='application/ld+json'>" + b"[" * 100_000 + b"</script></html>",
        b"<a " + b"x=1 " * 100_000 + b">",
        b"<!--" * 100_000,
        b"<p>" + b"&lt;" * 200_000,
        b"\xff\xfe\x00" * 10_000,
    ],
    ids=["deep", "deep JSON", "attributes", "comments", "entities", "nonsense"],
)
def test_a_hostile_page_is_no_posting(page):
    with pytest.raises(NoPosting):
        posting.read(page, url=URL, media_type="text/html")


@pytest.mark.parametrize(
    ("content", "said", "text"),
    [
        ("Zoë".encode(), "", "Zoë"),
        ("Zoë".encode("cp1252"), "", "Zoë"),
        ("Zoë".encode("cp1252"), "iso-8859-1", "Zoë"),
        ("“Zoë” €".encode("cp1252"), "ISO-8859-1", "“Zoë” €"),
        ("Zoë".encode("utf-16"), "utf-8", "Zoë"),
        (b"\xef\xbb\xbf" + "Zoë".encode(), "iso-8859-1", "Zoë"),
        ('<meta charset="koi8-r">Зоя'.encode("koi8-r"), "", '<meta charset="koi8-r">Зоя'),
        ("<meta charset=utf-16>Zoë".encode(), "", "<meta charset=utf-16>Zoë"),
        ("Zoë".encode(), "base64", "Zoë"),
        ("Zoë".encode(), "no\0such", "Zoë"),
        ("求人".encode("shift_jis"), "Shift_JIS", "求人"),
    ],
)
def test_letters_are_read_in_the_charset_they_were_written_in(content, said, text):
    assert charset.decode(content, said=said) == text


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("a &amp; b", "a & b"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<ul><li><p>one</p></li><li>two<ul><li>three</li></ul></li></ul>", "- one\n\n- two\n\n- three"),
        ("a<br>b<script>c</script>d", "a\nbd"),
        ("5 < 7 and 9 > 8", "5 < 7 and 9 > 8"),
        ("<table><tr><td>Pay</td><td>20</td></tr></table>", "Pay 20"),
        ("a<span hidden>b</span> c", "a c"),
        ("&lt;p&gt;one&lt;/p&gt;", "one"),
        ("", ""),
    ],
)
def test_a_description_becomes_lines(fragment, text):
    assert text_of(fragment) == text
