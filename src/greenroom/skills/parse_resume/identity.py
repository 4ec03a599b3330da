"""The person's name and where they live."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from greenroom.skills.parse_resume.cues import (
    degree_strength,
    is_street,
    organisation_strength,
    place_code,
    school_strength,
    title_strength,
    tokens,
)
from greenroom.skills.parse_resume.lines import Fragment, Line, fragments, trimmed
from greenroom.skills.parse_resume.sections import Section, heading_kind
from greenroom.skills.parse_resume.vocabulary import fold, words

_NAME_LABEL = re.compile(
    r"(?:full name|name|vor- und nachname|name, vorname|vor- und zuname|nom et prenom|nom|"
    r"nombre y apellidos|nombre|nome completo|"
    r"nome|candidate|vorname/name)\s*[:\t]\s*",
    re.IGNORECASE,
)
_HOME_LABEL = re.compile(
    r"(?:address|home address|current address|location|residence|current location|lives in|based in|city|anschrift|"
    r"adresse|wohnort|wohnhaft in|domicile|lieu|direccion|dirección|domicilio|ubicación|residencia|ciudad|morada|"
    r"endereço|endereco|localização|localidade|cidade|residência|indirizzo|⌂)\s*[:\t]?\s+|⌂:\s*",
    re.IGNORECASE,
)
_HONORIFICS = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|miss|herr|frau|m|mme|sr|sra|dipl\.-ing|ing)\.?\s+)+|,?\s+(?:phd|md|mba|cpa|rn|pmp|jr|esq)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Guess:
    """A fragment and how sure it is, 0 to 1."""

    place: Fragment
    sure: float


def name(text: str, sections: list[Section], emails: list[str], *, reachable: bool) -> Guess | None:
    """The likeliest name: high on the first page, written like a name, akin to the e-mail address.

    reachable: whether the resume names any way to reach the person; one that does not is often anonymous.
    """
    best: Guess | None = None
    lines = [(line, section.kind) for section in sections for line in section.lines if line.page <= 1]
    for order, (line, kind) in enumerate(sorted(lines, key=lambda pair: pair[0].start)):
        for fragment, labelled in _candidates(text, line):
            score = _name_score(fragment.text, order, emails, labelled=labelled)
            if kind not in {"top", "contact"}:
                score -= 0.25
            if not reachable and not labelled:
                score -= 0.3
            if score > (best.sure if best else 0.45):
                best = Guess(fragment, min(score, 1.0))
    return best


def _candidates(text: str, line: Line) -> list[tuple[Fragment, bool]]:
    label = _NAME_LABEL.match(line.text)
    if label:
        rest = trimmed(text, line.start + label.end(), line.end)
        return [(_bare(text, rest), True)] if rest else []
    if len(line.text) > 160:
        return []
    found = [(_bare(text, fragment), False) for fragment in fragments(text, line.start, line.end)]
    head = re.match(r"([^\W\d_][\w.'’-]+(?:\s+[^\W\d_][\w.'’-]*){1,3})\s*,\s", line.text)
    if head:
        found.append((Fragment(line.start, line.start + head.end(1), head.group(1)), False))
    return found


def _bare(text: str, fragment: Fragment) -> Fragment:
    """Without forms of address and degrees around the name, and without "Resume of"."""
    shown = fragment.text
    lead = re.match(
        r"(?:resume|résumé|cv|curriculum vitae|lebenslauf|curr[ií]culo)\s*(?:of|von|de|-|–|:)?\s+",
        shown,
        re.IGNORECASE,
    )
    start = fragment.start + (lead.end() if lead and lead.end() < len(shown) else 0)
    address = _HONORIFICS.match(text[start : fragment.end])
    if address and not text[start:].startswith(","):
        start += address.end()
    end = fragment.end
    while tail := re.search(r",?\s+(?:phd|ph\.d|md|mba|cpa|rn|pmp|esq)\.?$", text[start:end], re.IGNORECASE):
        end = start + tail.start()
    return trimmed(text, start, end) or fragment


def _name_score(shown: str, order: int, emails: list[str], *, labelled: bool) -> float:
    parts = shown.replace(",", " ").split()
    if (
        not 1 < len(parts) <= 5
        or any(char.isdigit() or char in "@:/&+_()" for char in shown)
        or len(shown) > 50
    ):
        return 0.0
    if shown.endswith(".") and len(parts[-1]) > 2:
        return 0.0
    if any(fold(part).strip(".,") in words().no_names for part in parts):
        return 0.0
    if not all(_is_name_part(part) for part in parts):
        return 0.0
    akin = max((_akin(parts, email) for email in emails), default=0.0)
    score = 0.62 - 0.02 * min(order, 20) + (0.5 if labelled else 0.0) + 0.45 * akin
    if order == 0:
        score += 0.1
    if "," in shown and not labelled and len(parts) != 2:
        score -= 0.3
    return score - _doubt(shown, parts)


def _doubt(shown: str, parts: list[str]) -> float:
    """How far the words look like something other than a name."""
    line = Line(0, len(shown), shown, bullet=False, after_gap=False, page=1)
    doubt = 0.6 if heading_kind(line) else 0.0
    doubt += 0.5 * title_strength(shown) + 0.4 * organisation_strength(shown) + 0.4 * school_strength(shown)
    places = [place_code(atom) is not None for atom in shown.split(",")]
    doubt += 0.3 * degree_strength(shown) + (0.5 if all(places) else 0.0)
    common = {"and", "of", "the", "with", "for", "in", "und", "et", "to", "skills", "management", "work"}
    doubt += 0.6 if any(fold(part) in common for part in parts) else 0.0
    doubt += 0.3 if all(fold(part) in words().languages for part in parts) else 0.0
    return doubt


def _is_name_part(part: str) -> bool:
    word = part.strip(".,'’\"“”")
    if not word:
        return False
    if fold(word) in words().name_particles:
        return True
    return word[0].isupper() or (not word[0].isascii() and word[0].isalpha())


def _akin(parts: list[str], email: str) -> float:
    """0 to 1: how much of the name the e-mail address is made of."""
    local = re.sub(r"[\d_.+-]+", " ", fold(email.split("@", maxsplit=1)[0])).strip()
    squeezed = local.replace(" ", "")
    if len(squeezed) < 3:
        return 0.0
    names = [re.sub(r"[^a-z]", "", fold(part)) for part in parts]
    names = [one for one in names if len(one) > 1]
    hits = sum(one in squeezed for one in names if len(one) > 2)
    initials = [names[0][0] + names[-1], names[0] + names[-1][0], names[-1] + names[0][0]] if names else []
    if hits >= 2 or any(one == squeezed for one in initials):
        return 1.0
    if hits == 1:
        return 0.7
    return 0.5 if fuzz.ratio("".join(names), squeezed) > 70 else 0.0


def home(text: str, sections: list[Section]) -> Guess | None:
    """Where the person lives: in the lines before the first section or among the contact details."""
    near = [line for section in sections if section.kind in {"top", "contact"} for line in section.lines]
    for line in near:
        label = _HOME_LABEL.match(line.text)
        until = re.search(r"\s+[^\W\d_]+\s*:\s", line.text[label.end() :]) if label else None
        stop = line.start + label.end() + until.start() if label and until else line.end
        rest = trimmed(text, line.start + label.end(), stop) if label else None
        if rest and len(rest.text) < 90 and not title_strength(rest.text):
            first = fragments(text, rest.start, rest.end)
            return Guess(first[0], 0.9) if first else None
    for line in near[:25]:
        found = _home_in(text, line)
        if found:
            return found
    return None


def _home_in(text: str, line: Line) -> Guess | None:
    if len(line.text) > 160:
        return None
    for fragment in fragments(text, line.start, line.end):
        clean = _without_contacts(text, fragment)
        if clean is None or "@" in clean.text:
            continue
        atoms = [atom.strip() for atom in clean.text.split(",") if atom.strip()]
        if not atoms or len(clean.text) > 80 or len(atoms) > 5:
            continue
        last = place_code(atoms[-1])
        first_is_place = place_code(atoms[0]) is not None
        if is_street(clean.text) or (last is not None and all(_may_be_address(atom) for atom in atoms)):
            return Guess(clean, 0.85 if len(atoms) > 1 else 0.7)
        if first_is_place and len(atoms) == 1:
            return Guess(clean, 0.7)
    return None


def _may_be_address(atom: str) -> bool:
    return title_strength(atom) < 0.8 and organisation_strength(atom) < 0.8 and len(tokens(atom)) <= 6


def _without_contacts(text: str, fragment: Fragment) -> Fragment | None:
    """The fragment without e-mail addresses, links and telephone numbers at its edges."""
    shown = re.sub(
        r"\S+@\S+|https?://\S+|www\.\S+|\+?\(?\d[\d\s().-]{6,}\d",
        lambda m: "\x00" * len(m.group()),
        fragment.text,
    )
    longest = max(re.finditer(r"[^\x00]+", shown), key=lambda m: len(m.group()), default=None)
    if longest is None:
        return None
    return trimmed(text, fragment.start + longest.start(), fragment.start + longest.end())
