"""Whatever colours are chosen, words can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.accounts.rules.contrast import LEAST
from greenroom.branding.rules import colours, look
from greenroom.branding.rules.fonts import FAMILIES
from greenroom.branding.rules.look import Look

TOKENS = Path(__file__).resolve().parents[4] / "frontend/styles/tokens.css"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@settings(max_examples=100)
@given(COLOURS, COLOURS)
def test_the_nearest_colours_can_be_read_in_both_themes_and_are_their_own_nearest(primary, wished):
    ground = colours.carrying(wished)
    found = colours.readable(primary, ground)
    dark = colours.for_dark(found)
    assert colours.between(ground, colours.FAINT_INK) >= LEAST
    assert min(colours.between(found, colours.PLAIN), colours.between(found, ground)) >= LEAST
    assert min(colours.between(dark, colours.DARK_GROUND), colours.between(dark, colours.DARK_INK)) >= LEAST
    assert (colours.carrying(ground), colours.readable(found, ground)) == (ground, found)


@pytest.mark.parametrize("colour", ["#ffd500", "#ff7a00", "#3ddc84", "#00b7ff", "#ff9ad5"])
def test_the_nearest_colour_keeps_its_hue_and_only_just_passes(colour):
    found = colours.readable(colour)
    strongest = [
        max(range(3), key=lambda at: int(each[1 + 2 * at : 3 + 2 * at], 16)) for each in (colour, found)
    ]
    assert strongest[0] == strongest[1]
    assert LEAST <= colours.between(found, colours.PLAIN) < LEAST + 0.1


def test_what_passes_stays_as_it_is_and_white_and_black_are_no_accident():
    assert colours.readable("#0b6457") == "#0b6457"
    assert colours.readable("#ffffff") == "#767676"
    assert colours.readable("#000000") == "#000000"
    assert colours.carrying("#000000") == "#ececec"


def test_contrast_is_that_of_the_guidelines():
    assert colours.between("#000000", "#ffffff") == pytest.approx(21)
    assert colours.between("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colours.between("#ffffff", "#777777") == colours.between("#777777", "#ffffff")


def test_inks_and_grounds_are_those_of_the_tokens():
    tokens = dict(re.findall(r"--([\w-]+): light-dark\(([^;]*)\);", TOKENS.read_text(encoding="utf-8")))
    assert tokens["surface"] == f"{colours.PLAIN}, {colours.DARK_GROUND}"
    assert tokens["ink-3"].startswith(colours.FAINT_INK)
    assert tokens["ink-inverse"] == f"{colours.PLAIN}, {colours.DARK_INK}"
    assert tokens["accent"] == "var(--accent-base), color-mix(in oklab, var(--accent-base) 42%, #c9f2e8)"


@given(COLOURS, COLOURS, st.sampled_from(sorted(FAMILIES)))
@settings(max_examples=50)
def test_a_look_is_read_from_its_word_and_its_sheet_sets_tokens_alone(primary, ground, font):
    chosen = Look(primary, ground, font)
    assert look.read(chosen.word) == chosen
    lines = chosen.sheet.splitlines()
    assert (lines[0], lines[-1]) == (":root {", "}")
    assert all(re.fullmatch(r"  --[a-z-]+: [^;{}<>]+;", line) for line in lines[1:-1])


@pytest.mark.parametrize(
    "word",
    ["", "0b6457", "0b6457-ffffff", "0b6457-ffffff-comic", "0B6457-ffffff-inter", "0b6457-ffffff-inter;}"],
)
def test_what_is_no_look_has_no_sheet(word, client):
    assert look.read(word) is None
    if word:
        assert client.get(f"/brand/look/{word}.css").status_code == 404


def test_the_sheet_of_a_look_may_be_kept_for_ever(client):
    answer = client.get("/brand/look/8a1c5b-fff7fb-serif.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "--accent-base: #8a1c5b;" in answer.content.decode()
    assert "--surface: light-dark(#fff7fb, #16191b);" in answer.content.decode()
