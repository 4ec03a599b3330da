"""Doing the task: messages to the assistant, what is to be handed in, and the end."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from greenroom.candidates.actions import accommodating, attempts
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.queries import accommodations
from greenroom.conversations.models import Conversation, Turn
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.text import clean
from greenroom.stages import exchange, turns
from greenroom.stages.exchange import Opening
from greenroom.stages.models import Draft
from greenroom.stages.scenario import assistant
from greenroom.stages.scenario.config import ScenarioConfig
from greenroom.stages.scenario.rules.limits import Left, left

LONGEST_DELIVERABLE = 30_000  # characters
DELIVERABLE = "deliverable"
"""The kind of the turn that holds what was handed in."""


def config_of(attempt: Attempt) -> ScenarioConfig:
    """The settings the attempt began with."""
    return ScenarioConfig(**attempt.config)


def begin(attempt: Attempt) -> Conversation:
    """The conversation of an open attempt; its rubric is asked from the first moment on, and a break is over."""
    accommodating.end_break(attempt)
    return exchange.begin(attempt, lambda: _opening(attempt))


def _opening(attempt: Attempt) -> Opening:
    rows = AttemptQuestion.objects.filter(attempt=attempt)
    attempts.mark_asked(attempt=attempt, version_ids=list(rows.values_list("version_id", flat=True)))
    state = {"notes": [], "planted": [], "timed_out": False}
    if not config_of(attempt).greets_first:
        return Opening(state)
    with override(attempt.stage.interviewer.language):
        hello = _("Hello. I am the assistant for this task. What shall we do first?")
    return Opening(state, [turns.asks(hello, kind="greeting")])


def left_of(attempt: Attempt) -> Left:
    """What time and how many rounds this attempt has left, as its candidate has asked for."""
    now = clock.now()
    written = Turn.objects.filter(attempt=attempt, speaker=Turn.Speaker.CANDIDATE).exclude(kind=Turn.LATE)
    return left(
        config_of(attempt),
        begun_at=attempt.created_at,
        messages=written.exclude(kind=DELIVERABLE).count(),
        now=now,
        asked_for=accommodations.of(attempt.application.candidate_id),
        paused=accommodations.paused(attempt, now=now),
    )


def hear(attempt: Attempt, *, text: str, key: str, seen: int | None = None) -> bool:
    """Keep a message to the assistant and reply. Raises as `exchange.keep` does, and Refused without rounds left."""
    begin(attempt)
    known = Turn.objects.filter(attempt=attempt, key=key[:40]).exists()
    if not known and left_of(attempt).rounds == 0:
        raise Refused(
            _("All rounds are used. What you wrote is kept; finish what you hand in below."), field="answer"
        )
    in_time = exchange.keep(attempt, text=text, key=key, seen=seen)
    reply(attempt)
    return in_time


def reply(attempt: Attempt) -> None:
    """Answer what waits for a reply; nothing to answer is fine. Raises a `ModelFailure`."""
    exchange.answer(attempt, lambda state, turn: assistant.respond(attempt, config_of(attempt), state, turn))


@transaction.atomic
def save_draft(*, attempt: Attempt, text: str) -> Draft:
    """Keep what is to be handed in, as it is now. Raises Refused for too much, and once it was handed in."""
    text = clean(text)
    if len(text) > LONGEST_DELIVERABLE:
        raise Refused(_("Please keep it under 30,000 characters."), field="text")
    held = Attempt.objects.select_for_update(of=("self",), no_key=True).get(id=attempt.id)
    if held.status != Attempt.Status.OPEN:
        raise Refused(_("You have handed this in already."))
    draft, _made = Draft.objects.update_or_create(
        attempt=held,
        defaults={"text": text},
        create_defaults={"workspace_id": held.workspace_id, "text": text},
    )
    return draft


def draft_of(attempt: Attempt) -> str:
    """What is to be handed in, as it stands."""
    draft = Draft.objects.filter(attempt=attempt).first()
    return draft.text if draft else ""


@transaction.atomic
def hand_in(attempt: Attempt, *, timed_out: bool = False) -> None:
    """End it with what stands: the draft becomes the last turn. The second time, nothing.

    Where time ended it, and the stage gives one, there is another go, once for a candidate.
    """
    begin(attempt)
    text = draft_of(attempt).strip()
    says = [turns.answers(text, kind=DELIVERABLE)] if text else []
    exchange.finish(attempt, says=says, timed_out=timed_out)
    if timed_out and config_of(attempt).allow_retake_on_timeout:
        ended = Conversation.objects.get(attempt=attempt)
        if ended.state["timed_out"]:  # not handed in at this moment by its candidate
            attempts.grant_another(attempt=attempt)


def keep_what_was_on_its_way(attempt: Attempt, *, message: str, key: str, draft: str | None) -> None:
    """Keep words that come as time runs out: a message without a reply, and what is to be handed in as it stood.

    What cannot be kept leaves what stood before.
    """
    if message.strip() and left_of(attempt).rounds:
        with suppress(Refused):
            exchange.keep(attempt, text=message, key=key)
    if draft is not None:
        with suppress(Refused):
            save_draft(attempt=attempt, text=draft)
