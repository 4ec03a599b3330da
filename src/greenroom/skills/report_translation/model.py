"""How a language model translates a report, part by part."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.report_translation.schema import PartsToTranslate, PartsTranslated, PartTranslated

_SYSTEM = f"""You translate parts of an interview report for a recruiter, faithfully and plainly: nothing added, nothing
left out, nothing softened. Names, figures, e-mail addresses and words in quotation marks stay exactly as they are: they
are evidence in the language they were said in.
Give every part by its number.
{DATA_ONLY}"""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TranslatedText(_Shape):
    number: int
    text: str


class TranslatedTexts(_Shape):
    """What the model fills in."""

    parts: list[TranslatedText]


def prompt(given: PartsToTranslate) -> tuple[str, str]:
    """Each part fenced, with its number."""
    lines = [f"From {given.source or 'the language they are in'} to {given.target}."]
    lines += [fenced("part", part.text, id=str(number)) for number, part in enumerate(given.parts, start=1)]
    return _SYSTEM, "\n".join(lines)


def read(given: PartsToTranslate, answer: TranslatedTexts) -> Checked[PartsTranslated]:
    """Every part in order. One whose figures changed on the way is not taken: it stays as it was, and is named."""
    said = {each.number: each.text.strip() for each in reversed(answer.parts)}
    parts = []
    for number, part in enumerate(given.parts, start=1):
        text = said.get(number, "")
        faithful = bool(text) and _figures(text) == _figures(part.text)
        parts.append(PartTranslated(key=part.key, text=text if faithful else part.text, translated=faithful))
    untranslated = [part.key for part in parts if not part.translated]
    return Checked(PartsTranslated(parts=parts, untranslated=untranslated), len(untranslated))


def _figures(text: str) -> list[str]:
    """Figures without their marks: 1,5 and 1.5 are the same one."""
    return sorted(re.sub(r"[.,]", "", figure) for figure in _FIGURE.findall(text))


MODEL_SIDE = ModelSide[PartsToTranslate, PartsTranslated](
    version="1", answer=TranslatedTexts, prompt=prompt, read=read
)
