"""How an interview runs: a pure state machine in plain Python. It decides what is said; others keep and say it."""

from greenroom.conversations.engine.machine import (
    corrected,
    hear,
    hear_silence,
    question_progress,
    resume,
    start,
    welcome,
)
from greenroom.conversations.engine.plan import Plan, PlannedQuestion
from greenroom.conversations.engine.state import NOT_AN_ANSWER, Note, Progress, Say, State

__all__ = [
    "NOT_AN_ANSWER",
    "Note",
    "Plan",
    "PlannedQuestion",
    "Progress",
    "Say",
    "State",
    "corrected",
    "hear",
    "hear_silence",
    "question_progress",
    "resume",
    "start",
    "welcome",
]
