"""A conversation that goes on by text message: what is said there goes to the phone, what the phone writes comes in."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.candidates.actions import correcting
from greenroom.candidates.models import Attempt
from greenroom.candidates.queries import accommodations
from greenroom.candidates.rules import contact, status
from greenroom.conversations.models import Conversation, Turn
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.http.limits import allow
from greenroom.core.jobs import enqueue
from greenroom.core.jobs.port import KINDS
from greenroom.interviewers.rules.lifecycle import Door, door
from greenroom.outreach.actions import texts, texts_out
from greenroom.outreach.actions.texts_out import Opening
from greenroom.outreach.models import ReceivedText, TextTalk, TextThread
from greenroom.stages import exchange
from greenroom.stages.conversational_sms import engine, quiet
from greenroom.stages.conversational_sms.actions import chats
from greenroom.stages.conversational_sms.actions.chats import BY_TEXT
from greenroom.stages.conversational_sms.config import ConversationalSMSConfig
from greenroom.stages.conversational_sms.phrases import phrases

ANSWER = "stages.answer_texts"
PAUSE = timedelta(seconds=4)
LONGER_PAUSE = timedelta(seconds=30)
"""How long a message waits for more of the same before it is answered; for those who asked for longer pauses."""
NUMBERS_A_DAY = 5
A_SENTENCE = 3  # words
REPLIES_A_DAY = 3  # to what answers nothing: another machine may be writing
MOST_AT_ONCE = 500  # reminders of one sweep


def find(attempt_id: UUID) -> Attempt | None:
    """The attempt of a conversation, with the rows around it."""
    around = ("stage__interviewer__workspace", "application__candidate", "workspace")
    return Attempt.objects.filter(id=attempt_id).select_related(*around).first()


@transaction.atomic
def start(attempt: Attempt) -> None:
    """Go on by text where the candidate's phone is known: what was said last goes there. Nothing the second time."""
    phone = attempt.application.candidate.phone
    conversation = chats.begin(attempt)
    if not phone or conversation.ended_at is not None:
        return
    opening = Opening(
        workspace_id=attempt.workspace_id,
        phone=phone,
        language=chats.language_of(attempt),
        holder_id=attempt.id,
        about_id=attempt.application_id,
        url=chats.link(attempt, "candidate-sms", attempt.stage_id),
    )
    talk = texts_out.open_talk(opening)
    if talk is not None:
        last = _last_heard(attempt)
        _say_since(talk, attempt, last.position if last else -1)


def move_to(attempt: Attempt, *, phone: str) -> None:
    """Go on by text with this number, which is the candidate's from now on. Raises Refused, with the field."""
    candidate = attempt.application.candidate
    number = contact.check_phone(phone)
    if not number:
        raise Refused(_("Write the number with its country code, such as +44 …"), field="phone")
    if not allow("numbers to write to", str(candidate.id), times=NUMBERS_A_DAY, within=timedelta(days=1)):
        raise Refused(_("You have given many numbers today. You can go on here."), field="phone")
    with transaction.atomic():
        facts = {name: getattr(candidate, name) for name in ("name", "language", "time_zone")}
        attempt.application.candidate = correcting.correct(
            candidate=candidate, facts=correcting.Facts(**facts, phone=number)
        )
        talk = TextTalk.objects.filter(holder_id=attempt.id, closed_at=None).first()
        if talk is None:
            start(attempt)
            return
        moved = texts_out.move(talk, phone=number, language=chats.language_of(attempt))
        last = _last_heard(attempt)
        _say_since(moved, attempt, last.position if last else -1)


def _say_since(talk: TextTalk, attempt: Attempt, position: int) -> None:
    """Write what was said after this turn to the phone, as one message."""
    said = Turn.objects.filter(attempt=attempt, position__gt=position, speaker=Turn.Speaker.INTERVIEWER)
    turns = list(said.exclude(kind=exchange.REMINDER).order_by("position"))
    if not turns:
        return
    config = ConversationalSMSConfig(**attempt.config)
    now = clock.now()
    due_at = _quiet_until(attempt, config, now)
    texts_out.take_back(talk)
    texts_out.say(talk, "\n\n".join(turn.text for turn in turns), due_at=due_at)
    nudges = talk.nudges < config.max_nudge_amount
    TextTalk.objects.filter(id=talk.id).update(
        said_to=turns[-1].position,
        nudge_at=_after_cooldown(attempt, config, due_at or now) if nudges else None,
    )


