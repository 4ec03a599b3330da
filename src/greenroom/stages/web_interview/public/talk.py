"""The conversation as its page shows it: never a score, a key point or what the engine makes of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations import engine
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import turns as transcripts
from greenroom.core import clock
from greenroom.stages.web_interview.kind import KIND

AWAY = timedelta(minutes=10)
"""After such a silence a candidate is told again where they were."""


@dataclass(frozen=True)
class Bubble:
    """One utterance. source: where something that the interviewer told stands, in words."""

    text: str
    mine: bool
    source: str = ""


@dataclass(frozen=True)
class Talk:
    """waiting: an answer is kept that has no reply yet. seen: how many turns there are. recap: what to say to
    somebody who comes back, never kept. news: what the interviewer said last, for those who listen.
    last_key: of the newest answer the server has. minutes: about how long the rest takes.
    """

    bubbles: list[Bubble]
    question: int
    questions: int
    minutes: int
    waiting: bool
    ended: bool
    seen: int
    recap: str
    news: list[str]
    last_key: str

    @property
    def done(self) -> int:
        return max(0, self.question - 1)


def of(attempt: Attempt) -> Talk:
    """Where the interview stands, from its rows."""
    conversation = _conversation(attempt)
    said = transcripts.of(attempt.id)
    mine = [turn for turn in said if turn.speaker == Turn.Speaker.CANDIDATE]
    heard = [turn for turn in mine if turn.kind != Turn.LATE]
    question, questions = conversation.asked, conversation.planned
    waiting = bool(heard) and heard[-1].position > conversation.heard
    return Talk(
        bubbles=[_bubble(turn) for turn in said],
        question=question,
        questions=questions,
        minutes=max(1, round(KIND.minutes_a_question * (questions - max(0, question - 1)))),
        waiting=waiting,
        ended=conversation.ended_at is not None,
        seen=len(said),
        recap="" if waiting else _recap(conversation, said),
        news=_news(said),
        last_key=(mine[-1].key or "") if mine else "",
    )


def _conversation(attempt: Attempt) -> Any:
    """The conversation, with how many questions are `planned` and how many of them were `asked`."""
    planned = AttemptQuestion.objects.filter(attempt=OuterRef("attempt")).order_by().values("attempt")
    counts = {
        "planned": Coalesce(Subquery(planned.values(n=Count("id"))), 0),
        "asked": Coalesce(Subquery(planned.values(n=Count("id", filter=Q(asked=True)))), 0),
    }
    return Conversation.objects.annotate(**counts).get(attempt=attempt)


def _bubble(turn: Turn) -> Bubble:
    sources = {
        "job description": _("the job description"),
        "about the company": _("about the company"),
        "the process": _("the process"),
        "resume": _("your resume"),
    }
    return Bubble(
        text=turn.text,
        mine=turn.speaker == Turn.Speaker.CANDIDATE,
        source=sources.get(turn.source, turn.source),
    )


def _recap(conversation: Conversation, said: list[Turn]) -> str:
    if conversation.ended_at is not None or not said or clock.now() - said[-1].created_at < AWAY:
        return ""
    says = engine.resume(engine.State.from_json(conversation.state))
    return "\n".join(say.text for say in says)


def _news(said: list[Turn]) -> list[str]:
    """What was said since the candidate's last words."""
    news: list[str] = []
    for turn in reversed(said):
        if turn.speaker == Turn.Speaker.CANDIDATE:
            break
        news.insert(0, turn.text)
    return news
