"""The built-in engine: answers from the brief, drafts the next part, and says what it lacks."""

from __future__ import annotations

from dataclasses import dataclass, field

from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import coverage, detect
from greenroom.skills.lexical.phrases import flatten
from greenroom.skills.scenario_reply.brief import (
    answer_to,
    drafted,
    facts,
    found_for,
    missing,
    parts,
    telling,
)
from greenroom.skills.scenario_reply.mistakes import Mistake, mistake_in
from greenroom.skills.scenario_reply.schema import PlantedError, ScenarioReply, ScenarioToAssist
from greenroom.skills.scenario_reply.speech import Speech, speech

_ASKS = ("?", "؟")
_NAMES_A_PART = 0.5
_MOST_LACKING = 4
_FEWEST_FACTS = 2


@dataclass
class _Reply:
    """A reply as it is put together."""

    given: ScenarioToAssist
    words: Speech
    text: str = ""
    sources: list[Span] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    invented: list[Span] = field(default_factory=list)
    planted: PlantedError | None = None

    def say(self, name: str, **filled: str) -> None:
        self._add(self.words.say[name].format(**filled))

    def tell(self, fact: Span, *, name: str = "", honest: bool = False) -> None:
        """A fact of the brief, told wrong where a mistake is wanted and none was made yet."""
        wanted = self.given.mode == "error_detection" and self.planted is None and not honest
        mistake = mistake_in(fact, self.given.scenario, self.words.language) if wanted else None
        told = mistake.text if mistake else fact.text
        whole = self.words.say[name].format(quote=told) if name else f"- {told}"
        start = self._add(whole) + whole.index(told)
        self.sources.append(fact)
        if mistake:
            span = cut(self.text, start + mistake.start, start + mistake.end)
            what = self.words.say["what"].format(wrong=span.text, right=mistake.right.text)
            self.planted = PlantedError(span=span, right=mistake.right.text, source=mistake.right, what=what)

    def invent(self, what: str, value: str) -> None:
        whole = self.words.say["assume"].format(what=what, value=value)
        start = self._add(whole) + whole.rindex(value)
        self.invented.append(cut(self.text, start, start + len(value)))

    def _add(self, line: str) -> int:
        """Where the line starts."""
        self.text = f"{self.text}\n{line}" if self.text else line
        return len(self.text) - len(line)

    def done(self) -> ScenarioReply:
        sources = sorted(set(self.sources), key=lambda span: span.start)
        return ScenarioReply(
            text=self.text, sources=sources, lacks=self.lacks, invented=self.invented, planted=self.planted
        )


def reply(given: ScenarioToAssist) -> ScenarioReply:
    """The same talk is always answered with the same words."""
    words = speech(given.language or detect(f"{given.scenario}\n{given.deliverable}"))
    made = _Reply(given, words)
    asked = next((turn.text for turn in reversed(given.turns) if turn.speaker == "candidate"), "").strip()
    flat = flatten(asked)
    if not asked:
        made.say("greeting", deliverable=given.deliverable.strip())
    elif words.patterns["objects"].search(flat) and any(turn.speaker == "assistant" for turn in given.turns):
        _look_again(made, asked)
    elif asked.endswith(_ASKS) and not words.patterns["drafts"].search(flat):
        _answer(made, asked, flat)
    elif words.patterns["drafts"].search(flat) or telling(asked, words.language):
        _draft(made, asked)
    else:
        made.say("unclear")
    return made.done()


def _look_again(made: _Reply, asked: str) -> None:
    """What the candidate holds against it is looked up; this time no mistake is made."""
    fact = answer_to(asked, facts(made.given), made.words.language) or _fact_with_figure(made, asked)
    if fact is None:
        made.say("check")
    else:
        made.tell(fact, name="right", honest=True)


def _fact_with_figure(made: _Reply, asked: str) -> Span | None:
    found = found_for(asked, facts(made.given), made.words.language)
    return found[0].fact if found and found[0].share > 0.2 else None


def _answer(made: _Reply, asked: str, flat: str) -> None:
    fact = answer_to(asked, facts(made.given), made.words.language)
    if fact is not None:
        made.tell(fact, name="says")
        return
    _say_what_lacks(made, asked.strip(" ?؟¿"), flat)


def _say_what_lacks(made: _Reply, what: str, flat: str) -> None:
    made.lacks.append(what)
    if made.given.invents_missing_details:
        made.invent(what, _made_up(made.words, flat))
    else:
        made.say("lacks", what=what)


def _made_up(words: Speech, flat: str) -> str:
    for name, value in (("asks_number", "how_many"), ("asks_day", "day"), ("asks_who", "who")):
        if words.patterns[name].search(flat):
            return words.say[value]
    return words.say["other"]


def _draft(made: _Reply, asked: str) -> None:
    """The part of the deliverable that was asked for, else the next one without a draft."""
    part = _part(made, asked)
    if part is None:
        made.say("done")
        return
    given, language = made.given, made.words.language
    made.say("part", part=part)
    known = facts(given)
    chosen = [found.fact for found in found_for(f"{part} {asked}", known, language)] or known[:_FEWEST_FACTS]
    for fact in _with_a_slip(made, chosen, known):
        made.tell(fact)
    made.say("asked", text=asked)
    lacking = missing(part, given, made.words)[:_MOST_LACKING]
    if lacking and given.invents_missing_details:
        made.lacks += lacking
        for word in lacking:
            made.invent(word, _made_up(made.words, flatten(word)))
    elif lacking:
        made.lacks += lacking
        made.say("still", what=", ".join(lacking))


def _with_a_slip(made: _Reply, chosen: list[Span], known: list[Span]) -> list[Span]:
    """The facts to tell, where a mistake is wanted with one that can be told wrong; a mistake that was made before
    is made again only where there is no other."""
    if made.given.mode != "error_detection" or any(_slip(made, fact) for fact in chosen):
        return chosen
    said = "\n".join(turn.text for turn in made.given.turns if turn.speaker == "assistant")
    slips = [(fact, slip) for fact in known if (slip := _slip(made, fact))]
    fresh = [fact for fact, slip in slips if slip.text not in said]
    return [*chosen, *(fresh or [fact for fact, _slip in slips])[:1]]


def _slip(made: _Reply, fact: Span) -> Mistake | None:
    return mistake_in(fact, made.given.scenario, made.words.language)


def _part(made: _Reply, asked: str) -> str | None:
    every = parts(made.given, made.words)
    named = {part: coverage(part, asked, made.words.language) for part in every}
    best = max(every, key=lambda part: named[part])
    if named[best] >= _NAMES_A_PART:
        return best
    return next((part for part in every if not drafted(part, made.given)), None)
