"""Scripted conversations: what a candidate says, and what has to come. A file each beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from greenroom.conversations import engine
from greenroom.conversations.actions.hearing import Ear
from greenroom.conversations.engine.machine import Judge
from greenroom.skills.next_turn.schema import Fact

FOLDER = Path(__file__).parent
PLANS = "plans.toml"


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Moment(_Written):
    """candidate: their words, "" for silence. heard, kinds: what they are taken for, and of what kind each reply is.

    waits: the number of the question that waits then, from 1; 0 while none does. says: words of the replies, in any
    of them. source: where what is told stands. notes: what is noted for the team. ending: how it ended with this.
    """

    candidate: str
    heard: str
    kinds: list[str]
    waits: int
    says: list[str] = []
    source: str = ""
    notes: list[str] = []
    ending: str = ""
    paused: bool = False


class Golden(_Written):
    """about: what it shows. plan: which of PLANS; otherwise: what is not as there. never: what is never said."""

    title: str
    about: str
    plan: str
    otherwise: dict[str, Any] = {}
    never: list[str] = []
    moments: list[Moment] = Field(min_length=1)


@dataclass(frozen=True)
class Held:
    """A moment as it went."""

    moment: Moment
    before: engine.State
    after: engine.State
    says: tuple[engine.Say, ...]

    @property
    def waits(self) -> int:
        return self.after.at + 1 if self.after.phase == "asking" else 0


Listener = Callable[[engine.State], Judge]
"""Whom an interview that stands so asks what was heard."""


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.name != PLANS)


def golden(name: str) -> Golden:
    return Golden.model_validate(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


def plan_of(script: Golden) -> engine.Plan:
    plans = tomllib.loads((FOLDER / PLANS).read_text(encoding="utf-8"))
    given = {**plans[script.plan], **script.otherwise}
    questions = tuple(
        engine.PlannedQuestion(id=f"q{number}", **{**each, "key_points": tuple(each.get("key_points", ()))})
        for number, each in enumerate(given.pop("questions"), 1)
    )
    facts = tuple(Fact(**each) for each in given.pop("facts"))
    told = tuple(given.pop("told", ()))
    return engine.Plan(questions=questions, facts=facts, told=told, **given)


def built_in(before: engine.State) -> Judge:
    return Ear(before, engines={}).hear


def hold(script: Golden, listener: Listener) -> Iterator[Held]:
    """The moments one after the other, each as it went."""
    state, _ = engine.start(plan_of(script))
    for moment in script.moments:
        before = state
        state, says = engine.hear(before, moment.candidate, listener(before))
        yield Held(moment, before, state, says)


def transcript(script: Golden) -> str:
    """The conversation with the built-in engine, as Markdown."""
    _, says = engine.start(plan_of(script))
    lines = [f"# {script.title}", "", script.about, "", *_said(says)]
    for held in hold(script, built_in):
        spoken = held.moment.candidate or "*says nothing*"
        lines += [
            f"**{held.before.plan.candidate}:** {spoken}",
            "",
            f"> {_heard(held)}",
            "",
            *_said(held.says),
        ]
    return "\n".join(lines).rstrip() + "\n"


def _said(says: tuple[engine.Say, ...]) -> Iterator[str]:
    for say in says:
        source = f" *({say.source})*" if say.source else ""
        yield f"**Interviewer:** {say.text}{source}"
        yield ""


def _heard(held: Held) -> str:
    notes = [note.kind for note in held.after.notes[len(held.before.notes) :]]
    parts = [
        f"heard: {held.after.heard}" if held.after.heard != "nothing" else "",
        f"noted for the team: {', '.join(notes)}" if notes else "",
        "paused" if held.after.paused else "",
        f"ended: {held.after.ending}" if held.after.ending else "",
    ]
    return "; ".join(filter(None, parts))
