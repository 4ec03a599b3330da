"""The interview as a state machine. The rules own order, limits and endings; a skill hears and words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from greenroom.conversations.engine import guards, pace
from greenroom.conversations.engine.phrases import LANGUAGES, Phrases, greeting, named, phrases
from greenroom.conversations.engine.plan import Plan
from greenroom.conversations.engine.state import Ending, Outcome, Progress, Say, State
from greenroom.skills.lexical import detect, is_in
from greenroom.skills.next_turn.schema import NextTurn, Situation

Judge = Callable[[Situation], NextTurn]
Step = tuple[State, tuple[Say, ...]]

MOST_SILENCES = 2  # retries before the interview goes on to the next question
MOST_SILENT_QUESTIONS = 2
MOST_DETOURS = 8  # utterances on one question that are no answer
MOST_ABUSES = 2

_DETOURS = {"repeat": "repeat", "slower": "slower", "wait": "waiting", "off_topic": "off_topic"}


def start(plan: Plan) -> Step:
    """Greeting with the AI disclosure, first words and what is told beforehand, then the first question."""
    state = State(plan=plan)
    hello = Say("greeting", greeting(plan))
    state, says = _ask_question(state) if plan.questions else _close(state)
    before = filter(None, (plan.intro, *plan.told))
    return state, (hello, *(Say("greeting", text) for text in before), *says)


def hear(state: State, utterance: str, judge: Judge) -> Step:
    """Take in what the candidate said ("" for silence) and say what comes next.

    judge is asked only about words; an interview that is over says nothing more.
    """
    text = utterance.strip()
    if state.ended or not text:
        return hear_silence(state)
    state = _answering_in(state, text)
    words = phrases(state.language)
    state = replace(state, silences=0, silent_questions=0, paused=False)
    choice = words.choice(text, to=state.awaiting) if state.awaiting else ""
    if choice:
        return _chosen(state, choice, words)
    if state.awaiting and words.pressed(text):
        return _choice_again(state, text, words)
    asked, state = state.awaiting, replace(state, awaiting="").spoken("candidate", text)
    turn = _pressed(text, words) or judge(state.situation())
    if asked == "go_on" and turn.heard == "stop":  # that is what they were asked
        return _stopped(state, words)
    state = replace(state, heard=turn.heard)
    if state.phase == "closing":
        return _while_closing(state, text, turn, words)
    return _while_asking(state, text, turn, words)


def _answering_in(state: State, text: str) -> State:
    """Going on in the language of these words, where that is wanted and plainly one the engine speaks."""
    if not state.plan.multilingual or is_in(text, state.language):
        return state
    language = detect(text, state.language)
    return replace(state, answers_in=language) if language in LANGUAGES else state


def hear_silence(state: State) -> Step:
    """Take in that nothing was said; no judge is needed for that. An interview paused or over says nothing more."""
    if state.ended or state.paused:
        return state, ()
    return _silence(state, phrases(state.language))


def _pressed(text: str, words: Phrases) -> NextTurn | None:
    """A plain request, from the words of it alone: there is nothing in it to judge."""
    heard = words.pressed(text)
    return NextTurn(heard=heard, move="reply", text="") if heard else None


def corrected(state: State, was: str, text: str) -> State:
    """With the candidate's own words on this question put right, so that what is asked next goes by them."""
    exchanges = tuple(
        each.model_copy(update={"text": text}) if (each.speaker, each.text) == ("candidate", was) else each
        for each in state.exchanges
    )
    return replace(state, exchanges=exchanges)


def welcome(state: State) -> tuple[Say, ...]:
    """What to say to somebody who comes back, before what they have not heard to its end."""
    return (Say("greeting", phrases(state.language).say("welcome", name=named(state.plan))),)


def resume(state: State) -> tuple[Say, ...]:
    """What to say to somebody who comes back: where they were, and the question that waits for them."""
    words = phrases(state.language)
    name = named(state.plan)
    if state.ended:
        return (Say("greeting", words.say("welcome_over", name=name)),)
    if state.phase == "closing":
        return (Say("greeting", words.say("welcome_closing", name=name)),)
    if state.awaiting:
        return (*welcome(state), Say("greeting", _waits(state, words), state.question_id))
    progress = question_progress(state)
    text = words.say(
        "welcome_back", name=name, asked=progress.asked, count=progress.total, question=state.last_ask
    )
    return (Say("greeting", text, state.question_id),)


