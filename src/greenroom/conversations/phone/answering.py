"""What happens once a telephone rings: who picked up, the line they get, and what follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction

from greenroom.candidates.models import Attempt
from greenroom.conversations import engine
from greenroom.conversations.actions import calls, interviews, saying, standing
from greenroom.conversations.models import Call, PhoneCall, Turn
from greenroom.conversations.phone import asking, rows
from greenroom.conversations.phone.phrases import say
from greenroom.core import clock
from greenroom.core.errors import Refused

State, Why = PhoneCall.State, PhoneCall.Why
TOKEN_AGE = timedelta(seconds=60)
MOST_A_MINUTE = 3  # lines for one telephone call
_SALT = "greenroom.phone"
_ENDS = {
    "busy": Why.BUSY,
    "no-answer": Why.NO_ANSWER,
    "failed": Why.FAILED,
    "canceled": Why.CANCELLED,
}


@dataclass(frozen=True)
class Speak:
    """Connect them: who shows this token is believed, once and within a minute."""

    token: str


@dataclass(frozen=True)
class Words:
    """Say this and hang up."""

    text: str


@dataclass(frozen=True)
class Ask:
    """Say this and wait for a key of `asking.CHOICES`; without one, say the other."""

    text: str
    otherwise: str


Next = Speak | Words | Ask | None
"""What the carrier does with the call; None: hang up."""


@transaction.atomic
def picked_up(*, phone_call_id: UUID, sid: str, answered_by: str = "") -> Next:
    """Somebody, or something, has answered."""
    row = rows.held(phone_call_id)
    if row.ended_at is not None or row.sid not in {"", sid}:
        return None
    PhoneCall.objects.filter(id=row.id).update(sid=sid)
    if is_machine(answered_by):
        rows.close(row, Why.MACHINE)
        return None
    if row.attempt.status != Attempt.Status.OPEN or not asking.agreed(row.attempt):
        rows.close(row, Why.CANCELLED)
        return None
    return _line(row)


def is_machine(answered_by: str) -> bool:
    """Whether the carrier thinks that no person picked up."""
    return answered_by.startswith("machine") or answered_by == "fax"


@dataclass(frozen=True)
class Ticket:
    phone_call_id: UUID
    call_id: UUID
    workspace_id: UUID


def ticket(token: str) -> Ticket:
    """What a token speaks for. Raises NotYours."""
    try:
        inside = signing.loads(token, salt=_SALT, max_age=TOKEN_AGE)
    except signing.BadSignature:
        raise calls.NotYours from None
    return Ticket(UUID(inside["phone"]), UUID(inside["call"]), UUID(inside["workspace"]))


@transaction.atomic
def join(*, shown: Ticket, sid: str, worker_id: UUID) -> Call:
    """The call, taken by the worker its sound has come to. Nobody takes it a second time. Raises NotYours."""
    ours = PhoneCall.objects.filter(id=shown.phone_call_id, call_id=shown.call_id, sid=sid, ended_at=None)
    if not ours.exists():
        raise calls.NotYours
    Call.objects.filter(id=shown.call_id, ended_at=None, joined_at=None).update(worker_id=worker_id)
    return calls.join(call_id=shown.call_id)


@transaction.atomic
def introduce(*, attempt: Attempt, key: str) -> Turn:
    """Write down who calls and what is kept, to be said before anything else. key: of this call."""
    interviews.begin(attempt=attempt)
    standing.locked(attempt)
    found = Turn.objects.filter(attempt=attempt, key=key).first()
    if found is None:
        interviewer = attempt.stage.interviewer
        words = say("consent", interviewer.language, company=interviewer.workspace.name)
        saying.say(attempt, [engine.Say("greeting", words)], key=key)
        found = Turn.objects.get(attempt=attempt, key=key)
    return found


@transaction.atomic
def told(*, phone_call_id: UUID, sid: str, status: str) -> None:
    """What a carrier says has become of a call."""
    row = rows.held(phone_call_id)
    if row.ended_at is not None or row.sid not in {"", sid}:
        return
    if not row.sid:
        PhoneCall.objects.filter(id=row.id).update(sid=sid)
    if status == "ringing" and row.state == State.DIALLING:
        PhoneCall.objects.filter(id=row.id).update(state=State.RINGING)
    elif status == "completed":
        rows.close(row, rows.how_it_went(row))
    elif status in _ENDS:
        rows.close(row, _ENDS[status])


@transaction.atomic
def heard_machine(*, phone_call_id: UUID, sid: str, answered_by: str) -> None:
    """The carrier has listened to who picked up. A machine gets no message: the call ends."""
    row = rows.held(phone_call_id)
    if row.ended_at is None and row.sid in {"", sid} and is_machine(answered_by):
        row.sid = sid
        rows.close(row, Why.MACHINE)
        asking.hang_up_soon(row)


@transaction.atomic
def later(*, phone_call_id: UUID) -> None:
    """The candidate pressed 9: this call ends here, and they are asked when the next shall be."""
    rows.close(rows.held(phone_call_id), Why.LATER)


@transaction.atomic
def after(*, phone_call_id: UUID) -> Next:
    """The sound is over while the telephone is still at the ear."""
    row = rows.held(phone_call_id)
    if row.why == Why.LATER:
        return Ask(say("choose", row.language), say("page", row.language))
    call = Call.objects.filter(id=row.call_id, joined_at__isnull=False).first()
    if call is not None and row.ended_at is None and _is_ours_to_take_up(call):
        return _elsewhere(row)
    if (call is not None and call.why != Call.Why.LOST) or row.ended_at is not None:
        return None
    rows.close(row, Why.NO_LINES)
    return Words(say("busy", row.language))


def _is_ours_to_take_up(call: Call) -> bool:
    """Whether it was not the candidate's to end: its worker has left, or is gone."""
    return call.why in {Call.Why.MOVED, Call.Why.WORKER_GONE, Call.Why.LIVE}


def _elsewhere(row: PhoneCall) -> Next:
    """Go on over another line, with the telephone still at the ear."""
    recent = Call.objects.filter(attempt=row.attempt, began_at__gt=clock.now() - TOKEN_AGE)
    if row.attempt.status != Attempt.Status.OPEN or recent.count() > MOST_A_MINUTE:
        rows.close(row, rows.how_it_went(row))
        return None
    return _line(row)


def _line(row: PhoneCall) -> Next:
    """A line for them, and what lets its sound in."""
    try:
        call = calls.place(attempt=row.attempt, transport=Call.Transport.PHONE).call
    except calls.Busy:
        rows.close(row, Why.NO_LINES)
        return Words(say("busy", row.language))
    PhoneCall.objects.filter(id=row.id).update(state=State.TALKING, call=call)
    inside = {"phone": str(row.id), "call": str(call.id), "workspace": str(row.workspace_id)}
    return Speak(signing.dumps(inside, salt=_SALT, compress=True))


def chosen(*, phone_call_id: UUID, key: str) -> Next:
    """The candidate has pressed a key to say when."""
    with transaction.atomic():
        row = rows.held(phone_call_id)
    if row.why != Why.LATER:
        return None
    try:
        asking.ask(attempt=row.attempt, choice=key)
    except Refused:
        return Words(say("page", row.language))
    return Words(say("noted", row.language))
