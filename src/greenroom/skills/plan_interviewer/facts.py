"""Title, seniority, place and pay, as a job description states them."""

from __future__ import annotations

import re
from collections import Counter

from greenroom.skills.plan_interviewer.cues import Reading
from greenroom.skills.plan_interviewer.posting import Item
from greenroom.skills.plan_interviewer.wording import tidy

_GENDER_MARK = re.compile(
    r"\s*[(\[]\s*(?:[mwfdhx]\s*[/|]\s*)+[mwfdhx]\s*[)\]]|\s*[(\[](?:all genders|gn|m/w/divers"
    r"|alle geschlechter)[)\]]"
    r"|\s+[-–]?\s*(?:[mwfh]/[mwfh](?:/[dx])?)(?!\w)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:(?:US|CA|A)?[$£€]|R\$|CHF|EUR|USD|GBP|BRL)\s?\d[\d.,' ]*(?:\s?(?:k|K|mil)\b)?"
    r"(?:\s*(?:-|–|to|and|bis|à|a|até|y|e)\s*(?:(?:US|CA|A)?[$£€]|R\$|CHF|EUR|USD|GBP"
    r"|BRL)?\s?\d[\d.,' ]*(?:\s?(?:k|K|mil)\b)?)?"
    r"|\b\d[\d.,']*(?:\s\d{3})*\s?(?:k\s?)?(?:€|EUR|euros?|Euro|CHF|£|GBP|USD|reais|dollars"
    r"|ريال|درهم|دينار|جنيه)"
    r"(?:\s*(?:-|–|to|bis|à|a|até)\s*\d[\d.,']*(?:\s\d{3})*\s?(?:k\s?)?(?:€|EUR|euros?|Euro|CHF|£"
    r"|GBP|USD|reais))?",
)
_RANGE_FIRST = re.compile(
    r"\b\d[\d.,' ]*\s?(?:-|–|to|bis|à|a|até)\s?\d[\d.,']*(?:\s\d{3})*\s?(?:€|EUR|euros?|Euro|CHF"
    r"|£|GBP|USD|reais)"
)
_PER = re.compile(
    r"^\s?(?:شهريا|سنويا|في الشهر|في السنة|في الساعة|بالساعة|للساعة)"
    r"|^\s?(?:gross |brutto |bruto |brut |brutos )?(?:per|an|a|/|pro|par|por|je|im|ao|al)\s?"
    r"(?:hour|year|annum|month|week|day|h|hr|Stunde|Jahr|Monat|heure|an|mois|hora|año|mes|mês|ano)\b"
    r"|^\s?(?:p\.a\.|annually|yearly|hourly|brutto|brut|brutos?)",
    re.IGNORECASE,
)
_PLACE_IN = re.compile(
    r"(?:based in|located in|office in|position in|in our \w+ in|Standort|Dienstort|basé(?:e"
    r"|s)? à|poste à|ubicado en|con sede en|"
    r"localizado em|sediado em|am Standort|in unserem Büro in|nuestras? \w+ (?:en|de)"
    r"|dans nos bureaux (?:de|à))\s+"
    r"(?P<place>[A-ZÀ-Ý][\w’'-]+(?:[ -](?:de|la|le|am|an|der|do|da|del|upon)?\s?[A-ZÀ-Ý][\w’'-]+){0,3})"
)
_SENTENCE = re.compile(r"[.!?]\s|\s(?:is|are|we|our|will|wir|nous|vous|somos|ist|sind)\s", re.IGNORECASE)
LONGEST_TITLE = 120
_SHORT_LINE, _TITLE_WORDS, _AGAIN = 60, 6, 3


def title(text: str, listed: list[Item], words: Reading) -> str:
    """The name of the job, "" where nothing looks like one."""
    labelled = next((item.text for item in listed if item.section == "title"), "")
    if labelled:
        return clean_title(labelled, words)
    lines = [
        line.strip() for line in text[:6000].splitlines() if line.strip() and not _is_heading(line, words)
    ][:8]
    heads = [clean_title(line, words) for line in lines if _could_be_title(line)]
    named = [head for head in heads if names_a_job(head, words)]
    if named:
        return named[0]
    asked = _asked_for(text[:6000], words)
    if asked:
        return clean_title(asked, words)
    later = _later_line(text, words)
    if later:
        return later
    if heads and lines and clean_title(lines[0], words) == heads[0]:
        return heads[0]
    return clean_title(" ".join(text.split()[:8]), words) if text.strip() else ""


