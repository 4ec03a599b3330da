"""The built-in planner: reads a job description by its headings and cues, and asks from a bank of questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel import Locale, UnknownLocaleError

from greenroom.skills.evidence import Span, cut
from greenroom.skills.plan_interviewer import bias, conversation, facts, resume_checks
from greenroom.skills.plan_interviewer.bank import LANGUAGES, Bank, bank
from greenroom.skills.plan_interviewer.compose import Read, workflow
from greenroom.skills.plan_interviewer.context import context
from greenroom.skills.plan_interviewer.cues import Reading, reading
from greenroom.skills.plan_interviewer.instructions import Wishes, read
from greenroom.skills.plan_interviewer.languages import written_in
from greenroom.skills.plan_interviewer.lawful import lawful
from greenroom.skills.plan_interviewer.posting import LONGEST, Item, items, without_boilerplate
from greenroom.skills.plan_interviewer.questions import Job, questions
from greenroom.skills.plan_interviewer.requirements import is_alternative, knowledge_terms, requirements
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan, Requirement
from greenroom.skills.plan_interviewer.wording import tidy
from greenroom.skills.plan_interviewer.workflow_words import wording

_NAMES_COMPETENCES = re.compile(
    r"competenc|may be evaluated|may be tested|ability to|Kompetenz|compétence", re.IGNORECASE
)
_NO_CONDITION = re.compile(
    r"experien|employment with|paid|policy|certif|a full-time position at|erfahrung|expérience", re.IGNORECASE
)
_A_TITLE = 20  # words; a text as short may be one line that says everything
VERSION = "2026.11.4"


def plan(given: JobToPlan) -> InterviewerPlan:
    """The interviewer a job description asks for. A text without requirements gives none; nothing is invented."""
    text = given.job_description
    wishes = read(given.instructions)
    asked = given.language or wishes.language
    written = written_in(text, asked)
    words = reading(written)
    spoken = bank(asked or written)
    talk = conversation.utterances(text, words)
    said = conversation.items(text, talk, words) if talk else without_boilerplate(items(text, words), words)
    found = bias.found_in(text[:LONGEST], written)
    warned = [warning.quote for warning in found]
    first = _title_line(text)
    listed = [item for item in lawful(text, said, warned, words) if not first or item.text.strip() != first]
    needed = requirements(text, listed, words)
    title = conversation.title(text, talk, words) if talk else facts.title(text, said, words)
    job = Job(
        title=title,
        language=words.language,
        bound=words.language == spoken.language and written in LANGUAGES,
        needed=needed,
        terms=knowledge_terms(listed),
        named=" ".join(item.text for item in listed if _NAMES_COMPETENCES.search(item.text))[:6000],
        conditions=_conditions(text, listed, words),
        focus=wishes.flow.wish("web_interview").focus or given.focus,
    )
    pay = facts.pay(listed)
    either = [requirement for requirement in needed if is_alternative(text, requirement)]
    decisive = [requirement for requirement in needed if requirement not in either]
    made = workflow(
        Read(title, pay, needed, decisive, job.conditions, words, spoken, job.bound),
        resume_checks.qualifications(needed, either, words, spoken),
        wishes,
    )
    interview = any(stage.kind == "web_interview" for stage in made["stages"])
    heard = [wording(spoken.language).words["note_conversation"]] if talk else []
    made["notes"] = [*_notes(asked or written, written, spoken, wishes, needed), *heard, *made["notes"]]
    return InterviewerPlan(
        title=title or spoken.words["untitled"],
        language=spoken.language,
        seniority=facts.seniority(title, listed, words),
        location=facts.location(text, listed, words),
        pay=pay,
        requirements=needed,
        criteria=resume_checks.criteria(needed, title, spoken, words),
        questions=questions(job, wishes, spoken, words) if interview else [],
        context=context(text, said, needed, warned, words, wishes.style),
        warnings=bias.warnings(found),
        **made,
    )


def _title_line(text: str) -> str:
    """The first line of a text where it is short, which is a title and asks for nothing; "" for none."""
    first = text.strip().partition("\n")[0].strip()
    return first if len(first) <= facts.LONGEST_TITLE and len(text.split()) > _A_TITLE else ""


def _conditions(text: str, listed: Sequence[Item], words: Reading) -> tuple[str, Span] | None:
    """The hours, shifts or travel a job description states, short enough to be asked about."""
    ranked = sorted(listed, key=lambda item: item.section != "availability")
    for item in ranked:
        if item.section in ("benefits", "about", "process", "pay", "duties", "spoken") or words.has(
            "admin", item.text
        ):
            continue
        line = tidy(item.text, 400)
        if (
            words.has("travel", line)
            and not words.has("fair", line)
            and 8 < len(line) <= 160
            and (item.section == "availability" or not _NO_CONDITION.search(line))
        ):
            return line, cut(text, item.start, item.end)
    return None


def _notes(
    asked: str, written: str, spoken: Bank, wishes: Wishes, needed: Sequence[Requirement]
) -> list[str]:
    unknown = [code for code in dict.fromkeys([written, asked]) if code not in LANGUAGES]
    notes = [spoken.words["note_language"].format(language=_name_of(code)) for code in unknown]
    notes.extend(
        spoken.words["note_refused"].format(text=text, ground=spoken.words[f"ground_{ground}"])
        for text, ground in wishes.refused
    )
    if not needed:
        notes.append(spoken.words["note_short"])
    return notes


def _name_of(code: str) -> str:
    try:
        return Locale.parse(code).get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code
