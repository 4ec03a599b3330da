"""The jobs of a resume: dates are the anchors, headings lie around them, descriptions between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from greenroom.skills.parse_resume.cues import is_header_like, place_code, title_strength
from greenroom.skills.parse_resume.dates import Period, periods
from greenroom.skills.parse_resume.header import Header, Piece, pieces_of, resolve, with_employer
from greenroom.skills.parse_resume.lines import Line
from greenroom.skills.parse_resume.sections import Section

_BESIDE = "\t|,(–—-:•·/"
_MOST_ABOVE = 3


@dataclass(frozen=True)
class Job:
    """One job. period: where its dates stand; body: [start, end) of the description, or None."""

    header: Header
    period: Period | None
    body: tuple[int, int] | None


@dataclass(frozen=True)
class _Anchor:
    """A line with the dates of a job. first, last: lines of its heading, both included."""

    at: int
    period: Period
    first: int
    last: int


def jobs(text: str, sections: list[Section]) -> list[Job]:
    """The jobs of the work sections, in the order they stand."""
    work = [line for section in sections if section.kind == "work" for line in section.lines]
    if work:
        return _read(text, work)
    loose = [
        line
        for section in sections
        if section.kind in {"top", "summary", "skills", "contact"}
        for line in section.lines
    ]
    found = _read(text, loose, ranges_only=True)
    return [job for job in found if job.header.title and title_strength(job.header.title.text) >= 0.8]


def _read(text: str, lines: list[Line], *, ranges_only: bool = False) -> list[Job]:
    dated = _dated(lines, ranges_only=ranges_only)
    if not dated:
        return [] if ranges_only else _undated(text, lines)
    above = _lines_above(lines, dated[0][0])
    anchors = _frame(text, lines, dated, above)
    order = _title_first(text, lines, anchors)
    found: list[Job] = []
    for index, anchor in enumerate(anchors):
        until = anchors[index + 1].first if index + 1 < len(anchors) else len(lines)
        header = resolve(_pieces(text, lines, anchor), title_first=order)
        body = lines[anchor.last + 1 : until]
        found.append(Job(header, anchor.period, (body[0].start, body[-1].end) if body else None))
    return _inherit(found)


def _dated(lines: list[Line], *, ranges_only: bool) -> list[tuple[int, Period]]:
    plain = [
        (at, period) for at, line in enumerate(lines) if not line.bullet and (period := anchor_period(line))
    ]
    if any(period.is_range for _, period in plain):
        plain = [(at, p) for at, p in plain if p.is_range or not _is_inside(lines[at], p)]
    listed = [
        (at, period) for at, line in enumerate(lines) if line.bullet and (period := anchor_period(line))
    ]
    found = (
        plain if any(p.is_range for _, p in plain) else [*plain, *((at, p) for at, p in listed if p.is_range)]
    )
    return sorted(((at, p) for at, p in found if p.is_range or not ranges_only), key=lambda pair: pair[0])


def _is_inside(line: Line, period: Period) -> bool:
    """Whether a single date may belong to a description: its line says more than a heading does."""
    rest = line.text[: period.start - line.start] + line.text[period.end - line.start :]
    bare = rest.strip(" ,:|–-()\t")
    return not is_header_like(bare or "X") or len(bare.replace("|", " ").split()) > 10


def anchor_period(line: Line) -> Period | None:
    """The period a line is dated with; None where it only mentions dates."""
    found = periods(line.text)
    if not found:
        return None
    period = next((one for one in found if one.is_range), found[0])
    before, after = line.text[: period.start].rstrip(), line.text[period.end :].lstrip()
    if period.is_range and not line.bullet and len(before) < 70 and title_strength(before) >= 0.8:
        return _shifted(period, line.start)
    opens = period.is_range and not before.strip("( ")
    if not opens and line.text.endswith(".") and len(line.text) > 60 and after not in {"", "."}:
        return None
    edge = not before.strip("( ") or not after.strip(") .")
    beside = before[-1:] in _BESIDE or after[:1] in _BESIDE
    listing = period.is_range and is_header_like(f"{before} {after}".strip() or "X")
    if line.bullet and not (not before or not after.strip(") .")):
        return None
    if not (edge or (beside and len(line.text) < 110) or listing):
        return None
    long = len(line.text) - (period.end - period.start) > 120
    if long and before:
        return None
    return _shifted(period, line.start)


def _shifted(period: Period, by: int) -> Period:
    def move(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return (span[0] + by, span[1] + by) if span else None

    return replace(
        period,
        start=period.start + by,
        end=period.end + by,
        start_span=move(period.start_span),
        end_span=move(period.end_span),
    )


def _lines_above(lines: list[Line], first: int) -> int:
    """How many lines of a heading stand above its dates, judged by the first job."""
    if not 0 < first <= _MOST_ABOVE:
        return 0
    return first if all(is_header_like(line.text) and not line.bullet for line in lines[:first]) else 0


def _frame(text: str, lines: list[Line], dated: list[tuple[int, Period]], above: int) -> list[_Anchor]:
    """Find the first and the last line of each heading."""
    framed: list[_Anchor] = []
    for index, (at, period) in enumerate(dated):
        floor = framed[-1].last + 1 if framed else 0
        first = at
        while first > max(floor, at - above) and _may_head(lines[first - 1]):
            first -= 1
        anchor = _Anchor(at, period, first, at)
        ceiling = dated[index + 1][0] - above if index + 1 < len(dated) else len(lines)
        framed.append(_extended(text, lines, anchor, ceiling, floor))
    return framed


def _may_head(line: Line) -> bool:
    return not line.bullet and is_header_like(line.text)


def _extended(text: str, lines: list[Line], anchor: _Anchor, ceiling: int, floor: int) -> _Anchor:
    """Take in lines below, and where the heading is still bare one above, until title and employer are known."""
    for _ in range(2):
        header = resolve(_pieces(text, lines, anchor))
        below = anchor.last + 1
        if below >= min(ceiling, len(lines)) or not _may_head(lines[below]):
            break
        lacks = header.title is None or header.employer is None or _names_better(header, lines[below])
        is_place = header.location is None and place_code(lines[below].text) is not None
        if not lacks and not is_place:
            break
        anchor = replace(anchor, last=below)
    header = resolve(_pieces(text, lines, anchor))
    bare = header.title is None and header.employer is None
    if bare and anchor.first > floor and _may_head(lines[anchor.first - 1]):
        anchor = replace(anchor, first=anchor.first - 1)
    return anchor


def _names_better(header: Header, below: Line) -> bool:
    """Whether the next line is a title while what was taken for one only stands where titles do."""
    return title_strength(below.text) >= 0.8 and not (
        header.title and title_strength(header.title.text) >= 0.8
    )


def _pieces(text: str, lines: list[Line], anchor: _Anchor) -> list[Piece]:
    spans = []
    for at in range(anchor.first, anchor.last + 1):
        line = lines[at]
        if at != anchor.at:
            spans.append((line.start, line.end))
            continue
        spans.append((line.start, anchor.period.start))
        spans.append((anchor.period.end, line.end))
    return pieces_of(text, [(start, end) for start, end in spans if text[start:end].strip(" (),|–-")])


def _title_first(text: str, lines: list[Line], anchors: list[_Anchor]) -> bool | None:
    """Whether titles come before employers in those headings that leave no doubt."""
    votes = 0
    for anchor in anchors:
        header = resolve(_pieces(text, lines, anchor))
        if header.sure and header.title and header.employer:
            votes += 1 if header.title.start < header.employer.start else -1
    return None if votes == 0 else votes > 0


def _inherit(found: list[Job]) -> list[Job]:
    """Several posts under one employer: the later ones take its name, a bare employer line is no job itself."""
    kept: list[Job] = []
    for job in found:
        last = kept[-1] if kept else None
        header = job.header
        if last and header.title and not header.employer and last.header.employer:
            job = replace(job, header=with_employer(header, last.header.employer))  # noqa: PLW2901
            if last.header.title is None and last.body is None:
                kept.pop()
        kept.append(job)
    return [job for job in kept if job.header.title or job.header.employer]


def _undated(text: str, lines: list[Line]) -> list[Job]:
    """Jobs without dates: each block that opens with a heading."""
    starts = [
        at
        for at, line in enumerate(lines)
        if _may_head(line) and (at == 0 or line.after_gap or lines[at - 1].bullet) and len(line.text) < 80
    ]
    found = []
    for index, at in enumerate(starts):
        until = starts[index + 1] if index + 1 < len(starts) else len(lines)
        last = at
        while last + 1 < until and last - at < 1 and _may_head(lines[last + 1]):
            last += 1
        header = resolve(pieces_of(text, [(line.start, line.end) for line in lines[at : last + 1]]))
        if header.title is None or title_strength(header.title.text) < 0.8:
            continue
        body = lines[last + 1 : until]
        found.append(Job(header, None, (body[0].start, body[-1].end) if body else None))
    return found