def question_progress(state: State) -> Progress:
    total = len(state.plan.questions)
    asked = len(state.outcomes) + (1 if state.question else 0)
    return Progress(asked=asked, total=total, outcomes=dict(state.outcomes), current=state.question_id)


def _while_asking(state: State, text: str, turn: NextTurn, words: Phrases) -> Step:
    if turn.heard == "answer":
        return _answered(state, turn, words)
    if turn.heard == "skip":
        return _next(state, words.say("ack" if state.answered else "skip"))
    if turn.heard == "stop":
        return _reply(replace(state, awaiting="stop"), words.say("confirm_stop"))
    if turn.heard in ("person", "distress"):
        return _reply(replace(state, awaiting="go_on").noted(turn.heard, text), words.say(turn.heard))
    if turn.heard == "abuse":
        return _abused(state, text, words)
    return _detour(state, text, turn, words)


def _answered(state: State, turn: NextTurn, words: Phrases) -> Step:
    """Follow up while the limits allow and the skill asks, or while one is due; else go on."""
    state = replace(state, answered=True)
    aside: tuple[Say, ...] = ()
    if turn.move == "reply":
        state, aside = _told(state, turn, words)
    text = _followed_up(state, turn, words)
    if text:
        put = (*state.followed_up, text)
        state = replace(state, follow_ups=state.follow_ups + 1, followed_up=put, last_ask=text)
        return state.spoken("interviewer", text), (*aside, Say("follow_up", text, state.question_id))
    if aside:
        state, says = _next(state, "")
        return state, (*aside, *says)
    return _next(state, guards.acknowledgement(state, turn.text if turn.move == "next" else "", words))


def _followed_up(state: State, turn: NextTurn, words: Phrases) -> str:
    """What to ask next on this question, "" for nothing. What need not be asked is not asked a second time."""
    question, wanted = state.question, turn.move == "follow_up"
    if question is None or state.follow_ups >= question.max_follow_ups:
        return ""
    if state.follow_ups_due > 0:
        return _put_again(state, turn.text if wanted else "", words)
    if not wanted or (pace.is_spent(state) and not question.expects):
        return ""
    text = _put_again(state, turn.text, words)
    put = [exchange.text for exchange in state.exchanges if exchange.speaker == "interviewer"]
    again = text in put or turn.text.strip() in put
    return "" if again and pace.is_ahead(state) else text


def _put_again(state: State, wanted: str, words: Phrases) -> str:
    """What is asked next on the same question: one whose answer has a shape is simply asked once more."""
    if state.question is not None and state.question.expects:
        return words.say("unclear", question=state.question.text)
    return guards.follow_up(state, wanted, words)


def _detour(state: State, text: str, turn: NextTurn, words: Phrases) -> Step:
    """Anything but an answer: say what belongs, and wait on the same question, but not for ever."""
    state = replace(state, detours=state.detours + 1)
    if state.detours > MOST_DETOURS:
        return _next(state, words.say("silence_on"))
    if turn.heard == "question":
        state, said = _told(state, turn, words)
        back = words.say("back_answered") if state.answered else words.say("back", question=state.last_ask)
        state = replace(state, awaiting="more" if state.answered else "")
        return state, (*said, Say("reply", back, state.question_id))
    if turn.heard == "instruction":
        return _reply(state.noted("instruction", text), words.say("instruction", question=state.last_ask))
    if turn.heard == "rephrase":
        return _reply(state, guards.rephrased(state, turn.text, words))
    name = _DETOURS.get(turn.heard, "back")
    return _reply(state, words.say(name, question=state.last_ask))


def _told(state: State, turn: NextTurn, words: Phrases) -> Step:
    text, source = guards.told(state, turn, words)
    if not source:
        asked = state.exchanges[-1].text if state.exchanges else ""
        state = state.noted("passed_on", asked)
    return state.spoken("interviewer", text), (Say("reply", text, state.question_id, source),)


def _abused(state: State, text: str, words: Phrases) -> Step:
    state = replace(state, abuses=state.abuses + 1).noted("abuse", text)
    if state.abuses > MOST_ABUSES:
        return _end(state, words.say("abuse_end"), "abuse")
    return _reply(state, words.say("abuse", question=state.last_ask))


def _waits(state: State, words: Phrases) -> str:
    """What the candidate was asked last: the choice that the engine gave them, else the question."""
    choices = {"go_on": "choose", "stop": "confirm_stop", "more": "back_answered"}
    return words.say(choices[state.awaiting]) if state.awaiting else state.last_ask


