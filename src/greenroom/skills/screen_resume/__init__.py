"""Screens a resume: qualifications passed, failed or open, criteria scored, each with its evidence."""

from __future__ import annotations

from greenroom.skills.contract import Skill
from greenroom.skills.screen_resume.builtin import VERSION, screen
from greenroom.skills.screen_resume.model import MODEL
from greenroom.skills.screen_resume.schema import ResumeScreening, ResumeToScreen

SKILL = Skill(
    name="screen_resume",
    title="Screen a resume",
    input=ResumeToScreen,
    output=ResumeScreening,
    builtin=screen,
    builtin_version=VERSION,
    model=MODEL,
)
