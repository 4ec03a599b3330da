"""Phrases of a job description made fit to stand inside a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills.plan_interviewer.cues import named_tools
from greenroom.skills.plan_interviewer.shorten import spoken, within

_FOLDER = Path(__file__).parent / "reading"
_TIDY = re.compile(r"\s+")
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}|[a-h])[.)]\s+")
_LABEL = re.compile(r"^[A-Z][A-Z/&-]+(?: [A-Z/&-]{2,}){0,5}:\s+(?=\S)")
_EITHER = re.compile(r"\s*;\s*(or|oder|ou|o)\b(?=\s)")
_SUBJECT = re.compile(
    r"^(?:(?:as an? [^,]{3,60}, )?(?:you|the (?:successful |selected |ideal )?candidate|the role holder"
    r"|they|we expect you to|"
    r"he or she|he/she|the incumbent)(?:'ll| will| must| should| may"
    r"| would| can)?(?: be (?:responsible for|expected to|able to))?\s+"
    r"|(?:the |this )?(?:position|role|job) (?:requires|involves|includes) "
    r"|(?:regularly|personally|also|occasionally|typically|frequently|routinely|generally) "
    r"|(?:is )?responsible for |may |responsibilities include |duties include |ability to |able to |you(?:'re"
    r"| are) able to )",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"^(?:(?:at least|minimum(?: of)?|you have|you bring|must have|a minimum of|proven|solid"
    r"|strong|hands-on|some|"
    r"previous|relevant|prior)\s+)*(?:(?:\(?\d+\)?\+?|one|two|three|four|five|six|seven|eight"
    r"|ten)\s?\+?\s*(?:\(\d+\)\s*)?(?:or more )?"
    r"(?:years?|months?)['’]?\s*(?:of\s+)?)?(?:[\w\-,]+\s+){0,4}?experience\s+(?:in|with|of"
    r"|working with|working in|using)\s+",
    re.IGNORECASE,
)
_KNOWLEDGE = re.compile(
    r"^(?:(?:a |an |good |solid |strong |excellent |basic |sound |working |in-depth |deep "
    r"|you have |you know )*"
    r"(?:knowledge|understanding|command|proficiency|proficient|familiarity|skills|grasp)\s+(?:of"
    r"|in|with)\s+)",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(
    r",?\s+(?:(?:ist|sind|wäre) )?(?:zwingend )?(?:erforderlich|von Vorteil|wünschenswert|gern gesehen)$"
    r"|,?\s+(?:(?:est|sont|serait) )?(?:exigée?s?|requise?s?|un plus|un atout|appréciée?s?|souhaitée?s?)$"
    r"|,?\s+(?:es |será )?(?:imprescindibles?|deseables?|un plus)$|^se valora(?:rá)?n? (?:el |la )?"
    r"|,?\s+(?:(?:é|são|será|serão) )?(?:(?:um )?diferencial|obrigatóri[oa]s?|desejáve(?:l|is)|uma vantagem)$"
    r"|^valoriza-se ",
    re.IGNORECASE,
)
"""What says in other languages than English that something is asked for, or welcome."""
_ALSO_NOUNS = frozenset((_FOLDER / "verbs_or_nouns_en.txt").read_text(encoding="utf-8").split())
_FINITE = re.compile(r"\b(?:must|should|may|will|can|meets?|is|are|has|have|needs?)\b", re.IGNORECASE)
_NOT_GERUND = frozenset(["a", "an", "the", "your", "our", "all", "of", "to"])


@dataclass(frozen=True)
class Phrase:
    """words: to stand in a sentence. form: "work" for a gerund, "noun", or "quote" where neither is sure."""

    words: str
    form: str


def tidy(text: str, limit: int = 200) -> str:
    """One line without bullet, shouted label or final stop, at most `limit` characters (see `within`)."""
    line = _NUMBERED.sub("", _TIDY.sub(" ", text).strip()).strip("•*-–;,. ")
    return within(_EITHER.sub(r" \1", _LABEL.sub("", line)), limit)


def work_phrase(text: str, title: str, language: str) -> Phrase:
    """What a duty is, as it may follow "Part of this job is"."""
    line = tidy(text, 500)
    if language != "en":
        return Phrase(lower_first(spoken(line), language), "quote")
    line = re.sub(rf"^(?:an?|the) (?:\w+ )?{re.escape(title)} (?:may )?", "", line, flags=re.IGNORECASE)
    line = spoken(re.sub(r"^(?:is|are) ", "being ", _SUBJECT.sub("", line)))
    line = re.sub(r"^be (?=\w+ing\b)", "", line)
    gerund = _as_gerund(line)
    if gerund:
        return Phrase(lower_first(gerund, language), "work")
    first = line.split(" ", 1)[0].lower() if line else ""
    if first == "being" or (first.rstrip(",").endswith("ing") and len(first) > 5):
        return Phrase(lower_first(line, language), "work")
    form = (
        "noun"
        if first in _NOT_GERUND or re.match(r"^\w+(?:tion|ment|ance|ence|ity|sis)\b", first)
        else "quote"
    )
    form = "quote" if _FINITE.search(line) else form
    return Phrase(lower_first(line, language) if form == "noun" else line, form)


def part_phrase(text: str, cue: re.Pattern[str], language: str) -> Phrase | None:
    """The part of a long English duty that speaks of something, where it can stand by itself."""
    verbs = _verbs()
    if language != "en":
        return None
    listing = verbs.get(text.split(" ", 1)[0].lower(), ("", True))
    for part in re.split(r"[,;:]\s+(?:and\s+)?", tidy(text, 600)):
        words = part.split()
        if not 3 <= len(words) <= 16 or not cue.search(part):
            continue
        same = verbs.get(words[0].lower(), ("", not listing[1]))[1] == listing[1]
        gerund = (_as_gerund(part) if same else "") or (part if words[0].lower().endswith("ing") else "")
        if gerund:
            return Phrase(lower_first(gerund, language), "work")
    return None


def need_phrase(text: str, language: str) -> Phrase:
    """What is asked for, without the years and the words around it."""
    line = tidy(text, 400)
    if language == "en":
        line = re.sub(
            r"^(?:you|candidates?|applicants?|the successful candidate) (?:must |should "
            r"|will )?(?:have|hold|bring|be|need|possess)\s+",
            "",
            line,
            flags=re.IGNORECASE,
        )
        line = re.sub(r"^some positions may require (?:the )?", "", line, flags=re.IGNORECASE)
        line = re.sub(r"^must (?:have|hold|be|possess)\s+", "", line, flags=re.IGNORECASE)
        line = re.sub(
            r"\s+(?:is|are) (?:required|preferred|essential|desirable|a plus|mandatory)\b.*$"
            r"|\s+would be (?:\w+ )?(?:great|helpful|nice|useful|a plus|good)\b.*$",
            "",
            line,
            flags=re.IGNORECASE,
        )
        bare = _EXPERIENCE.sub("", line)
        at_a_place = bare != line and re.match(r"(?:an?|the) ", bare, re.IGNORECASE)
        line = f"experience in {bare}" if at_a_place else _KNOWLEDGE.sub("", bare)
    line = spoken(line if language == "en" else ASKED_FOR.sub("", line))
    gerund = _as_gerund(_SUBJECT.sub("", line)) if language == "en" and _SUBJECT.match(line) else ""
    if language == "en" and not gerund and _FINITE.search(line):
        return Phrase(spoken(tidy(text, 400)), "quote")
    return Phrase(lower_first(gerund or line, language), "noun")


def lower_first(line: str, language: str) -> str:
    """Lower case at the start, unless the line begins with an acronym, a name or a German word."""
    if language == "de" or not line or _is_name(line):
        return line
    return line[0].lower() + line[1:]


def _is_name(line: str) -> bool:
    """Whether a line begins with what is written large anywhere: a tool, a language, an acronym, two large words."""
    first, _, rest = line.partition(" ")
    if first.rstrip(",") in ("A", "An", "The", "I"):
        return first == "I"
    second = rest.split(" ", 1)[0]
    if _PLAIN.match(line):
        return False
    titled = (
        not named_tools().match(rest)
        and second[:1].isupper()
        and not second.isupper()
        and second[1:2].islower()
    )
    plain = len(first) > 1 and first.replace("-", "").rstrip(",;:")[1:].islower()
    return (
        not plain
        or any(c.isdigit() for c in first)
        or titled
        or named_tools().match(line) is not None
        or _LARGE.match(line) is not None
        or re.match(r"\w+ of [A-Z]", line) is not None
    )


_PLAIN = re.compile(
    r"(?:Strong|Good|Excellent|Solid|Proven|Valid|Current|Previous|Minimum|At|Experience|Knowledge|Familiarity|Some"
    r"|Working|Basic|Advanced|Completed|Several|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten) "
)
_LARGE = re.compile(
    r"(?:English|Spanish|French|German|Portuguese|Italian|Dutch|Polish|Arabic|Chinese|Mandarin|Japanese|Russian"
    r"|Turkish|American|British|European|Bachelor|Master|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|March|April|June|July|August|September|October|November|December|Christmas|Internet)\b"
)


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[str, bool]]:
    """The verbs job descriptions begin with, base form and third person, to the gerund and "is third person"."""
    forms: dict[str, tuple[str, bool]] = {}
    for entry in (_FOLDER / "verbs_en.txt").read_text(encoding="utf-8").split():
        verb = entry.rstrip("*")
        stem = verb + verb[-1] if entry.endswith("*") else verb
        stem = f"{stem[:-2]}y" if stem.endswith("ie") else stem
        gerund = (stem[:-1] if re.search(r"\w[^eoy]e$", stem) else stem) + "ing"
        forms[_third_person(verb)] = (gerund, True)
        forms[verb] = (gerund, False)
    return forms


def _third_person(verb: str) -> str:
    if re.search(r"(?:s|sh|ch|x|z|o)$", verb):
        return verb + "es"
    return verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"


def _no_noun(before: list[str]) -> bool:
    """Whether "and" follows something that is no noun, so that a verb comes next: "load it safely and check …"."""
    return len(before) == 2 and before[1].lower() in ("and", "or") and _NO_NOUN.match(before[0]) is not None


_NO_NOUN = re.compile(
    r"(?:\w+ly|clean|tidy|safe|up|out|off|down|in|back|over|through|together|them|it),?$", re.IGNORECASE
)


def _as_gerund(line: str) -> str:
    """ "washes and cleans windows" as "washing and cleaning windows"; "" where no verb stands first."""
    verbs = _verbs()
    words = line.split(" ")
    first = verbs.get(words[0].lower().rstrip(","))
    if first is None:
        return ""
    out = []
    listing = True
    for at, word in enumerate(words):
        bare = word.lower().rstrip(",;")
        gerund, third = verbs.get(bare, ("", False))
        joined = at > 0 and (words[at - 1][-1:] in (",", ";") or words[at - 1].lower() in ("and", "or"))
        sure = listing or third or bare not in _ALSO_NOUNS or _no_noun(words[at - 2 : at])
        turned = bool(gerund) and third == first[1] and (at == 0 or (joined and sure and at + 1 < len(words)))
        out.append(gerund + word[len(bare) :] if turned else word)
        listing = listing and (turned or bare in ("and", "or"))
    return " ".join(out)
