"""The workflow that instructions ask for: which stages, in which order, and where a person looks first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from greenroom.skills.plan_interviewer.mentions import Mention, is_listed, mentions, stands_after
from greenroom.skills.plan_interviewer.settings import StageWish, read_settings
from greenroom.skills.plan_interviewer.wishes_text import Text
from greenroom.skills.plan_interviewer.workflow_words import said

_CLOSE = 24


@dataclass(frozen=True)
class Waits:
    """Where a person looks first: before or after kinds of stage, always (after every stage), or somewhere."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    always: bool = False
    somewhere: bool = False


@dataclass(frozen=True)
class Flow:
    """order: the stages named, in order. exact: whether the workflow is these and no other. removed: not wanted.
    first, last: where the suggested workflow is to begin or end. twice: a second stage of one kind was asked for.
    wishes: by kind, "" for no stage in particular.
    """

    order: tuple[str, ...] = ()
    exact: bool = False
    removed: frozenset[str] = frozenset()
    first: str = ""
    last: str = ""
    twice: tuple[str, ...] = ()
    wishes: Mapping[str, StageWish] = field(default_factory=dict)
    waits: Waits = field(default_factory=Waits)

    def wish(self, kind: str) -> StageWish:
        return self.wishes.get(kind, StageWish())


def read_flow(text: Text, apart: Sequence[tuple[int, int]]) -> Flow:
    """What the instructions say of the workflow; `apart` are the parts that speak of something else."""
    quiet = [match.span() for match in said("quiet").finditer(text.folded)]
    named = mentions(text, [*apart, *quiet])
    for mention in named:
        text.take(mention.start, mention.end)
    waits = _waits(text, named)
    steps = _ordered(text, [m for m in named if m.role == "step"])
    chain = [m for m in steps if _in_sequence(text, m, steps)]
    kinds = tuple(dict.fromkeys(m.kind for m in chain))
    alone = {m.kind for m in steps}
    only = len(alone) == 1 and any(_clause_says("only", text, m) for m in steps)
    exact = len(kinds) > 1 or only
    places = [m.kind for m in named if m.role == "place"]
    order = tuple(dict.fromkeys([*(kinds if len(kinds) > 1 else ()), *(m.kind for m in steps), *places]))
    return Flow(
        order=order,
        exact=exact,
        removed=frozenset(m.kind for m in named if m.role == "not") - set(order),
        first="" if exact else next((m.kind for m in steps if _clause_says("first", text, m)), ""),
        last="" if exact else next((m.kind for m in steps if _clause_says("last", text, m)), ""),
        twice=_twice(steps),
        wishes=read_settings(text, named),
        waits=waits,
    )


def _clause_says(name: str, text: Text, mention: Mention) -> bool:
    return said(name).search(text.folded, mention.clause.start, mention.clause.end) is not None


def _in_sequence(text: Text, mention: Mention, steps: Sequence[Mention]) -> bool:
    """Whether a step is one of several: named in one sentence, as an item of a list, or after "then" and the like."""
    sentence = mention.clause.sentence
    if any(m.kind != mention.kind and m.clause.sentence == sentence for m in steps):
        return True
    begin = min(
        (m.clause.start for m in steps if m.clause.sentence == sentence), default=mention.clause.start
    )
    lead = text.folded[max(0, begin - _CLOSE) : mention.start]
    return is_listed(text, mention) or said("next").search(lead) is not None


def _ordered(text: Text, steps: list[Mention]) -> list[Mention]:
    """The steps in the order they are to happen: "B after A" and "before B, A" are A, B."""
    order = list(steps)
    for mention in steps:
        at = order.index(mention)
        same = mention.clause.sentence
        if at > 0 and order[at - 1].clause.sentence == same and stands_after("after", text, mention):
            order[at - 1], order[at] = mention, order[at - 1]
        elif at + 1 < len(order) and order[at + 1].clause.sentence == same:
            opens = at == 0 or order[at - 1].clause.sentence != same
            waited = said("wait").search(text.folded, mention.clause.start, mention.start)
            if opens and not waited and stands_after("before", text, mention):
                order[at + 1], order[at] = mention, order[at + 1]
    return order


def _twice(steps: Sequence[Mention]) -> tuple[str, ...]:
    """Kinds named a second time in one sentence, by another way of meeting."""
    seen: dict[str, Mention] = {}
    again = []
    for mention in steps:
        before = seen.setdefault(mention.kind, mention)
        other = before.modes != mention.modes and before.clause != mention.clause
        if other and mention.modes and before.clause.sentence == mention.clause.sentence:
            again.append(mention.kind)
    return tuple(dict.fromkeys(again))


def _waits(text: Text, named: Sequence[Mention]) -> Waits:
    before: list[str] = []
    after: list[str] = []
    always = somewhere = False
    for start, end in text.sentences():
        cue = said("wait").search(text.folded, start, end)
        if cue is None:
            continue
        text.take(cue.start(), cue.end())
        later = [m for m in named if cue.end() <= m.start < end]
        earlier = [m for m in named if start <= m.start < cue.start()]
        if said("every").search(text.folded, start, end):
            always = True
        elif later and stands_after("before", text, later[0]):
            before.append(later[0].kind)
        elif later and stands_after("after", text, later[0]):
            after.append(later[0].kind)
        elif earlier and stands_after("before", text, earlier[0]) and len(earlier) == 1:
            before.append(earlier[0].kind)
        elif earlier:
            after.append(earlier[-1].kind)
        else:
            somewhere = True
    return Waits(tuple(before), tuple(after), always, somewhere)


def spoken_language(text: Text, names: Mapping[str, str]) -> str:
    """The language instructions want the interview in, as a code; names: folded name to code."""
    asked = re.compile(
        rf"\b(?:in|auf|en|em|ب)\s*(?P<name>{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b"
    )
    for clause in text.clauses():
        found = asked.search(text.folded, clause.start, clause.end)
        if found is None:
            continue
        about = said("web_interview").search(text.folded, clause.start, clause.end)
        whole = len(text.folded[clause.start : clause.end].split()) <= 3
        if about or whole or said("questions").search(text.folded, clause.start, clause.end):
            text.take(*found.span())
            return names[found["name"]]
    return ""
