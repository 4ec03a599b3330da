"""Translate a report's own words, never what was said in the interview; and say what could not be translated."""

from greenroom.skills.contract import Skill
from greenroom.skills.report_translation.builtin import translate
from greenroom.skills.report_translation.model import MODEL_SIDE
from greenroom.skills.report_translation.schema import PartsToTranslate, PartsTranslated

SKILL = Skill(
    name="report_translation",
    title="Translate a report",
    input=PartsToTranslate,
    output=PartsTranslated,
    builtin=translate,
    builtin_version="1",
    model=MODEL_SIDE,
)
