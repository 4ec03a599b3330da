"""Requirements worded as statements about the candidate: "Holds a valid driving licence"."""

from __future__ import annotations

import re

from greenroom.skills.plan_interviewer.bank import Bank
from greenroom.skills.plan_interviewer.cues import named_tools
from greenroom.skills.plan_interviewer.shorten import within
from greenroom.skills.plan_interviewer.wording import ASKED_FOR, lower_first, tidy

_LONGEST = 240
_LEADING = re.compile(
    r"^(?:(?:you|candidates?|applicants?|the successful candidate|we (?:expect|require|need)|the ideal candidate)\s+)?"
    r"(?:must\s+|should\s+|will\s+|to\s+)*(?:have|has|hold|holds|possess|possesses|bring|brings|need|needs)\s+"
    r"|^(?:you|candidates?|applicants?|the successful candidate)\s+(?:are|must be|should be|will be|is)\s+"
    r"|^must (?:be\s+)?"
    r"|^(?:sie|du) (?:haben|hast|verfügen über|verfügst über|bringst|bringen)\s+|^vous (?:avez"
    r"|possédez|disposez d['e])\s*"
    r"|^(?:tienes|cuentas con|possuir|ter)\s+",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r",?\s+(?:is|are)\s+(?:highly )?(?:required|essential|mandatory|necessary|desirable|desired|preferred|a plus"
    r"|an advantage|welcome)"
    r"(?:,? but (?:is |are )?not (?:required|essential|necessary|a must))?(?: and must be (?:kept|maintained)\b.*)?"
    r"(?:\s+(?:at the time of (?:filing|hire)|prior to appointment|for this (?:job|role|position)))?$"
    r"|,?\s+(?:required|preferred|desired|desirable|(?:is )?a plus)$"
    r"|\s+(?:would be|is) (?:a |an )?(?:plus|advantage|bonus|great|nice|helpful|useful|ideal)$",
    re.IGNORECASE,
)
_SOME_POSTS = re.compile(
    r"^(?:for )?some (?:positions?|posts?|jobs?|roles?|assignments?),? (?:may |will |also )*"
    r"(?:require|requires|need|ask for)(?: the)?(?: possession of)?\s+",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\s+(?:prior to (?:appointment|hire|employment)|at the time of (?:filing|hire|appointment))$"
)
_FRAMES = {
    "able": r"^(?:the )?(?:proven |demonstrated |strong )?ability to\s+|^(?:be )?able to\s+|^can\s+"
    r"|^willing(?:ness)? to\s+|^capab(?:le|ility) (?:of|to)\s+",
    "graduated": r"^graduation from\s+",
    "completed": r"^(?:successful )?completion of\s+",
    "holds": r"^possession of\s+",
    "registered": r"^(?:registration|membership) (?:with|of)\s+",
    "fluent": r"^fluen(?:t|cy) (?:in )?(?!with\b)",
}
_IS = re.compile(
    r"^(?:(?:very |highly |fully )?(?:proficient|expert|skilled|fluent|familiar|comfortable|experienced|certified"
    r"|registered|licensed|qualified|good (?:at|with)|confident|able|eligible|authori[sz]ed|willing|self-motivated"
    r"|organi[sz]ed|detail|reliable|punctual|currently|adept|well-versed|trained|knowledgeable|competent|enthusiastic"
    r"|passionate|proactive|flexible|responsible|legally|physically))\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:licen[cs]es?|certificates?|certifications?|permits?|diplomas?|passports?)\b(?! (?:holder|work|manag))"
    r"|^an? [^,;]{0,40}\bdegree\b|^(?:bachelor|master)\S* degree|^(?:high school|associate)\b",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"^(?:work|perform|understand|know|speak|write|read|drive|lift|use|think|learn|adapt|explain)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",|\s(?:that|which|who|whose|where|when|if)\s")
_SENTENCE = re.compile(
    r"^(?:you|we|our|they|it|this|the (?:job|role|work)|successful)\b|\b(?:must|should|will|shall|is|are|has)\b",
    re.IGNORECASE,
)


def statement(text: str, bank: Bank, *, limit: int = _LONGEST) -> str:
    """What is asked for, said of a candidate, at most about `limit` characters; cut where a clause ends."""
    line = tidy(text, 600)
    some = _SOME_POSTS.match(line)
    line = _LEADING.sub("", line[some.end() :] if some else line)
    bare = within(_BEFORE.sub("", _REQUIRED.sub("", ASKED_FOR.sub("", line))), limit)
    if not bare:
        bare = tidy(text, limit)
    if not bank.frames:
        return bank.words["has"].format(text=bare)
    said = _framed(bare, bank)
    return bank.frames["some_posts"].format(text=said) if some else said


def _framed(bare: str, bank: Bank) -> str:
    for frame, find in _FRAMES.items():
        found = re.match(find, bare, re.IGNORECASE)
        if found and len(bare) > found.end():
            return bank.frames[frame].format(text=lower_first(bare[found.end() :], "en"))
    name = _frame_of(bare)
    plain = name in ("meets", "worked_with")
    frame = bank.words["has"] if name == "has" else bank.frames[name]
    return frame.format(text=bare if plain else lower_first(bare, "en"))


def _frame_of(bare: str) -> str:
    if _names_tools(bare):
        return "worked_with"
    if _IS.match(bare):
        return "is"
    if _VERB_FIRST.match(bare):
        return "able"
    if _SENTENCE.search(_RELATIVE.split(bare, maxsplit=1)[0]):
        return "meets"
    return "holds" if _PAPER.search(bare[:80]) else "has"


def _names_tools(bare: str) -> bool:
    """Whether a line is a tool's name, or a list of short names among which tools are."""
    tool = named_tools().match(bare)
    parts = bare.split(",")
    short = len(parts) > 2 and all(len(part.split()) <= 3 for part in parts)
    return (tool is not None and len(tool[0]) == len(bare)) or (
        short and named_tools().search(bare) is not None
    )
