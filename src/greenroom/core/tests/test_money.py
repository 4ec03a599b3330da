from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from greenroom.core import money
from greenroom.core.errors import Refused


@pytest.mark.parametrize(
    ("typed", "micros"),
    [
        ("1,000", 1_000_000_000),
        ("1000", 1_000_000_000),
        ("1k", 1_000_000_000),
        ("1K", 1_000_000_000),
        ("$1.5k", 1_500_000_000),
        (" $ 1,234.56 ", 1_234_560_000),
        ("EUR 20", 20_000_000),
        ("20 €", 20_000_000),
        ("1'000", 1_000_000_000),
        ("1 000 000", 1_000_000_000_000),
        ("2m", 2_000_000_000_000),
        ("0", 0),
        ("0.005", 5_000),
        (".5", 500_000),
        ("5.", 5_000_000),
        ("0.0000005", 1),
        ("1.0050", 1_005_000),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, micros):
    assert money.parse(typed) == micros


@pytest.mark.parametrize(
    ("typed", "say"),
    [
        ("1.000,50", "1000.50"),
        ("1.000", "1000 or 1.0000"),
        ("1,50", "1.50"),
        ("1.000.000", "1000000"),
        ("10,00,000", "1000000"),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_guessed_at(typed, say):
    with pytest.raises(Refused, match=f"Write {say}\\.$") as refused:
        money.parse(typed, field="budget")
    assert refused.value.field == "budget"


@pytest.mark.parametrize(
    "typed", ["", "-5", "abc", "1e5", "k", "$", "1k5", "1..2", "NaN", "∞", "１２", "10" * 20]
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(Refused):
        money.parse(typed)


@given(some.integers(min_value=0, max_value=money.MOST) | some.integers(min_value=0, max_value=10**9))
@example(1_005_000)
def test_an_amount_that_was_written_plainly_is_read_back(micros):
    assert money.parse(money.plain(micros)) == micros


@given(some.text(max_size=20))
def test_whatever_is_typed_is_an_amount_or_refused(typed):
    try:
        micros = money.parse(typed)
    except Refused:
        return
    assert 0 <= micros <= money.MOST


@pytest.mark.parametrize(
    ("amount", "currency", "language", "said"),
    [
        ("3", "USD", "en", "$3"),
        ("1000", "USD", "en", "$1k"),
        ("1500", "USD", "en", "$1.5k"),
        ("12345", "USD", "en", "$12.3k"),
        ("999.99", "USD", "en", "$999"),
        ("1234567", "USD", "en", "$1.23M"),
        ("0.4", "USD", "en", "$0.40"),
        ("0.001", "USD", "en", "<$0.01"),
        ("0", "EUR", "en", "€0"),
        ("1250", "EUR", "de", "1,25k\N{NO-BREAK SPACE}€"),
    ],
)
def test_a_compact_amount_has_three_digits_at_most_and_is_never_rounded_up(amount, currency, language, said):
    assert money.compact(money.parse(amount), currency, language) == said


def test_a_full_amount_has_its_currency_and_its_cents():
    assert money.full(1_234_567_890, "USD", "en") == "$1,234.57"
    assert money.full(1_234_567_890, "EUR", "de") == "1.234,57\N{NO-BREAK SPACE}€"
    assert money.full(7_500, "USD", "en", exact=True) == "$0.0075"
    assert money.full(3_000_000, "USD", "xx") == "$3.00"


def test_the_currencies_are_those_in_use():
    codes = [code for code, _name in money.currencies("en")]
    assert {"USD", "EUR", "GBP", "INR", "NGN"} <= set(codes)
    assert not {"DEM", "XXX", "FRF"} & set(codes)
    assert codes == sorted(set(codes))
