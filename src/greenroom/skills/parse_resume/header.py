"""Who, what and where in the heading of one job: pieces are labelled, then told apart by their neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from greenroom.skills.parse_resume.cues import (
    is_street,
    is_title_word,
    organisation_strength,
    place_code,
    title_strength,
    tokens,
)
from greenroom.skills.parse_resume.lines import Fragment, by_comma, fragments, trimmed

TITLE, EMPLOYER, PLACE, OPEN = "title", "employer", "place", "open"
_AT = re.compile(r"\s+(?:at|@|bei(?: der| dem)?|chez|beim|bij|presso|for)\s+(?=[^\W\d_]|\d)")
_ENDS_COMPANY = re.compile(
    r"\b(?:Company Name|Inc\.?|LLC|Ltd\.?|Limited|GmbH|Corp\.?|S\.A\.|PLC|AG|SARL|SAS|Ltda\.?|S\.L\.)(?=\s+[A-ZÀ-Þ])"
)
_LABEL = re.compile(
    r"(?:job title|position|title|role|company|employer|organi[sz]ation|client|designation|location|place|"
    r"arbeitgeber|firma|unternehmen|poste|entreprise|empresa|puesto|cargo|ort|lieu|lugar)\s*:\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """A part of a job's heading and what it seems to be. strength: 0 to 1."""

    place: Fragment
    kind: str
    strength: float


@dataclass(frozen=True)
class Header:
    title: Fragment | None = None
    employer: Fragment | None = None
    location: Fragment | None = None
    sure: bool = False


def pieces_of(text: str, spans: list[tuple[int, int]]) -> list[Piece]:
    """The labelled pieces of the stretches of a heading that are left when its dates are taken out."""
    found: list[Piece] = []
    for start, end in spans:
        for fragment in fragments(text, start, end):
            found.extend(_labelled(text, fragment))
    return found


def _labelled(text: str, fragment: Fragment) -> list[Piece]:
    label = _LABEL.match(fragment.text)
    if label:
        rest = trimmed(text, fragment.start + label.end(), fragment.end)
        return _labelled(text, rest) if rest else []
    whole = _label(fragment)
    parts = by_comma(text, fragment)
    if whole.kind == PLACE or len(parts) <= 1:
        return [whole] if whole.kind == PLACE else _joined_names(text, fragment)
    pieces = [piece for part in parts for piece in _joined_names(text, part)]
    return _merge(text, pieces)


def _joined_names(text: str, fragment: Fragment) -> list[Piece]:
    """ "Cook at Blue Inn" and "Acme Ltd Cook" hold two names each."""
    at = _AT.search(fragment.text)
    if at and title_strength(fragment.text[: at.start()]) >= 0.8:
        halves = (fragment.start, fragment.start + at.start()), (fragment.start + at.end(), fragment.end)
        left, right = (trimmed(text, *half) for half in halves)
        if left and right:
            return [Piece(left, TITLE, 1.0), Piece(right, EMPLOYER, 0.9)]
    company = _ENDS_COMPANY.search(fragment.text)
    if company and title_strength(fragment.text[company.end() :]) >= 0.8:
        left = trimmed(text, fragment.start, fragment.start + company.end())
        right = trimmed(text, fragment.start + company.end(), fragment.end)
        if left and right:
            return [Piece(left, EMPLOYER, 1.0), Piece(right, TITLE, 1.0)]
    return _title_then_company(text, fragment)


def _title_then_company(text: str, fragment: Fragment) -> list[Piece]:
    spans = [match.span() for match in re.finditer(r"\S+", fragment.text)]
    heads = [at for at, span in enumerate(spans) if is_title_word(tokens(fragment.text[slice(*span)] or " ")[0])
             ] if all(tokens(fragment.text[slice(*span)]) for span in spans) else []  # fmt: skip
    if heads and heads[-1] < len(spans) - 1:
        cut = spans[heads[-1]][1]
        rest = fragment.text[cut:].strip()
        if organisation_strength(rest) >= 0.8 and rest[:1].isupper() and " of" not in fragment.text[:cut]:
            left = trimmed(text, fragment.start, fragment.start + cut)
            right = trimmed(text, fragment.start + cut, fragment.end)
            if left and right:
                return [Piece(left, TITLE, 1.0), Piece(right, EMPLOYER, 0.8)]
    return [_label(fragment)]


def _label(fragment: Fragment) -> Piece:
    if place_code(fragment.text) is not None or is_street(fragment.text):
        return Piece(fragment, PLACE, 1.0)
    atoms = [atom for atom in re.split(r"\s*[,()]\s*", fragment.text) if atom]
    if 1 < len(atoms) <= 4 and _is_place_list(atoms):
        return Piece(fragment, PLACE, 0.9)
    title, organisation = title_strength(fragment.text), organisation_strength(fragment.text)
    if title >= 0.8 and organisation < 1.0:
        return Piece(fragment, TITLE, title)
    if organisation > 0:
        return Piece(fragment, EMPLOYER, organisation)
    return Piece(fragment, TITLE if title else OPEN, title)


