"""What a few words look like: a job title, an organisation, a school, a degree, a place, a sentence."""

from __future__ import annotations

import re

from greenroom.skills.parse_resume.vocabulary import fold, words

_TOKEN = re.compile(r"[^\W_][\w.'’&+#/-]*")
_POSTCODE = re.compile(
    r"\b(?:\d{4,5}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\b"
)
_STREET = re.compile(
    r"\d+\s*\w?\b.*\b(?:st|street|ave|avenue|rd|road|blvd|lane|ln|drive|dr|way|court|ct|place|square)\b|"
    r"\b(?:rue|calle|avenida|rua|via|avenue|boulevard|c/)\s|(?:stra(?:ss|ß)e|str\.|weg|platz|allee|gasse)\s*\d|"
    r"\bp\.?o\.? box\b",
    re.IGNORECASE,
)


def tokens(text: str) -> list[str]:
    return [token.strip(".'/-") for token in _TOKEN.findall(fold(text))]


def title_strength(text: str) -> float:
    """0 to 1: how much the words look like a job title."""
    found = tokens(text)
    if not found or len(found) > 12:
        return 0.0
    hits = [at for at, token in enumerate(found) if is_title_word(token)]
    if not hits:
        return 0.3 if found[0] in words().ranks else 0.0
    if has_suffix(text) and found[-1] in words().company_suffixes:
        return 0.2
    first_or_last = hits[-1] == len(found) - 1 or hits[0] == 0
    return 1.0 if first_or_last else 0.8


def is_title_word(token: str) -> bool:
    known = words()
    if token in known.titles or token.removesuffix("s") in known.titles:
        return True
    halves = re.split(r"[/*:-]", token)
    if len(halves) > 1 and any(half in known.titles for half in halves):
        return True
    base = re.sub(r"[/*:_-]?in(?:nen)?$", "", token)
    return len(base) > 7 and base.endswith(known.title_endings)


def organisation_strength(text: str) -> float:
    """0 to 1: how much the words look like the name of an employer."""
    found = tokens(text)
    if not found or len(found) > 12:
        return 0.0
    if has_suffix(text):
        return 1.0
    known = words()
    hits = [token for token in found if token in known.organisations and (len(token) > 3)]
    if hits:
        return 0.8
    compound = any(len(token) > 8 and token.endswith(known.organisation_endings) for token in found)
    return 0.6 if compound or school_strength(text) >= 0.8 else 0.0


def has_suffix(text: str) -> bool:
    """Whether the words end like a registered company ("Ltd", "GmbH", "S.A.")."""
    found = [token.replace(".", "") for token in tokens(text)]
    written = re.findall(r"[\w.]+", text)
    if not found or not written:
        return False
    short = found[-1] in words().company_suffixes and len(found) > 1 and written[-1][:1].isupper()
    return short or any(token in {"gmbh", "llc", "inc", "ltd", "ltda", "sarl", "plc"} for token in found[1:])


def school_strength(text: str) -> float:
    found = tokens(text)
    known = words()
    if not found or len(found) > 14:
        return 0.0
    if any(token in known.schools for token in found):
        return 1.0
    endings = (
        "universitat",
        "hochschule",
        "gymnasium",
        "schule",
        "akademie",
        "kolleg",
        "institut",
        "college",
    )
    return 0.9 if any(len(token) > 7 and token.endswith(endings) for token in found) else 0.0


def degree_strength(text: str) -> float:
    """0 to 1: how much the words look like a degree or school-leaving certificate."""
    folded = fold(text)
    known = words()
    if any(re.search(rf"\b{re.escape(phrase)}\b", folded) for phrase in known.degree_phrases):
        return 1.0
    written = re.findall(r"[^\s,;:()|]+", text)
    for at, word in enumerate(written):
        token = fold(word).strip(".'/-")
        if token not in known.degrees and token.replace(".", "") not in known.degrees:
            continue
        if len(token.replace(".", "")) <= 3 and not _is_initials(word):
            continue
        return 1.0 if at <= 2 else 0.7
    compounds = ("diplom-", "bachelor-", "master-", "abschluss", "studium")
    return 0.8 if any(part in folded for part in compounds) and len(written) < 10 else 0.0


def _is_initials(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return "." in word.rstrip(".,") or sum(char.isupper() for char in letters) >= min(2, len(letters))


def place_code(text: str) -> str | None:
    """The ISO country of a place name ("" where only the place is known); None for what is no place."""
    text = text.strip(" .,()")
    known = words()
    if text in known.state_codes:
        return known.state_codes[text]
    name = fold(text)
    for table in (known.countries, known.states, known.cities):
        if name in table:
            return table[name]
    if name in {"remote", "home office", "homeoffice", "city", "state", "teletrabajo", "remoto", "hybrid"}:
        return ""
    bare = _POSTCODE.sub("", text).strip(" ,-")
    if (
        bare != text
        and re.fullmatch(r"[^\W\d_][^\d_/()]*", bare)
        and len(bare.split()) <= 3
        and bare[0].isupper()
    ):
        return None if title_strength(bare) else place_code(bare) or _by_postcode(text)
    if re.fullmatch(r"[A-Z]{2}\s+\d{5}(?:-\d{4})?", text):
        return "US"
    area = re.sub(r"^(?:greater|raum|region|metropolitan)\s+|\s+(?:area|region|und umgebung)$", "", name)
    return place_code(area) if area != name else None


def _by_postcode(text: str) -> str:
    return "GB" if re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", text) else ""


def is_street(text: str) -> bool:
    return bool(_STREET.search(text))


def is_header_like(text: str) -> bool:
    """Whether a line could name a job, an employer or a school rather than describe something."""
    if len(text) > 100 or len(text.split()) > 14 or not text[0].isprintable() or text[0].islower():
        return False
    if (
        text.endswith((".", ";", ":"))
        and not has_suffix(text.rstrip("."))
        and not re.search(r"\b[A-Z]\.$", text)
    ):
        return False
    long_words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    capital = sum(word[0].isupper() for word in long_words)
    return not long_words or capital >= 0.5 * len(long_words) or title_strength(text) == 1.0