def _choice_again(state: State, text: str, words: Phrases) -> Step:
    """A choice is said again, or waited for, as a question is."""
    pressed = words.pressed(text) or "repeat"
    state = replace(state, heard=pressed, detours=state.detours + 1).spoken("candidate", text)
    return _reply(state, words.say(_DETOURS[pressed], question=_waits(state, words)))


def _silence(state: State, words: Phrases) -> Step:
    state = replace(state, silences=state.silences + 1, heard="nothing")
    if state.silences == 1:
        return _reply(state, words.say("silence_first"))
    if state.silences <= MOST_SILENCES:
        return _reply(state, words.say("silence_again", question=_waits(state, words)))
    if state.awaiting in ("go_on", "stop"):  # nobody is asked anything who has not said that they go on
        return _reply(replace(state, paused=True), words.say("silence_end"))
    if state.phase == "closing":
        return _end(state, words.say("goodbye", name=named(state.plan)), "finished")
    silent = state.silent_questions + 1
    if silent >= MOST_SILENT_QUESTIONS:
        return _reply(replace(state, paused=True), words.say("silence_end"))
    return _next(replace(state, silent_questions=silent), words.say("silence_on"), silent=True)


def _chosen(state: State, choice: str, words: Phrases) -> Step:
    """A yes or no to what the engine itself asked."""
    asked = state.awaiting
    state = replace(state, awaiting="", heard="nothing")
    if asked == "more":
        return _next(state, words.say("ack"))
    if choice == ("yes" if asked == "stop" else "no"):
        return _stopped(state, words)
    return _reply(state, words.say("carry_on", question=state.last_ask))


def _stopped(state: State, words: Phrases) -> Step:
    text = words.say("goodbye_early", name=named(state.plan))
    return _end(replace(state, heard="stop"), text, "candidate")


def _while_closing(state: State, text: str, turn: NextTurn, words: Phrases) -> Step:
    """The candidate's own questions, then goodbye."""
    state = replace(state, detours=state.detours + 1)
    asks = turn.heard == "question" or (turn.heard == "answer" and turn.move == "reply")
    if asks and state.detours <= MOST_DETOURS:
        state, said = _told(state, turn, words)
        more = words.say("anything_else")
        return replace(state, last_ask=more), (*said, Say("closing", more))
    if turn.heard in ("person", "distress"):
        return _reply(replace(state, awaiting="go_on").noted(turn.heard, text), words.say(turn.heard))
    if turn.heard in ("repeat", "rephrase", "slower"):
        return _reply(state, state.last_ask)
    if turn.heard == "wait" or words.choice(text) == "yes":
        return _reply(state, words.say("waiting"))
    if turn.heard == "abuse":
        return _end(state.noted("abuse", text), words.say("abuse_end"), "abuse")
    return _end(state, words.say("goodbye", name=named(state.plan)), "finished")


def _reply(state: State, text: str) -> Step:
    return state.spoken("interviewer", text), (Say("reply", text, state.question_id),)


def _next(state: State, lead: str, *, silent: bool = False) -> Step:
    """Leave the question with what became of it, and ask the next one or close."""
    said = (Say("reply", lead, state.question_id),) if lead else ()
    outcome: Outcome = "silent" if silent else "answered" if state.answered else "skipped"
    done = state.answered and silent
    kept = (state.question_id, "answered" if done else outcome)
    state = replace(
        state,
        outcomes=(*state.outcomes, kept),
        at=state.at + 1,
        exchanges=(),
        answered=False,
        follow_ups=0,
        silences=0,
        detours=0,
        awaiting="",
    )
    state, says = _ask_question(state) if state.at < len(state.plan.questions) else _close(state)
    return state, (*said, *says)


def _ask_question(state: State) -> Step:
    question = state.plan.questions[state.at]
    state = replace(state, last_ask=question.text)
    return state, (Say("question", question.text, question.id, question.source),)


def _close(state: State) -> Step:
    text = phrases(state.language).say("closing")
    state = replace(state, phase="closing", last_ask=text, exchanges=())
    return state.spoken("interviewer", text), (Say("closing", text),)


def _end(state: State, text: str, ending: Ending) -> Step:
    outcomes = state.outcomes
    if state.question_id:
        outcomes = (*outcomes, (state.question_id, "answered" if state.answered else "skipped"))
    last = (state.plan.outro, text) if ending != "abuse" else (text,)
    says = tuple(Say("closing", each) for each in last if each)
    return replace(state, phase="over", ending=ending, awaiting="", outcomes=outcomes), says
