"""How much an interviewer may hold."""

from __future__ import annotations

import re

from greenroom.core.errors import Refused

SHORTEST_JOB_DESCRIPTION = 30  # letters and digits
LONGEST_JOB_DESCRIPTION = 100_000  # characters
LONGEST_INSTRUCTIONS = 4_000
LONGEST_TITLE = 160
LONGEST_FACT = 160
LONGEST_SLUG = 80
LONGEST_ADDRESS = 2_000
LONGEST_SENIORITY = 80
LONGEST_QUESTION = 600
LONGEST_ANCHOR = 600
LONGEST_KEY_POINT = 300
LONGEST_TOPIC = 120
MOST_KEY_POINTS = 8
MOST_QUESTIONS = 30  # in a stage
MOST_STAGES = 10
LONGEST_GUIDANCE = 5_000
MOST_LEAST_FOLLOW_UPS = 5
MOST_FOLLOW_UPS = 10


def check_job_description(text: str) -> str:
    """The text to keep. Raises Refused when there is nothing to read, too little or too much."""
    text = text.strip()
    if not text:
        raise Refused("Paste a job description or choose a file.", field="job_description")
    if len(text) > LONGEST_JOB_DESCRIPTION:
        raise Refused(
            f"This is {len(text):,} characters long. Keep the part about the role:"
            f" at most {LONGEST_JOB_DESCRIPTION:,}.",
            field="job_description",
        )
    if sum(character.isalnum() for character in text) < SHORTEST_JOB_DESCRIPTION:
        raise Refused(
            "This is too short to plan an interview from. Paste the whole job description:"
            " what the work is, and what it takes.",
            field="job_description",
        )
    return text


def check_instructions(text: str) -> str:
    """The wishes to keep, "" for none. Raises Refused when there is too much of them."""
    text = text.strip()
    if len(text) > LONGEST_INSTRUCTIONS:
        raise Refused(f"Keep instructions under {LONGEST_INSTRUCTIONS:,} characters.", field="instructions")
    return text


def check_slug(text: str) -> str:
    """A name for links. Raises Refused for what cannot be one."""
    name = text.strip().lower()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise Refused(
            "Use small letters without accents, digits, and single hyphens between them.", field="slug"
        )
    if not 3 <= len(name) <= LONGEST_SLUG:
        raise Refused(f"3 to {LONGEST_SLUG} characters.", field="slug")
    return name
