"""From placed glyphs to lines in reading order: rows, columns, and what is set apart on one line."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple


class Glyph(NamedTuple):
    """One visible character. Points, y upwards; size is the height of its line box."""

    char: str
    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(frozen=True)
class Segment:
    """Words that stand close together on one row."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Row:
    segments: tuple[Segment, ...]
    y0: float
    y1: float


_SET_APART = 1.3  # in line heights: a wider gap parts segments
_AT_EDGE = 0.45  # the same, before a place where other lines begin
_WORD_GAP = 0.12  # in line heights, beyond the usual gap between letters
_DATE = re.compile(
    r"\b(19|20)\d\d\b|\d{1,2}/\d{2,4}|present|current|heute|actual|atual|présent|aujourd|hoy|hoje|oggi",
    re.IGNORECASE,
)


def page_text(glyphs: list[Glyph]) -> str:
    """The text of one page in reading order; tabs between segments of a row, empty lines between blocks."""
    rows = _rows(glyphs, _gap_after(glyphs))
    return "\n\n".join(_block(block) for block in _blocks(rows) if block)


def _gap_after(glyphs: list[Glyph]) -> dict[str, float]:
    """The usual gap after each character on a page that draws no spaces; it differs by letter."""
    if any(glyph.char.isspace() for glyph in glyphs):
        return {}
    gaps: dict[str, list[float]] = {}
    for before, after in pairwise(glyphs):
        if _same_row(before, after) and abs(after.x0 - before.x1) < before.y1 - before.y0:
            gaps.setdefault(before.char, []).append(after.x0 - before.x1)
    return {char: sorted(found)[len(found) // 3] for char, found in gaps.items() if len(found) >= 6}


def _rows(glyphs: list[Glyph], after: dict[str, float]) -> list[Row]:
    """Group by height on the page: a glyph whose middle lies within a row's line box belongs to it."""
    runs = sorted(_runs(glyphs), key=lambda run: (-_middle(run[0]), run[0].x0))
    bands: list[list[list[Glyph]]] = []
    for run in runs:
        if bands and _same_row(bands[-1][0][0], run[0]):
            bands[-1].append(run)
        else:
            bands.append([run])
    joined = [[glyph for run in band for glyph in run] for band in bands]
    rows = [_row(band, after, frozenset()) for band in joined]
    starts = Counter(round(segment.x0) for row in rows for segment in row.segments)
    edges = frozenset(start for start, count in starts.items() if count > 2)
    return [_row(band, after, edges) for band in joined]


def _runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs in the order they were drawn, broken where the pen moved to another line."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _same_row(runs[-1][-1], glyph) and glyph.x0 >= runs[-1][-1].x0 - 1:
            runs[-1].append(glyph)
        elif not glyph.char.isspace():
            runs.append([glyph])
    return runs


def _middle(glyph: Glyph) -> float:
    return (glyph.y0 + glyph.y1) / 2


def _same_row(one: Glyph, other: Glyph) -> bool:
    reach = 0.4 * max(one.y1 - one.y0, other.y1 - other.y0)
    return abs(_middle(one) - _middle(other)) <= reach


def _row(glyphs: list[Glyph], after: dict[str, float], edges: frozenset[int]) -> Row:
    """One row. edges: where other lines of the page begin; a smaller gap before one parts segments too."""
    glyphs = sorted(glyphs, key=lambda glyph: glyph.x0)
    height = statistics.median(glyph.y1 - glyph.y0 for glyph in glyphs)
    parts: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.char.isspace() and not parts:
            continue
        apart = _AT_EDGE if round(glyph.x0) in edges else _SET_APART
        if last is None or (not glyph.char.isspace() and glyph.x0 - last.x1 > apart * height):
            parts.append([])
        parts[-1].append(glyph)
        if not glyph.char.isspace():
            last = glyph
    segments = [Segment(_words(part, height, after), part[0].x0, max(g.x1 for g in part)) for part in parts]
    kept = tuple(segment for segment in segments if segment.text.strip())
    return Row(kept, min(g.y0 for g in glyphs), max(g.y1 for g in glyphs))


def _words(glyphs: list[Glyph], height: float, usual_after: dict[str, float]) -> str:
    """Join glyphs, with a space where one was drawn or where the pen left a gap."""
    gaps = [
        after.x0 - before.x1
        for before, after in pairwise(glyphs)
        if not before.char.isspace() and not after.char.isspace()
    ]
    usual = statistics.median(gaps) if gaps else 0.0
    drawn = any(glyph.char.isspace() for glyph in glyphs)
    spread = usual > _WORD_GAP * height
    limit = max(usual, 0.0) * 1.7 if spread else usual + _WORD_GAP * height * (2.0 if drawn else 1.0)
    out = [glyphs[0].char]
    for before, after in pairwise(glyphs):
        gap = after.x0 - before.x1
        own = usual_after.get(before.char, limit) + _WORD_GAP * height
        if not after.char.isspace() and not before.char.isspace() and gap > min(limit, own):
            out.append(" ")
        out.append(after.char)
    return re.sub(r"\s+", " ", "".join(out)).strip()


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """Rows in reading order, parted where one column ends and the next begins."""
    gutter = _gutter(rows)
    if gutter is None:
        return [rows]
    first, last, x = gutter
    band = rows[first:last]
    left = [part for row in band if (part := _side(row, x, left=True)).segments]
    right = [part for row in band if (part := _side(row, x, left=False)).segments]
    return [*_blocks(rows[:first]), *_blocks(left), *_blocks(right), *_blocks(rows[last:])]


def _side(row: Row, x: float, *, left: bool) -> Row:
    return Row(tuple(s for s in row.segments if (s.x0 < x) == left), row.y0, row.y1)


def _gutter(rows: list[Row]) -> tuple[int, int, float] | None:
    """The widest-reaching empty strip between two columns: rows [first, last) and its x."""
    best: tuple[int, int, float] | None = None
    starts = Counter(int(s.x0) for row in rows for s in row.segments)
    for x in sorted(start - 2.0 for start, count in starts.items() if count > 2):
        for first, last in _unbroken(rows, x):
            if (best is None or last - first > best[1] - best[0]) and _columns(rows[first:last], x):
                best = (first, last, x)
    return best


def _unbroken(rows: list[Row], x: float) -> list[tuple[int, int]]:
    """Stretches of at least six rows in which nothing is written across `x`."""
    stretches, first = [], 0
    for index, row in enumerate([*rows, None]):
        crossed = row is None or any(s.x0 < x < s.x1 - 1 for s in row.segments)
        if not crossed:
            continue
        if index - first >= 6:
            stretches.append((first, index))
        first = index + 1
    return stretches


def _columns(band: list[Row], x: float) -> bool:
    """Whether the text left and right of `x` are columns, not two parts of the same rows."""
    left = [[s for s in row.segments if s.x0 < x] for row in band]
    right = [[s for s in row.segments if s.x0 >= x] for row in band]
    count_left, count_right = sum(map(bool, left)), sum(map(bool, right))
    if min(count_left, count_right) < 4:
        return False
    small = left if count_left <= count_right else right
    shared = sum(bool(a) and bool(b) for a, b in zip(left, right, strict=True))
    texts = [segment.text for row in small for segment in row]
    both = [(a, b) for a, b in zip(left, right, strict=True) if a and b]
    sides = ([s.text for a, _ in both for s in a], [s.text for _, b in both for s in b])
    if _are_labels(texts) or any(len(side) > 1 and _are_labels(side) for side in sides):
        return False
    if not _aligned([row[0].x0 for row in right if row]):
        return False
    coincide = shared / min(count_left, count_right)
    sparse = min(count_left, count_right) < 0.6 * len(band)
    return not (coincide >= 0.95 and (sparse or statistics.median(map(len, texts)) <= 18))


def _are_labels(texts: list[str]) -> bool:
    """Whether most of the texts are dates or end with a colon: they belong to what stands beside them."""
    labels = sum(len(text) <= 34 and bool(_DATE.search(text) or text.endswith(":")) for text in texts)
    return bool(texts) and labels >= 0.5 * len(texts)


def _aligned(starts: list[float]) -> bool:
    """Whether most lines begin at one of two places (text and its indented bullets)."""
    counts: dict[int, int] = {}
    for start in starts:
        counts[round(start / 4)] = counts.get(round(start / 4), 0) + 1
    return sum(sorted(counts.values())[-3:]) >= 0.6 * len(starts)


def _unwrapped(rows: list[Row]) -> list[Row]:
    """Dates in a narrow column that run on to the next row, put back together."""
    out: list[Row] = []
    for row in rows:
        above = out[-1].segments if out else ()
        if not _runs_on(above, row.segments[0].text) or abs(above[0].x0 - row.segments[0].x0) > 2:
            out.append(row)
            continue
        whole = replace(above[0], text=f"{above[0].text} {row.segments[0].text}")
        out[-1] = replace(out[-1], segments=(whole, *above[1:]))
        if row.segments[1:]:
            out.append(replace(row, segments=row.segments[1:]))
    return out


def _runs_on(above: tuple[Segment, ...], below: str) -> bool:
    """Whether the dates that open a row end in the text at the start of the next row."""
    if len(above) < 2 or len(above[0].text) > 34 or not _DATE.search(above[0].text):
        return False
    rest = len(below) <= 18 and _DATE.search(below) is not None and len(_DATE.findall(above[0].text)) == 1
    return rest and (above[0].text.endswith(("-", "–", "—", "de")) or " " in above[0].text)


def _block(rows: list[Row]) -> str:
    """Lines of one column, an empty line where the space above is larger than usual."""
    rows = _unwrapped([row for row in rows if row.segments])
    if not rows:
        return ""
    spaces = [above.y0 - below.y1 for above, below in pairwise(rows)]
    height = statistics.median(row.y1 - row.y0 for row in rows)
    usual = statistics.median(spaces) if spaces else 0.0
    lines = ["\t".join(segment.text for segment in rows[0].segments)]
    for space, row in zip(spaces, rows[1:], strict=True):
        if space > usual + 0.35 * height:
            lines.append("")
        lines.append("\t".join(segment.text for segment in row.segments))
    return "\n".join(lines)
