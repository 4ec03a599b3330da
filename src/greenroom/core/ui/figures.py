"""Amounts as pictures: score bars and meters, drawn on the server so that no style attribute is needed."""

from __future__ import annotations

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

CELL, STEP, HEIGHT, CELLS = 20, 21, 8, 5
METER_TONES = frozenset({"", "data", "good", "look", "bad", "accent"})


def score_bar(value: float | None, mean: float | None = None) -> SafeString:
    """Five cells for a score of 1 to 5 (None: not asked), with a tick at the average where there is one."""
    track = "".join(cell("track", n, CELL) for n in range(CELLS))
    filled = "" if value is None else "".join(cell("fill", n, CELL * part(value, n)) for n in range(CELLS))
    tick = "" if mean is None else tick_at(mean)
    drawing = SafeString(track + filled + tick)
    return format_html(
        '<svg class="score-bar" viewBox="0 0 104 8" role="img" aria-label="{}">{}</svg>',
        words(value, mean),
        drawing,
    )


def part(value: float, index: int) -> float:
    """How much of a cell a score fills: 0 to 1."""
    return max(0.0, min(1.0, value - index))


def cell(name: str, index: int, width: float) -> str:
    if width <= 0:
        return ""
    return format_html('<rect class="{}" x="{}" width="{}" height="8"/>', name, index * STEP, f"{width:g}")


def tick_at(mean: float) -> str:
    whole = min(CELLS - 1, int(mean))
    at = f"{whole * STEP + (mean - whole) * CELL:.1f}"
    halo = format_html('<line class="halo" x1="{}" x2="{}" y1="0" y2="8"/>', at, at)
    return halo + format_html('<line class="mean" x1="{}" x2="{}" y1="-3" y2="11"/>', at, at)


def words(value: float | None, mean: float | None) -> str:
    if value is None:
        return _("Not asked")
    said = _("%(score)s out of 5") % {"score": number_format(value, 1)}
    if mean is None:
        return said
    return said + ", " + _("average %(mean)s") % {"mean": number_format(mean, 1)}


@lru_cache(maxsize=4096)
def meter(percent: float, tone: str = "", mark: float | None = None, label: str = "") -> SafeString:
    """A bar from 0 to 100, with a tick at a threshold. Without a label a figure beside it must say the amount."""
    if tone not in METER_TONES:
        raise ValueError(f"A meter is never {tone!r}")
    width = round(max(0.0, min(100.0, percent)), 1)
    line = ""
    if mark is not None:
        line = format_html('<line class="mark" x1="{}" x2="{}" y1="-2" y2="6"/>', f"{mark:g}", f"{mark:g}")
    described = (
        format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="meter{}" viewBox="0 0 100 4" preserveAspectRatio="none" {}>'
        '<rect class="track" width="100" height="4"/><rect class="fill" width="{}" height="4"/>{}</svg>',
        f" is-{tone}" if tone else "",
        described,
        f"{width:g}",
        SafeString(line),
    )
