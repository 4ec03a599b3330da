"""Where an interview stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import TypeAdapter

from greenroom.conversations.engine import pace
from greenroom.conversations.engine.plan import Plan, PlannedQuestion
from greenroom.skills.next_turn.schema import Exchange, Situation

Kind = Literal["greeting", "question", "follow_up", "reply", "closing"]
Outcome = Literal["answered", "skipped", "silent"]
Ending = Literal["", "finished", "candidate", "abuse"]
NOT_AN_ANSWER = frozenset({"question", "repeat", "rephrase", "slower", "wait", "person", "stop", "nothing"})
"""What utterances are heard as that are about the interview, not an answer in it."""


@dataclass(frozen=True)
class Say:
    """One utterance of the interviewer. question_id: the question it belongs to, "" for none.

    source: where a fact that it tells stands; "" where it tells none.
    """

    kind: Kind
    text: str
    question_id: str = ""
    source: str = ""


@dataclass(frozen=True)
class Note:
    """Something the team should see. kind: instruction, distress, person, passed_on, abuse."""

    kind: str
    question_id: str
    text: str


@dataclass(frozen=True)
class Progress:
    """Questions put so far, of how many, what became of those that are done, and the one being asked."""

    asked: int
    total: int
    outcomes: dict[str, Outcome]
    current: str


@dataclass(frozen=True)
class State:
    """Frozen, and whole: with it any process can go on with the interview.

    phase: asking, closing (the candidate's own questions), over. at: index of the question being asked.
    exchanges: what was said on it so far. last_ask: the question or follow-up that waits for an answer.
    awaiting: "" or what the engine itself asked: "go_on", "stop", "more". detours: utterances on this question
    that were no answer. silent_questions: questions in a row that nothing was said to.
    paused: nobody seems to be there; the next words go on. heard: what the last utterance was taken for.
    followed_up: the follow-ups put so far, in order. used: seconds of the interview so far, as its caller knows them.
    answers_in: the language of the candidate, "" for the plan's own.
    """

    plan: Plan
    phase: Literal["asking", "closing", "over"] = "asking"
    at: int = 0
    exchanges: tuple[Exchange, ...] = ()
    last_ask: str = ""
    answered: bool = False
    follow_ups: int = 0
    silences: int = 0
    detours: int = 0
    abuses: int = 0
    silent_questions: int = 0
    paused: bool = False
    awaiting: Literal["", "go_on", "stop", "more"] = ""
    outcomes: tuple[tuple[str, Outcome], ...] = ()
    notes: tuple[Note, ...] = ()
    heard: str = ""
    followed_up: tuple[str, ...] = ()
    ending: Ending = ""
    used: int = 0
    answers_in: str = ""

    @property
    def language(self) -> str:
        """ISO 639-1, of all the engine says by itself."""
        return self.answers_in or self.plan.language

    @property
    def ended(self) -> bool:
        return self.phase == "over"

    @property
    def question(self) -> PlannedQuestion | None:
        return self.plan.questions[self.at] if self.phase == "asking" else None

    @property
    def question_id(self) -> str:
        return self.question.id if self.question else ""

    def noted(self, kind: str, text: str) -> State:
        return replace(self, notes=(*self.notes, Note(kind, self.question_id, text)))

    def spoken(self, speaker: Literal["interviewer", "candidate"], text: str) -> State:
        return replace(self, exchanges=(*self.exchanges, Exchange(speaker=speaker, text=text)))

    def situation(self) -> Situation:
        """What the skill is told. While closing, the question is the one the candidate was asked last."""
        question = self.question
        left = max(0, question.max_follow_ups - self.follow_ups) if question else 0
        return Situation(
            role=self.plan.role,
            company=self.plan.company,
            language=self.language,
            question=question.text if question else self.last_ask,
            key_points=list(question.key_points) if question else [],
            exchanges=list(self.exchanges),
            follow_ups_left=left,
            follow_ups_due=max(self.follow_ups_due, int(pace.is_ahead(self) and left > 0)),
            earlier=list(self.followed_up[: len(self.followed_up) - self.follow_ups]),
            facts=list(self.plan.facts),
            manner=self.plan.manner,
            instructions=self.plan.instructions,
        )

    @property
    def follow_ups_due(self) -> int:
        question = self.question
        if question is None:
            return 0
        return max(0, min(question.min_follow_ups, question.max_follow_ups) - self.follow_ups)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        written: dict[str, Any] = _ADAPTER.dump_python(self, mode="json")
        return written

    @staticmethod
    def from_json(written: dict[str, Any]) -> State:
        """The state `as_json` wrote; pydantic.ValidationError for anything else."""
        return _ADAPTER.validate_python(written)


_ADAPTER: TypeAdapter[State] = TypeAdapter(State)
