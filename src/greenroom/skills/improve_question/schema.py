"""What `improve_question` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span
from greenroom.skills.plan_interviewer.focus import Focus

Modality = Literal["open", "structured", "tag", "form", "sms", "qualification", "criterion"]

Problem = Literal[
    "double",  # asks two things
    "leading",  # says which answer is wanted
    "yes_no",  # can be answered with yes or no where a story is wanted
    "protected",  # touches what nobody may be asked about
    "biased",  # wording that shuts people out
    "same_anchors",  # the anchors do not differ
    "vague_anchor",  # an anchor that could stand under any question
    "jargon",
    "too_long",
    "wish",  # what the recruiter asked for
]


class QuestionToImprove(Given):
    """A question, or a statement of a rubric, as it stands.

    anchors: what a score means, by score ("1" to "5"); any of them may be missing. title: of the role.
    wish: in the recruiter's words ("stricter for senior", "shorter"). language: ISO 639-1, "" for the text's own.
    focus: of the interview an open question stands in.
    """

    text: str
    anchors: dict[str, str] = {}
    key_points: list[str] = []
    modality: Modality = "open"
    title: str = ""
    wish: str = ""
    language: str = ""
    focus: Focus = "general"


class Change(Given):
    """One change. field: "text", or "anchor 1" to "anchor 5". before: None where there was nothing.

    after: the words that came in its place, "" where it was left out. reason: a sentence for the recruiter.
    """

    field: str
    problem: Problem
    before: Span | None
    after: str
    reason: str


class Remark(Given):
    """What a person has to mend: the words, what is wrong with them, and what to write."""

    field: str
    problem: Problem
    quote: Span
    reason: str


class QuestionImproved(Given):
    """The words to use from now on; where `changes` is empty they are what was given.

    split_off: questions that were part of this one and deserve a place of their own. note: one sentence, what was
    done or that nothing had to be.
    """

    text: str
    anchors: dict[str, str]
    key_points: list[str]
    changes: list[Change] = []
    remarks: list[Remark] = []
    split_off: list[str] = []
    note: str