def _is_place_list(atoms: list[str]) -> bool:
    """ "Pomona, CA" or "Haifa, Israel": the last part is a place and the others could be."""
    if place_code(atoms[-1]) is None or any(title_strength(a) or organisation_strength(a) for a in atoms):
        return False
    known = sum(place_code(atom) is not None for atom in atoms)
    short_state = atoms[-1].isupper() and len(atoms[-1]) <= 3
    return known == len(atoms) or (short_state and len(atoms) == 2 and len(atoms[0].split()) <= 3)


def _merge(text: str, pieces: list[Piece]) -> list[Piece]:
    """Neighbouring titles, places, and a town with its state, are one piece each."""
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last and _belongs(last, piece):
            kind = PLACE if piece.kind == PLACE else last.kind
            span = trimmed(text, last.place.start, piece.place.end) or last.place
            merged[-1] = Piece(span, kind, max(last.strength, piece.strength))
        elif last and _is_state(piece) and (parted := _town_apart(text, last, piece)):
            merged[-1:] = parted
        elif _is_town(merged, piece):
            joined = trimmed(text, merged[-1].place.start, piece.place.end) or piece.place
            merged[-1] = Piece(joined, PLACE, 0.9)
        else:
            merged.append(piece)
    return merged


def _is_town(before: list[Piece], piece: Piece) -> bool:
    """Whether an unknown name beside a known place is a town: only where something else can be the employer."""
    if len(before) < 2 or not any(one.kind in {EMPLOYER, OPEN} for one in before[:-1]):
        return False
    pair = {before[-1].kind, piece.kind}
    town = before[-1] if before[-1].kind == OPEN else piece
    return pair == {OPEN, PLACE} and len(town.place.text.split()) <= 3 and town.place.text[0].isupper()


def _is_state(piece: Piece) -> bool:
    shown = piece.place.text
    return piece.kind == PLACE and ((shown.isupper() and 1 < len(shown) <= 3) or shown == "State")


def _town_apart(text: str, last: Piece, state: Piece) -> list[Piece] | None:
    """ "Acme Corp Austin", "TX": the town is the last word before its state."""
    head, _, town = last.place.text.rpartition(" ")
    if last.kind not in {EMPLOYER, OPEN} or not head or place_code(town) is None:
        return None
    at = last.place.end - len(town)
    name, place = trimmed(text, last.place.start, at), trimmed(text, at, state.place.end)
    return [replace(last, place=name), Piece(place, PLACE, 0.9)] if name and place else None


def _belongs(last: Piece, piece: Piece) -> bool:
    if last.kind == piece.kind and last.kind in {TITLE, PLACE}:
        return True
    return _is_state(piece) and last.kind == OPEN and len(last.place.text.split()) <= 3


def resolve(pieces: list[Piece], *, title_first: bool | None = None) -> Header:
    """Title, employer and location of a heading. title_first: how the other headings of the resume go."""
    titles = [piece for piece in pieces if piece.kind == TITLE]
    named = [piece for piece in pieces if piece.kind == EMPLOYER]
    places = [piece for piece in pieces if piece.kind == PLACE]
    unknown = [piece for piece in pieces if piece.kind == OPEN and _could_name(piece)]
    title = max(titles, key=lambda piece: piece.strength, default=None)
    employer = max(named, key=lambda piece: piece.strength, default=None)
    known_title = title is not None
    if employer is None and title is not None and not unknown:
        spare = [
            piece
            for piece in titles
            if piece is not title and not is_title_word(tokens(piece.place.text)[-1])
        ]
        employer = spare[-1] if spare else None
    if employer is None and title is None and len(unknown) > 1:
        first, second = unknown[0], unknown[1]
        title, employer = (first, second) if title_first is not False else (second, first)
        unknown = unknown[2:]
    if employer is None and unknown:
        employer, unknown = _nearest(unknown, title), []
    if title is None and unknown:
        title = unknown[0]
    location = _location(places, employer)
    return Header(
        title.place if title else None,
        employer.place if employer else None,
        location.place if location else None,
        known_title and employer is not None,
    )


def _could_name(piece: Piece) -> bool:
    text = piece.place.text
    letters = [char for char in text if char.isalpha()]
    return (
        len(letters) >= 2
        and len(text.split()) <= 8
        and (text[0].isupper() or text[0].isdigit() or text[0] in '«"“')
    )


def _nearest(unknown: list[Piece], title: Piece | None) -> Piece:
    """The first name before the title, else the first after it: towns follow employers."""
    before = [piece for piece in unknown if title and piece.place.start < title.place.start]
    return (before or unknown)[0]


def _location(places: list[Piece], employer: Piece | None) -> Piece | None:
    if employer is None:
        return places[0] if places else None
    after = [piece for piece in places if piece.place.start > employer.place.start]
    return after[0] if after else (places[0] if places else None)


def with_employer(header: Header, employer: Fragment) -> Header:
    return replace(header, employer=employer)
