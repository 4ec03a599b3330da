"""How a conversation by text message runs: a pure state machine. It decides what is said; others keep and send it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from greenroom.skills.read_answer.schema import AnswerRead
from greenroom.stages.conversational_sms import corrections
from greenroom.stages.conversational_sms.corrections import Correction
from greenroom.stages.conversational_sms.phrases import Phrases, phrases

Shape = Literal["yes_no", "number"]
CALL_BACK = "call_back"
PASSED_ON = "passed_on"
"""The kinds of messages that a person must see, and of the notes of them: a wish to be called, an open question."""


@dataclass(frozen=True)
class Asked:
    """A question. id: of its version."""

    id: str
    text: str
    shape: Shape
    unit: str = ""


@dataclass(frozen=True)
class Plan:
    """What is asked, of whom, for what. intro: the recruiter's first message; the usual one where it is "".

    call: what is said at the end to invite to a call, "" for nothing. link: where the candidate goes on in a browser.
    """

    role: str
    company: str
    candidate: str
    language: str
    questions: tuple[Asked, ...]
    intro: str = ""
    call: str = ""
    link: str = ""


@dataclass(frozen=True)
class Given:
    """An answer that was read. turn: the message it stands in, from start to end. later: a no that is to change."""

    question: str
    value: bool | float
    turn: str
    start: int
    end: int
    up_to: float | None = None
    later: bool = False


@dataclass(frozen=True)
class State:
    """at: index of the question at hand. tried: it was asked again. notes: for the team, as interviews keep them."""

    at: int = 0
    tried: bool = False
    given: tuple[Given, ...] = ()
    notes: tuple[dict[str, str], ...] = ()
    ended: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> State:
        given = tuple(Given(**each) for each in kept["given"])
        return cls(kept["at"], kept["tried"], given, tuple(kept["notes"]), kept["ended"])


@dataclass(frozen=True)
class Say:
    """One message. kind: as in a turn. question: the version it asks, "" for none."""

    kind: str
    text: str
    question: str = ""
    source: str = ""


@dataclass(frozen=True)
class Told:
    """What may be told to a question back, and where it stands; "" where nobody here knows."""

    text: str = ""
    source: str = ""


@dataclass(frozen=True)
class Heard:
    """kind: what the message was taken for. question: the version it belongs to, "" for none."""

    state: State
    says: tuple[Say, ...]
    kind: str
    question: str = ""


Read = Callable[[Asked, str], AnswerRead]
Tell = Callable[[Asked, str], Told]


def start(plan: Plan) -> tuple[State, tuple[Say, ...]]:
    """The first message, who writes and how to end it, and the first question."""
    words = phrases(plan.language)
    first = filled(plan.intro, plan) or words.say("intro", name=words.named(plan.candidate), role=plan.role)
    company = plan.company or plan.role
    says = (Say("intro", first), Say("intro", words.say("disclosure", company=company)))
    if not plan.questions:
        return State(ended=True), (*says, *_goodbye(plan))
    return State(), (*says, *_ask(plan, 0))


def filled(text: str, plan: Plan) -> str:
    """A recruiter's message with its variables filled in."""
    for name, value in (("candidate_name", plan.candidate), ("job_title", plan.role)):
        text = text.replace("{{" + name + "}}", value).replace("{{ " + name + " }}", value)
    return text.strip()


def _ask(plan: Plan, at: int) -> tuple[Say, ...]:
    asked = plan.questions[at]
    return (Say("question", asked.text, asked.id),)


def hear(plan: Plan, state: State, words: str, *, turn: str, read: Read, tell: Tell) -> Heard:
    """What follows a message. turn: its id, for the span that gave an answer."""
    speech, asked = phrases(plan.language), plan.questions[state.at]
    found = read(asked, words)
    if found.reading == "stop":
        return _stop(state, speech, asked)
    wish = speech.asks_call(words)
    if wish:
        return _call_back(plan, state, words, wish, turn=turn, read=read)
    changed = _corrected(plan, state, words, found, turn=turn, read=read)
    if changed is not None:
        return changed
    if found.reading == "answered":
        told = _aside(state, asked, words, speech, tell)
        kept = replace(told.state, given=(*told.state.given, _given(asked, found, words, turn)))
        kind = PASSED_ON if told.kind == PASSED_ON else "answer"
        return _go_on(plan, kept, kind, asked, before=told.says)
    if found.reading == "question":
        told = _tell(state, asked, words, speech, tell)
        return Heard(told.state, (*told.says, Say("again", asked.text, asked.id)), told.kind, asked.id)
    if found.reading == "refused":
        return _go_on(plan, state, "skip", asked, before=(Say("noted", speech.say("refused")),))
    return _unclear(plan, state, speech, asked)


