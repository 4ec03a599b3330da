"""Placing calls with voice workers, and closing them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet

from greenroom.candidates.models import Attempt
from greenroom.conversations import engine, events
from greenroom.conversations.actions import saying, standing
from greenroom.conversations.actions.saying import Uttered
from greenroom.conversations.models import Call, Turn, VoiceWorker
from greenroom.conversations.queries import calls
from greenroom.core import clock, scope
from greenroom.core.actors import SYSTEM, Actor
from greenroom.core.events import emit
from greenroom.core.ids import new_id

TOKEN_AGE = timedelta(seconds=60)
JOIN_WITHIN = timedelta(seconds=30)
FORGOTTEN_AFTER = timedelta(days=1)
LEFT_OPEN_AFTER = timedelta(seconds=30)
LATELY = 4  # turns among which somebody's words are looked for, before they are kept again
WAIT = 15  # seconds until a page asks again
_SALT = "greenroom.call"


class Busy(Exception):
    """Every line is taken, or there is none. wait: seconds until it is worth asking again."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


class NotYours(Exception):
    """The token does not open this call: forged, too old, used, or meant for another worker."""


@dataclass(frozen=True)
class Placed:
    """address: of the worker; token: what it believes, once and within a minute."""

    call: Call
    address: str
    token: str


@transaction.atomic
def place(*, attempt: Attempt, transport: str = Call.Transport.WEBRTC) -> Placed:
    """A line for this attempt on the worker with the most room. A call it already has is taken over.

    Raises Busy, and then closes nothing. Safe at any number at once: whoever places holds the workers' rows meanwhile.
    """
    workers = list(calls.alive().select_for_update(no_key=True).order_by("id"))
    _close_stale()
    _close(Call.objects.filter(attempt=attempt, ended_at=None), Call.Why.TAKEN_OVER)
    worker = _roomiest(workers)
    if worker is None:
        raise Busy(WAIT)
    call = Call.objects.create(
        workspace_id=attempt.workspace_id, attempt=attempt, worker=worker, transport=transport
    )
    by = Actor("candidate", attempt.application.candidate_id)
    emit(events.CallPlaced(call_id=call.id, attempt_id=attempt.id, transport=transport), by=by)
    return Placed(call, worker.address, _token(call))


def waiting(*, attempt: Attempt, call_id: UUID) -> Placed:
    """A call of this attempt that was placed and that nobody has joined, for its offer. Raises NotYours."""
    rows = Call.objects.select_related("worker")
    call = rows.filter(id=call_id, attempt=attempt, ended_at=None, joined_at=None).first()
    if call is None or call.worker is None:
        raise NotYours
    return Placed(call, call.worker.address, _token(call))


def _roomiest(workers: Iterable[VoiceWorker]) -> VoiceWorker | None:
    with scope.everything("a worker holds calls of every workspace"):
        live = Call.objects.filter(ended_at=None).values_list("worker_id").annotate(Count("id"))
        taken = dict(live.order_by())
    room = {worker: worker.most - taken.get(worker.id, 0) for worker in workers}
    best = max(room, key=lambda worker: room[worker], default=None)
    return best if best is not None and room[best] > 0 else None


def _token(call: Call) -> str:
    inside = {"call": str(call.id), "workspace": str(call.workspace_id), "worker": str(call.worker_id)}
    return signing.dumps(inside, salt=_SALT, compress=True)


def ticket(*, token: str, worker_id: UUID, age: timedelta = TOKEN_AGE) -> tuple[UUID, UUID]:
    """The call and the workspace a token speaks for. Raises NotYours."""
    try:
        inside = signing.loads(token, salt=_SALT, max_age=age)
    except signing.BadSignature:
        raise NotYours from None
    if inside["worker"] != str(worker_id):
        raise NotYours
    return UUID(inside["call"]), UUID(inside["workspace"])


def join(*, call_id: UUID) -> Call:
    """The call, taken by its worker: nobody takes it a second time. Raises NotYours."""
    with transaction.atomic():
        waiting = Call.objects.filter(id=call_id, ended_at=None, joined_at=None)
        if not waiting.update(joined_at=clock.now()):
            raise NotYours
        rows = Call.objects.select_related("attempt__stage__interviewer__workspace")
        return rows.select_related("attempt__application__candidate").get(id=call_id)


@transaction.atomic
def ended(*, call_id: UUID, why: str, cut_ins: int = 0, turns: int = 0) -> None:
    """Close a call; one that is closed keeps its reason, and learns the counts."""
    _close(Call.objects.filter(id=call_id, ended_at=None), why)
    Call.objects.filter(id=call_id).update(cut_ins=cut_ins, turns=turns)


@transaction.atomic
def hang_up(*, attempt: Attempt) -> None:
    """The candidate left the call: its worker lets go of the line within seconds."""
    _close(Call.objects.filter(attempt=attempt, ended_at=None), Call.Why.LEFT)


