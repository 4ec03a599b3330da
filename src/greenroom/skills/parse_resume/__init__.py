"""Reads the facts out of a resume: contacts, jobs, schools, skills, each with its place in the text."""

from __future__ import annotations

from greenroom.skills.contract import Skill
from greenroom.skills.parse_resume.builtin import VERSION, parse
from greenroom.skills.parse_resume.model import MODEL
from greenroom.skills.parse_resume.schema import ParsedResume, ResumeText

SKILL = Skill(
    name="parse_resume",
    title="Read a resume",
    input=ResumeText,
    output=ParsedResume,
    builtin=parse,
    builtin_version=VERSION,
    model=MODEL,
)
