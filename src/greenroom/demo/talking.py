"""What a candidate of the demo says: the answer of theirs that fits best what they were just asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.conversations.engine import State
from greenroom.demo import material
from greenroom.demo.material import Story, Words
from greenroom.demo.persons import Person
from greenroom.skills.lexical import fold

LEVELS = ("weak", "typical", "strong")
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class Asked:
    """What stands on the candidate's page. topic, key_points: of the question, "" and () outside one."""

    text: str
    topic: str = ""
    key_points: tuple[str, ...] = ()


def reply(person: Person, state: State, topics: dict[str, str]) -> str:
    """What this person says next. topics: question id to topic.

    The same person in the same place of the same interview says the same.
    """
    words = material.words(person.language)
    if state.awaiting:
        return _to_the_engine(person, state, words)
    if state.phase == "closing":
        return _at_the_end(person, state, words)
    if _is_odd_now(person, state):
        return _pick(person, words.aside[person.oddity], person.oddity)
    question = state.question
    asked = Asked(
        text=question.text if question else "",
        topic=topics.get(state.question_id, ""),
        key_points=question.key_points if question else (),
    )
    story = fitting(person, asked, material.stories(person.role.key))
    said = {turn.text for turn in state.exchanges if turn.speaker == "candidate"}
    told = _told(person, story.text, words)
    return told if told not in said else _more(person, story, state, said, words)


def _to_the_engine(person: Person, state: State, words: Words) -> str:
    """To a question of the engine's own: shall we stop, go on, is there more."""
    if state.awaiting == "stop":
        kind = "really"
    elif state.awaiting == "more":
        kind = "thanks"
    else:
        kind = "no_stop" if person.fate == "person" else "go_on"
    return _pick(person, words.aside[kind], kind)


def _at_the_end(person: Person, state: State, words: Words) -> str:
    if state.detours == 0 and person.dice("closing").random() < 0.35:
        return _pick(person, words.aside["closing"], "closing question")
    return _pick(person, words.aside["thanks" if state.detours else "nothing"], "nothing")


def _is_odd_now(person: Person, state: State) -> bool:
    return bool(person.oddity) and state.at == person.odd_at and not state.exchanges


def fitting(person: Person, asked: Asked, stories: Sequence[Story]) -> Story:
    """One of the person's own stories on this topic, at the level they have on it or else at the nearest.

    Where nothing was written on the topic, the one nearest to the question in its words.
    """
    wanted = LEVELS.index(person.level_of(asked.topic))
    own = [story for story in stories if story.suits(person.career)]
    about = [story for story in own if story.topic == asked.topic]
    if about:
        nearest = min(abs(LEVELS.index(story.level) - wanted) for story in about)
        best = [story for story in about if abs(LEVELS.index(story.level) - wanted) == nearest]
        return person.dice("story", asked.topic).choice(best)
    words = _content(" ".join([asked.text, asked.topic, *asked.key_points]))
    same = [story for story in own if LEVELS.index(story.level) == wanted] or own
    return max(same, key=lambda story: len(words & _content(f"{story.topic} {story.text}")))


def _content(text: str) -> set[str]:
    return {fold(word) for word in _WORD.findall(text)}


def _more(person: Person, story: Story, state: State, said: set[str], words: Words) -> str:
    """To a follow-up: what the story has on it, else what people say, and of the weak not much."""
    aspect = aspect_of(state.last_ask, words)
    if aspect in story.more and _told(person, story.more[aspect], words) not in said:
        return _told(person, story.more[aspect], words)
    shrugs = story.level == "weak" and person.dice("shrug", state.at, state.follow_ups).random() < 0.75
    lines = words.shrug["more"] if shrugs else words.more[aspect]
    told = [_told(person, line, words) for line in [*lines, *words.more["any"], *words.shrug["more"]]]
    new = [line for line in told[: len(lines)] if line not in said] or [
        line for line in told if line not in said
    ]
    return person.dice("more", state.at, state.follow_ups).choice(new or told)


def aspect_of(follow_up: str, words: Words) -> str:
    """What a follow-up asks for: a key of the cues, or "any"."""
    flat = " ".join(fold(word) for word in follow_up.split())
    return next((aspect for aspect, cue in words.cues.items() if re.search(cue, flat)), "any")


def _pick(person: Person, lines: Sequence[str], purpose: str) -> str:
    return person.dice(purpose).choice(lines)


def _told(person: Person, text: str, words: Words) -> str:
    work = person.career.work[0]
    years, months = words.years
    long = work.months >= 24
    return text.format(
        employer=person.employer(work),
        years=(years if long else months).format(n=work.months // 12 if long else work.months),
        city=re.sub(r"^\d+ |, \w+$", "", person.place),
        colleague=words.colleagues[person.number % len(words.colleagues)],
    )
