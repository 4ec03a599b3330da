"""E-mail addresses, telephone numbers and links."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers

from greenroom.skills.parse_resume.cues import place_code
from greenroom.skills.parse_resume.dates import periods

_EMAIL = re.compile(r"[\w.+%'-]+\s?@\s?(?:[\w-]+\.)+[a-zA-Z]{2,24}(?!\w)")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()|,;]+"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)*(?:linkedin\.com|github\.com|gitlab\.com|xing\.com|behance\.net|stackoverflow\.com|"
    r"medium\.com|dribbble\.com|kaggle\.com|twitter\.com|bitbucket\.org|orcid\.org|t\.me)/[^\s<>()|,;]+"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|me|de|fr|es|pt|br|uk|co|ai|app|example)(?:/[^\s<>()|,;]*)?(?![\w@.])",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w/.@#-])(?:\+|00)?[ \t]?\(?\d[\d \t()./–-]{5,22}\d(?:[ \t]?(?:x|ext\.?)[ \t]?\d{1,5})?(?![\w@])"
)
_NO_PHONE = re.compile(
    r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}/\d{4}|\$|%"
)


@dataclass(frozen=True)
class Found:
    """A contact detail. value: normalised, "" where that was not possible."""

    start: int
    end: int
    text: str
    value: str


def emails(text: str) -> list[Found]:
    found: dict[str, Found] = {}
    for match in _EMAIL.finditer(text):
        value = re.sub(r"\s", "", match.group()).strip(".'-")
        start = match.start() + match.group().index(value[0])
        shown = text[start : match.end()]
        found.setdefault(value.lower(), Found(start, match.end(), shown, value))
    return list(found.values())


def links(text: str) -> list[Found]:
    found: dict[str, Found] = {}
    taken = [(one.start, one.end) for one in emails(text)]
    for match in _LINK.finditer(text):
        shown = match.group().rstrip(".:/")
        if any(start <= match.start() < end for start, end in taken) or "." not in shown:
            continue
        if re.fullmatch(r"[A-Za-z]+\.(?:io|net|me|ai|co)", shown) and not shown.islower():
            continue  # Node.io and ASP.NET are products, not addresses.
        key = re.sub(r"^https?://(?:www\.)?", "", shown.lower())
        found.setdefault(key, Found(match.start(), match.start() + len(shown), shown, shown))
    return [one for one in found.values() if not _is_product(one.text)]


def _is_product(text: str) -> bool:
    bare = text.lower()
    return bare in {"asp.net", "vb.net", "ado.net", "socket.io", "draw.io", "chart.js", "power.me", "ml.net"}


def phones(text: str, region: str) -> list[Found]:
    """Telephone numbers, each once. region: ISO country of numbers written without one, "" if not known."""
    found: dict[str, Found] = {}
    for match in _PHONE.finditer(text):
        shown = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if shown.count("(") != shown.count(")"):
            shown = shown.lstrip("(") if shown.startswith("(") and ")" not in shown else shown
            start = text.index(shown, match.start())
        digits = re.sub(r"\D", "", shown)
        if not 7 <= len(digits) <= 16 or _NO_PHONE.search(shown) or _is_dates(shown):
            continue
        value = e164(shown, region)
        line = text[text.rfind("\n", 0, start) + 1 : start].lower()
        labelled = re.search(
            r"(?:tel|phone|mob|cell|handy|telefon|portable|fon|fax|whatsapp|movil|móvil|celular)", line
        )
        if not value and not labelled and not _has_shape(shown, digits):
            continue
        key = value or digits
        found.setdefault(key, Found(start, start + len(shown), shown, value))
    return list(found.values())


def _is_dates(shown: str) -> bool:
    return any(period.is_range for period in periods(shown)) or bool(
        re.fullmatch(r"(?:19|20)\d\d[\s-]+\d{2,4}", shown)
    )


def _has_shape(shown: str, digits: str) -> bool:
    """Whether digits without a known country are grouped like a telephone number."""
    grouped = len(re.findall(r"\d+", shown)) >= 2
    return grouped and 9 <= len(digits) <= 15 and len(re.findall(r"\d+", shown)) <= 6


def e164(shown: str, region: str) -> str:
    """ "+…" where the country is known and the number possible there, "" otherwise."""
    written = re.sub(r"^00", "+", shown)
    if not written.startswith("+") and not region:
        return ""
    try:
        number = phonenumbers.parse(written.replace("(0)", ""), region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def region_of(places: list[str], shown: list[str]) -> str:
    """The country of the person: from the places they name, else from the North American way to group digits."""
    for place in places:
        for part in re.split(r"[,|()\t]", place)[::-1]:
            code = place_code(part)
            if code:
                return code
    american = re.compile(r"\(?\d{3}\)?[ .-]\s?\d{3}[ .-]\d{4}")
    return "US" if any(american.fullmatch(number) for number in shown) else ""