def _quiet_until(attempt: Attempt, config: ConversationalSMSConfig, moment: datetime) -> datetime | None:
    zone = attempt.application.candidate.time_zone
    return quiet.until(config.blackout_period, moment, zone=zone)


def _after_cooldown(attempt: Attempt, config: ConversationalSMSConfig, moment: datetime) -> datetime:
    wanted = accommodations.of(attempt.application.candidate_id)
    return moment + wanted.stretched(timedelta(hours=config.cooldown_period_hrs))


@transaction.atomic
def take(*, text_id: UUID, attempt: Attempt) -> None:
    """Keep what a phone wrote in its conversation, and have it answered once no more of it comes."""
    text = ReceivedText.objects.select_related("thread").get(id=text_id)
    talk = TextTalk.objects.select_related("thread").get(holder_id=attempt.id)
    if not text.words.strip():
        _tell(talk, "only_words")
        return
    try:
        exchange.keep(attempt, text=text.words, key=f"{BY_TEXT}{text.id.hex}")
    except Refused:
        late(text=text, attempt=attempt)
        return
    TextTalk.objects.filter(id=talk.id).update(nudge_at=None)
    config = ConversationalSMSConfig(**attempt.config)
    at = clock.now() + _pause(attempt)
    enqueue(
        KINDS[ANSWER],
        key=f"{ANSWER}:{attempt.id}",
        run_at=_quiet_until(attempt, config, at) or at,
        attempt_id=attempt.id,
    )


@transaction.atomic
def late(*, text: ReceivedText, attempt: Attempt) -> None:
    """What a phone writes after the end goes to a person, if it is more than a word of thanks."""
    if len(text.words.split()) < A_SENTENCE and "?" not in text.words:
        return
    talk = TextTalk.objects.select_related("thread").get(holder_id=attempt.id)
    if chats.pass_on_to_person(attempt, text.words):
        _tell(talk, "passed_to_person")


def _tell(talk: TextTalk, phrase: str) -> None:
    """Say something about the messages themselves, a few times a day at most."""
    if allow("told by text", str(talk.id), times=REPLIES_A_DAY, within=timedelta(days=1)):
        texts_out.say(talk, phrases(talk.thread.language).say(phrase))


def answer(*, attempt_id: UUID) -> None:
    """Answer what the phone wrote. After a `ModelFailure` it is still kept, and the next call makes up for it."""
    attempt = find(attempt_id)
    if attempt is not None:
        reply(attempt)


def hear(attempt: Attempt, *, text: str, key: str, seen: int | None = None) -> bool:
    """What is written on the page: kept, then answered there. Raises as `chats.hear`."""
    in_time = chats.hear(attempt, text=text, key=key, seen=seen)
    pass_on(attempt)
    return in_time


def reply_on_page(attempt: Attempt) -> None:
    """As `reply`, for somebody who looks at the page; not while the phone may still be writing."""
    last = _last_heard(attempt)
    is_writing = last is not None and last.kind == exchange.MESSAGE and (last.key or "").startswith(BY_TEXT)
    if last is None or not is_writing or clock.now() - last.created_at >= _pause(attempt):
        reply(attempt)


def _pause(attempt: Attempt) -> timedelta:
    wanted = accommodations.of(attempt.application.candidate_id)
    return LONGER_PAUSE if wanted.longer_pauses else PAUSE


def reply(attempt: Attempt) -> None:
    """Answer what waits for a reply, and pass on what was said to where the candidate is. May be called in vain."""
    chats.reply(attempt)
    pass_on(attempt)


@transaction.atomic
def pass_on(attempt: Attempt) -> None:
    """Write to the phone what was said since, if it was the phone that spoke last; close what is over.

    Who goes on in a browser reads it there, and is not written to.
    """
    rows = TextTalk.objects.select_for_update(of=("self",), no_key=True).filter(
        holder_id=attempt.id, closed_at=None
    )
    talk = rows.select_related("thread").first()
    if talk is None:
        return
    last = _last_heard(attempt)
    if last is not None and last.kind == "stop" and (last.key or "").startswith(BY_TEXT):
        texts.stop(talk.thread)
    elif last is None or (last.key or "").startswith(BY_TEXT):
        _say_since(talk, attempt, talk.said_to)
    else:
        _said_in_the_browser(talk, attempt)
    if Conversation.objects.filter(attempt=attempt).exclude(ended_at=None).exists():
        texts_out.close(talk)


