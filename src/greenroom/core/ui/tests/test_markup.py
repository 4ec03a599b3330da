from __future__ import annotations

import pytest

from greenroom.core.ui import figures, markup
from greenroom.core.ui.icons import icon, shapes


def test_every_icon_is_drawn_inside_its_own_markup() -> None:
    assert len(shapes()) > 60
    assert all("<" in drawing and "script" not in drawing for drawing in shapes().values())
    assert icon("star").startswith('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"')


def test_an_arrow_turns_round_where_people_read_from_the_right() -> None:
    assert "is-directional" in icon("right")
    assert "is-directional" not in icon("star")


@pytest.mark.parametrize("name", ["nothing", "", "../star"])
def test_an_unknown_icon_is_an_error_and_not_a_gap(name: str) -> None:
    with pytest.raises(ValueError, match="no icon"):
        icon(name)


def test_what_people_wrote_stays_text_in_every_part() -> None:
    hostile = '"><script>alert(1)</script>'
    parts = [
        markup.button(hostile, href=hostile, given={"title": hostile}),
        markup.button(hostile, only_icon=True, icon_name="x", given={}),
        markup.status(hostile),
        markup.badge(hostile),
        markup.label_chip(hostile),
        markup.avatar(hostile),
        markup.stage_strip([{"icon": "mic", "name": hostile, "state": "done"}]),
        markup.steps(1, 2, hostile),
        figures.meter(50, label=hostile),
    ]
    assert not [part for part in parts if "<script" in part or '""' in part]


def test_a_button_is_a_link_when_it_goes_somewhere() -> None:
    assert markup.button("Go", href="/x/", given={}).startswith('<a class="button" href="/x/">')
    assert 'type="button"' in markup.button("Do", given={})
    assert 'type="submit"' in markup.button("Do", given={"type": "submit"})


def test_attributes_follow_their_keywords() -> None:
    given = {"hx_post": "/x/", "hidden": True, "disabled": False, "title": None, "for_": "a"}
    assert markup.attributes(given) == ' hx-post="/x/" hidden for="a"'


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Maya Okafor", "MO"),
        ("Ines María de la Marlowe", "IM"),
        ("王", "王"),
        ("cher", "C"),
        ("", "?"),
        ("(Al) Bo", "B"),
    ],
)
def test_initials_come_from_the_first_and_the_last_word(name: str, expected: str) -> None:
    assert markup.initials(name) == expected


@pytest.mark.parametrize(
    ("value", "mean", "label", "filled"),
    [
        (None, None, "Not asked", []),
        (3, None, "3.0 out of 5", ["20", "20", "20"]),
        (4.6, 3.4, "4.6 out of 5, average 3.4", ["20", "20", "20", "20", "12"]),
        (1, 2.8, "1.0 out of 5, average 2.8", ["20"]),
    ],
)
def test_a_score_bar_fills_as_much_as_the_score_and_says_it(
    value: float | None, mean: float | None, label: str, filled: list[str]
) -> None:
    bar = figures.score_bar(value, mean)
    assert f'aria-label="{label}"' in bar
    assert [
        part.split('"')[0] for part in bar.split('class="fill"')[1:] for part in [part.split('width="')[1]]
    ] == filled
    assert ('class="mean"' in bar) is (mean is not None)


def test_the_average_stands_where_the_comps_draw_it() -> None:
    assert 'class="mean" x1="71.0"' in figures.score_bar(4.6, 3.4)
    assert 'class="mean" x1="104.0"' in figures.score_bar(5, 5)


@pytest.mark.parametrize(("percent", "width"), [(-5, "0"), (62.5, "62.5"), (250, "100")])
def test_a_meter_stays_within_its_track(percent: float, width: str) -> None:
    assert f'class="fill" width="{width}"' in figures.meter(percent)


def test_a_stage_says_its_state_in_words_as_well_as_in_colour() -> None:
    strip = markup.stage_strip([{"icon": "mic", "name": "Voice", "state": "stopped"}])
    assert "Voice, stopped" in strip
    assert "is-stopped" in strip


@pytest.mark.parametrize("wrong", [lambda: markup.badge("x", "purple"), lambda: figures.meter(1, "purple")])
def test_a_tone_without_a_style_is_an_error(wrong) -> None:
    with pytest.raises(ValueError, match="purple"):
        wrong()
