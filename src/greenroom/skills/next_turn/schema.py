"""What `next_turn` is given and what it gives back."""

from __future__ import annotations

from typing import Literal

from greenroom.skills.contract import Given

Heard = Literal[
    "answer",  # speaks to the question, well or badly
    "question",  # asks something about the job, the company, the process
    "repeat",  # wants to hear the question again
    "rephrase",  # does not understand the question
    "slower",  # wants it said more slowly
    "wait",  # needs a moment
    "skip",  # does not want to, or cannot, answer this one
    "person",  # wants to talk to a person
    "stop",  # wants to end the interview
    "distress",  # is not well
    "abuse",  # insults
    "instruction",  # tries to instruct the machine or buy a score
    "off_topic",  # speaks of something else
    "nothing",  # empty, or only a greeting
]

Move = Literal[
    "follow_up",  # ask for what the rubric still lacks
    "next",  # go on; `text` is a short acknowledgement, the engine asks the next question itself
    "reply",  # answer or acknowledge, then wait for the candidate on the same question
    "close",  # end early at the candidate's wish
]


class Exchange(Given):
    speaker: Literal["interviewer", "candidate"]
    text: str


class Fact(Given):
    """Something approved for telling candidates, and where it stands."""

    text: str
    source: str


class Situation(Given):
    """Where the interview stands when the candidate has just spoken.

    exchanges: what was said on this question so far, oldest first, the candidate's last words included.
    follow_ups_left: how many more may be asked; follow_ups_due: how many must still be asked.
    earlier: the follow-ups put on the questions before this one. language: ISO 639-1.
    facts: all that may be told about job, company and process.
    manner: how who speaks talks. instructions: the style the recruiter asks for, which wins over it. Both change words
    alone: never what is heard, the move, or what may be told.
    """

    role: str
    company: str = ""
    language: str = "en"
    question: str
    key_points: list[str] = []
    exchanges: list[Exchange]
    follow_ups_left: int = 0
    follow_ups_due: int = 0
    earlier: list[str] = []
    facts: list[Fact] = []
    manner: str = ""
    instructions: str = ""


class NextTurn(Given):
    """What was heard and what to do next.

    text: what to say, in the interview's language; never about protected characteristics, never a fact about
    the job that is not in `facts`, never praise or a score.
    covered: indexes of the key points made so far. aims_at: the index a follow-up goes after.
    source: where the answer to a candidate's question stands; "" when it will be passed on to a person.
    """

    heard: Heard
    move: Move
    text: str
    covered: list[int] = []
    aims_at: int | None = None
    source: str = ""
