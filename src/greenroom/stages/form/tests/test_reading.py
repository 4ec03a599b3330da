from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from greenroom.core.errors import Refused
from greenroom.interviewers.rules.expectations import Choice, Day, Number, Text, Upload, YesNo
from greenroom.stages.form.rules.kinds_of_file import extension, is_as_named
from greenroom.stages.form.rules.reading import in_words, parsed_number, read
from greenroom.stages.verdicts import reason

SHIFTS = Choice(options=["Early", "Late"], several=True)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3),
        (" -2 ", -2),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("12 000", 12_000),
        ("12\u00a0000,50", 12_000.5),
        ("1'000'000", 1_000_000),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1_234_567),
        ("0.25", 0.25),
        ("٣", 3),
        ("١٢٫٥", 12.5),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, number):
    assert parsed_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["1.000", "1,000", "five", "1e5", "nan", "inf", "1.2.3", "1,23,4", "--3", "3 km"]
)
def test_what_could_be_two_numbers_or_none_is_never_guessed(typed):
    with pytest.raises(Refused):
        parsed_number(typed)


@given(st.floats(min_value=-1e9, max_value=1e9).map(lambda value: round(value, 2)))
def test_a_number_that_was_read_is_read_again_from_its_words(value):
    words = in_words(Number(), value)
    try:
        assert parsed_number(words) == value
    except Refused:
        assert len(words.partition(".")[2]) == 3


@pytest.mark.parametrize("shape", [YesNo(), Number(), SHIFTS, Day(), Text()])
@pytest.mark.parametrize("typed", [[], [""], ["  "]])
def test_nothing_typed_is_no_answer(shape, typed):
    assert read(shape, typed) is None


def test_choices_come_in_the_order_of_the_list_and_one_is_one():
    assert read(SHIFTS, ["Late", "Early", "Late"]) == ["Early", "Late"]
    with pytest.raises(Refused):
        read(Choice(options=["A", "B"]), ["A", "B"])


def test_an_upload_is_not_answered_in_words():
    with pytest.raises(Refused):
        read(Upload(), ["rope.pdf"])


@pytest.mark.parametrize(
    ("language", "shape", "value", "words"),
    [
        ("de", YesNo(), True, "Ja"),
        ("en", YesNo(), False, "No"),
        ("en", Number(unit="km"), 5.0, "5 km"),
        ("de", Day(), "2026-12-01", "1. Dezember 2026"),
        ("en", SHIFTS, ["Early", "Late"], "Early, Late"),
        ("en", Text(), "Glass.\nLots.", "Glass.\nLots."),
    ],
)
def test_an_answer_in_words_is_in_the_language_spoken(language, shape, value, words):
    with override(language):
        assert in_words(shape, value) == words


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (YesNo(wanted=False), "Wanted: no."),
        (Number(wanted=2, unit="years"), "Wanted: at least 2 years."),
        (Number(operator="lt", wanted=2.5), "Wanted: less than 2.5."),
        (Day(operator="lte", wanted="2026-12-01"), "Wanted: on or before 2026-12-01."),
        (Choice(options=["A", "B"], wanted=["A", "B"]), "Wanted: A or B."),
        (Choice(options=["A", "B"], several=True, wanted=["A", "B"]), "Wanted: A and B."),
        (Text(wanted="glass"), "Wanted: “glass”."),
        (Text(), "For information: no answer passes or fails."),
    ],
)
def test_the_reason_says_what_was_wanted(shape, said):
    assert reason(shape) == said


@pytest.mark.parametrize(
    ("name", "start", "fine"),
    [
        ("a.pdf", b"%PDF-1.7", True),
        ("a.PDF", b"\n\n%PDF-1.7", True),
        ("a.pdf", b"PK\x03\x04", False),
        ("a.docx", b"PK\x03\x04", True),
        ("a.docx", b"%PDF-", False),
        ("a.jpg", b"\xff\xd8\xff\xe0", True),
        ("a.csv", b"a,b", True),
    ],
)
def test_a_file_is_what_its_name_says_or_is_told(name, start, fine):
    assert is_as_named(name, start) is fine


def test_an_extension_is_what_stands_after_the_last_dot():
    assert [extension(name) for name in ("a.tar.GZ", "none", "dot.")] == ["gz", "", ""]