def _is_heading(line: str, words: Reading) -> bool:
    return line.strip(" \t#*_>=:?-–").lower() in words.headings


def _later_line(text: str, words: Reading) -> str:
    """A short line further down that names a job and stands there once or twice, "" for none."""
    times = Counter(line.strip() for line in text.splitlines())
    for line, n in times.items():
        if (
            n < _AGAIN
            and 0 < len(line) <= _SHORT_LINE
            and line[-1] not in ".:;,"
            and not _is_heading(line, words)
        ):
            head = clean_title(line, words)
            if _could_be_title(line) and len(head.split()) <= _TITLE_WORDS and names_a_job(head, words):
                return head
    return ""


def clean_title(line: str, words: Reading) -> str:
    """A title without markup, gender marks, lead-ins such as "We are hiring:", place and class codes."""
    bare = re.sub(r"^[\s#*_>•-]+|[\s*_:.!,;-]+$", "", " ".join(line.split()))
    bare = words.noise.sub("", bare)
    bare = _GENDER_MARK.sub("", bare)
    bare = re.split(r"\s[-–—|•]\s|\s\(", bare)[0].strip(" ,;:–-")
    if bare.isupper() and len(bare) > 6:
        bare = " ".join(word if word in ("IT", "HR", "QA", "UX") else _capital(word) for word in bare.split())
    return bare[:LONGEST_TITLE].strip()


def names_a_job(line: str, words: Reading) -> bool:
    parts = re.split(r"[\s/&:*()-]+", line.lower())
    return any(
        part in words.nouns or (words.language == "de" and any(part.endswith(n) for n in words.nouns))
        for part in parts
        if len(part) > 2
    )


def seniority(name: str, listed: list[Item], words: Reading) -> str:
    """intern, junior, senior or lead by the title; by the years asked for where the title says nothing."""
    for level in ("intern", "junior", "senior", "lead"):
        if words.has(f"seniority_{level}", name):
            return level
    asked = [
        int(n)
        for item in listed
        if item.section == "must" and _EXPERIENCE.search(item.text)
        for n in _YEARS.findall(item.text[:300])
    ]
    return "senior" if asked and min(asked) >= 7 else ""


def location(text: str, listed: list[Item], words: Reading) -> str:
    for item in listed:
        if item.section == "location":
            return tidy(item.text, 80)
    found = _PLACE_IN.search(text[:20_000])
    if found:
        return found["place"]
    remote = words.cues["remote"].search(" ".join(text[:20_000].splitlines()[:12]))
    return remote[0] if remote else ""


def pay(listed: list[Item]) -> str:
    """The first sum that looks like pay, as written, with "per hour" and the like."""
    from_section = [item for item in listed if item.section == "pay"]
    for item in [*from_section, *(item for item in listed if item.section != "about")]:
        found = _RANGE_FIRST.search(item.text) or _MONEY.search(item.text)
        if found is None:
            continue
        after = _PER.match(item.text[found.end() :])
        sum_said = found[0] + (after[0] if after else "")
        if item.section == "pay" or after or sum(c.isdigit() for c in found[0]) >= 5:
            return tidy(sum_said, 80)
    return ""


_EXPERIENCE = re.compile(r"experien|experiên|expérien|erfahrung", re.IGNORECASE)
_YEARS = re.compile(r"\b(\d{1,2})\+?\s*(?:years|Jahre|ans|años|anos)\b", re.IGNORECASE)


def _asked_for(text: str, words: Reading) -> str:
    for pattern in words.titles:
        found = pattern.search(text)
        if found:
            return found["title"]
    return ""


def _could_be_title(line: str) -> bool:
    plain = line.strip(" #*_")
    return (
        len(plain) <= 90
        and len(plain.split()) <= 12
        and not _SENTENCE.search(plain)
        and not plain.endswith(".")
    )


def _capital(word: str) -> str:
    small = ("AND", "OF", "TO", "THE", "FOR", "IN", "UND", "DE", "DU", "DES", "Y", "E")
    return word.lower() if word in small else "-".join(p.capitalize() for p in word.split("-"))