def _stop(state: State, speech: Phrases, asked: Asked) -> Heard:
    says = (Say("goodbye", speech.say("stopped")),)
    return Heard(replace(state, ended=True), says, "stop", asked.id)


def _unclear(plan: Plan, state: State, speech: Phrases, asked: Asked) -> Heard:
    """Asked once more in other words; the second time a person will ask."""
    if state.tried:
        return _go_on(plan, state, "unclear", asked, before=(Say("noted", speech.say("left")),))
    again = Say("again", speech.say(f"again_{asked.shape}", question=asked.text), asked.id)
    return Heard(replace(state, tried=True), (again,), "unclear", asked.id)


def _go_on(plan: Plan, state: State, kind: str, asked: Asked, *, before: tuple[Say, ...] = ()) -> Heard:
    at = state.at + 1
    after = replace(state, at=at, tried=False)
    if at < len(plan.questions):
        return Heard(after, (*before, *_ask(plan, at)), kind, asked.id)
    return Heard(replace(after, ended=True), (*before, *_goodbye(plan)), kind, asked.id)


def _goodbye(plan: Plan) -> tuple[Say, ...]:
    speech = phrases(plan.language)
    closing = Say("goodbye", speech.say("closing", name=speech.named(plan.candidate)))
    if not plan.call:
        return (closing,)
    return closing, Say("call", f"{filled(plan.call, plan)} {speech.say('call', link=plan.link)}")


def stopped_by_rule(plan: Plan, heard: Heard, words: str) -> Heard:
    """The same message, where a recruiter's rule ends it there. words: the recruiter's."""
    says = (Say("disqualified", filled(words, plan)),)
    return replace(heard, state=replace(heard.state, ended=True), says=says)


def _aside(state: State, asked: Asked, words: str, speech: Phrases, tell: Tell) -> Heard:
    """A question that came with an answer."""
    if "?" not in words and "؟" not in words:
        return Heard(state, (), "answer")
    return _tell(state, asked, words, speech, tell)


def _tell(state: State, asked: Asked, words: str, speech: Phrases, tell: Tell) -> Heard:
    told = tell(asked, words)
    if told.text:
        return Heard(state, (Say("told", told.text, source=told.source),), "question", asked.id)
    note = {"kind": PASSED_ON, "text": words}
    noted = replace(state, notes=(*state.notes, note))
    return Heard(noted, (Say("told", speech.say("passed_on")),), PASSED_ON, asked.id)


def _call_back(plan: Plan, state: State, words: str, wish: str, *, turn: str, read: Read) -> Heard:
    """They want to be called: a person hears of it. What else they say may answer the question all the same."""
    asked = plan.questions[state.at]
    noted = replace(state, notes=(*state.notes, {"kind": CALL_BACK, "text": words}))
    told = Say("told", phrases(plan.language).say("call_back"))
    found = read(asked, words.replace(wish, " " * len(wish), 1))
    if found.reading == "answered":
        kept = replace(noted, given=(*noted.given, _given(asked, found, words, turn)))
        return _go_on(plan, kept, CALL_BACK, asked, before=(told,))
    return Heard(noted, (told, Say("again", asked.text, asked.id)), CALL_BACK, asked.id)


def _corrected(
    plan: Plan, state: State, words: str, found: AnswerRead, *, turn: str, read: Read
) -> Heard | None:
    """An earlier answer, put right; None where these words do not do that."""
    speech = phrases(plan.language)
    texts = [question.text for question in plan.questions]
    meant = corrections.find(texts, state.at, words, speech, answers=found.reading == "answered")
    if meant is None:
        return None
    before = plan.questions[meant.at]
    again = read(before, meant.words)
    if again.reading != "answered":
        return None
    others = tuple(each for each in state.given if each.question != before.id)
    changed = _given(before, again, words, turn)
    kept = replace(state, given=(*others, changed))
    current = plan.questions[state.at]
    noted = _noted(plan, state, meant, speech.answer(changed.value, before.unit))
    return Heard(kept, (noted, Say("again", current.text, current.id)), "correction", before.id)


def _noted(plan: Plan, state: State, meant: Correction, answer: str) -> Say:
    """That it was changed; of which question, unless it is the one before."""
    speech = phrases(plan.language)
    if meant.at == state.at - 1:
        return Say("noted", speech.say("changed", answer=answer))
    return Say("noted", speech.say("changed_of", question=plan.questions[meant.at].text, answer=answer))


def _given(asked: Asked, found: AnswerRead, words: str, turn: str) -> Given:
    value = found.value
    if not isinstance(value, bool | int | float):
        raise TypeError(f"{asked.shape} was read as {type(value).__name__}")
    start, end = (found.span.start, found.span.end) if found.span else (0, len(words))
    return Given(asked.id, value, turn, start, end, found.up_to, found.later is not None)