@transaction.atomic
def keep_unfinished(
    *, attempt: Attempt, text: str, key: str, start_ms: int, end_ms: int, confidence: float | None
) -> bool:
    """Keep what somebody was saying when their line broke: words of the question that waits, without a reply.

    key: as of `interviews.hear`. False where these words are kept already, or the interview is over.
    """
    conversation = standing.locked(attempt)
    said = list(Turn.objects.filter(attempt=attempt).order_by("position"))
    spoken = [turn for turn in said if turn.speaker == Turn.Speaker.CANDIDATE]
    lately = any((turn.heard_as or turn.text).startswith(text) for turn in spoken[-LATELY:])
    known = lately or any(turn.key == key[:40] for turn in spoken)
    if known or conversation.ended_at is not None:
        return False
    words = Uttered(text=text, key=key[:40], start_ms=start_ms, end_ms=end_ms, confidence=confidence)
    saying.turn(
        attempt,
        saying.after(said),
        speaker=Turn.Speaker.CANDIDATE,
        kind=Turn.LATE,
        text=text,
        question=engine.State.from_json(conversation.state).question_id,
        key=words.key,
        **words.timed(),
    ).save(force_insert=True)
    return True


@transaction.atomic
def unreachable(*, call: Call) -> None:
    """Nobody answers where a call was placed: its worker is passed over until its heart beats again."""
    VoiceWorker.objects.filter(id=call.worker_id).update(heartbeat_at=clock.now() - calls.PASSED_OVER_AFTER)
    _close(Call.objects.filter(id=call.id, ended_at=None), Call.Why.NEVER_JOINED)


@transaction.atomic
def sweep() -> None:
    """Close the calls of workers that are gone, and forget such workers after a day."""
    _close_stale()
    VoiceWorker.objects.filter(heartbeat_at__lt=clock.now() - FORGOTTEN_AFTER).delete()


def _close_stale() -> None:
    with scope.everything("calls of every workspace are on a worker that is gone"):
        never = Call.objects.filter(
            ended_at=None, joined_at=None, began_at__lte=clock.now() - JOIN_WITHIN
        ).values_list("id", "workspace_id")
        gone = calls.stale().values_list("id", "workspace_id")
        found = [(*row, Call.Why.NEVER_JOINED) for row in never] + [
            (*row, Call.Why.WORKER_GONE) for row in gone
        ]
    for call_id, workspace_id, why in found:
        with scope.scoped(workspace_id):
            _close(Call.objects.filter(id=call_id, ended_at=None), why)


def _close(rows: QuerySet[Call], why: str) -> None:
    for call in rows.values("id", "attempt_id", "attempt__application__candidate_id"):
        if Call.objects.filter(id=call["id"], ended_at=None).update(ended_at=clock.now(), why=why):
            emit(events.CallEnded(call_id=call["id"], attempt_id=call["attempt_id"], why=why), by=SYSTEM)


def enlist(*, address: str, most: int) -> VoiceWorker:
    """A worker that has come up."""
    return VoiceWorker.objects.create(id=new_id(), address=address, most=most)


def beat(
    *, worker_id: UUID, active: int, lag_ms: int, draining: bool, held: Iterable[UUID]
) -> dict[UUID, str]:
    """A worker is alive. Gives those of the calls it holds that were closed behind its back, and why.

    A call of its own that it does not hold has ended when nobody could write that down: it is closed now. One that was
    closed because no heartbeat came, where the database was away from it, goes on.
    """
    VoiceWorker.objects.filter(id=worker_id).update(
        heartbeat_at=clock.now(), active=active, lag_ms=lag_ms, draining=draining
    )
    holds = list(held)
    with scope.everything("a worker holds calls of every workspace"):
        ended = Call.objects.filter(id__in=holds).exclude(ended_at=None)
        closed = {call.id: call for call in ended}
        live = Call.objects.filter(worker_id=worker_id, ended_at=None).exclude(id__in=holds)
        left = list(
            live.filter(joined_at__lt=clock.now() - LEFT_OPEN_AFTER).values_list("id", "workspace_id")
        )
    for call_id, workspace_id in left:
        with scope.scoped(workspace_id):
            _close(Call.objects.filter(id=call_id, ended_at=None), Call.Why.LOST)
    return {call_id: call.why for call_id, call in closed.items() if not _goes_on(call)}


def _goes_on(call: Call) -> bool:
    """Whether a call was closed for want of a heartbeat alone, and is open again: its attempt has no other."""
    if call.why != Call.Why.WORKER_GONE:
        return False
    try:
        with scope.scoped(call.workspace_id), transaction.atomic():
            closed = Call.objects.filter(id=call.id, why=Call.Why.WORKER_GONE)
            if not closed.update(ended_at=None, why=Call.Why.LIVE):
                return False
            emit(events.CallGoesOn(call_id=call.id, attempt_id=call.attempt_id), by=SYSTEM)
    except IntegrityError:  # the candidate is on another line by now
        return False
    return True


def retire(*, worker_id: UUID) -> None:
    """A worker has ended in peace."""
    VoiceWorker.objects.filter(id=worker_id).delete()