def _last_heard(attempt: Attempt) -> Turn | None:
    heard = Turn.objects.filter(attempt=attempt, speaker=Turn.Speaker.CANDIDATE).exclude(kind=Turn.LATE)
    return heard.order_by("position").last()


def _said_in_the_browser(talk: TextTalk, attempt: Attempt) -> None:
    newest = Turn.objects.filter(attempt=attempt).order_by("position").last()
    if newest is None or newest.position == talk.said_to:
        return
    texts_out.take_back(talk)
    config = ConversationalSMSConfig(**attempt.config)
    nudges = talk.nudges < config.max_nudge_amount
    TextTalk.objects.filter(id=talk.id).update(
        said_to=newest.position, nudge_at=_after_cooldown(attempt, config, clock.now()) if nudges else None
    )


@transaction.atomic
def resume(attempt: Attempt) -> None:
    """The phone wants messages again: the open question goes there once more."""
    talk = TextTalk.objects.select_related("thread").filter(holder_id=attempt.id, closed_at=None).first()
    if talk is None:
        return
    config, now = ConversationalSMSConfig(**attempt.config), clock.now()
    words = phrases(talk.thread.language).say("back")
    texts_out.say(talk, f"{words}\n\n{_open_question(attempt)}", due_at=_quiet_until(attempt, config, now))
    if talk.nudges < config.max_nudge_amount:
        TextTalk.objects.filter(id=talk.id).update(nudge_at=_after_cooldown(attempt, config, now))


def _open_question(attempt: Attempt) -> str:
    planned, kept = chats.plan(attempt), Conversation.objects.get(attempt=attempt).state
    at = engine.State.from_json(kept).at
    return planned.questions[at].text if at < len(planned.questions) else ""


def nudge_all() -> None:
    """Remind those whose reminder is due, in every workspace."""
    with scope.everything("reminders of all workspaces are due together"):
        rows = TextTalk.objects.filter(nudge_at__lte=clock.now(), closed_at=None).order_by("nudge_at")
        due = list(rows[:MOST_AT_ONCE])
    for talk in due:
        if talk.nudge_at is not None:
            with scope.scoped(talk.workspace_id):
                nudge(talk_id=talk.id, nudge_at=talk.nudge_at)


@transaction.atomic
def nudge(*, talk_id: UUID, nudge_at: datetime) -> None:
    """Send the reminder that was due then, unless somebody else has; not at night, and not in vain."""
    claimed = TextTalk.objects.filter(id=talk_id, nudge_at=nudge_at, closed_at=None)
    if not claimed.update(nudge_at=None):
        return
    talk = TextTalk.objects.select_related("thread").get(id=talk_id)
    attempt = find(talk.holder_id)
    if attempt is None or not _may_be_reminded(attempt, talk.thread):
        return
    config, now = ConversationalSMSConfig(**attempt.config), clock.now()
    morning = _quiet_until(attempt, config, now)
    if morning is not None:
        TextTalk.objects.filter(id=talk_id).update(nudge_at=morning)
        return
    words = f"{_reminder(attempt, config)}\n\n{_open_question(attempt)}"
    said = exchange.remind(attempt, words)
    if said is None:
        return
    texts_out.say(talk, words)
    nudges = talk.nudges + 1
    again = _after_cooldown(attempt, config, now) if nudges < config.max_nudge_amount else None
    TextTalk.objects.filter(id=talk_id).update(nudges=nudges, nudge_at=again, said_to=said.position)


def _may_be_reminded(attempt: Attempt, thread: TextThread) -> bool:
    application, interviewer = attempt.application, attempt.stage.interviewer
    over = {*status.DECIDED, status.Status.KNOCKED_OUT}
    is_open = door(status=interviewer.status, deadline=interviewer.deadline, now=clock.now()) is Door.OPEN
    return (
        attempt.status == Attempt.Status.OPEN
        and thread.stopped_at is None
        and application.status not in over
        and is_open
    )


def _reminder(attempt: Attempt, config: ConversationalSMSConfig) -> str:
    planned = chats.plan(attempt)
    speech = phrases(planned.language)
    usual = speech.say("nudge", name=speech.named(planned.candidate), role=planned.role)
    return engine.filled(config.follow_up_message, planned) or usual
