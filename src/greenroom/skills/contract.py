"""What every skill is made of, and how one is run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from greenroom.skills.models.contract import LanguageModel, Usage


class Given(BaseModel):
    """Base of every skill's input and output: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


InputT = TypeVar("InputT", bound=BaseModel)
OutputT = TypeVar("OutputT", bound=BaseModel)


@dataclass(frozen=True)
class Checked(Generic[OutputT]):
    """An output after code has verified its quotes.

    dropped: how many quotes were not exact spans of the input and were therefore removed.
    """

    output: OutputT
    dropped: int = 0


@dataclass(frozen=True)
class ModelSide(Generic[InputT, OutputT]):
    """How a language model serves a skill.

    version: changes whenever the words of the prompt or the answer's shape change; part of every result.
    answer: the shape the model must fill in. It quotes words; it never counts characters.
    prompt: input to (system text, user text).
    read: (input, answer) to a checked output. Quotes become exact spans here or are dropped and counted.
    """

    version: str
    answer: type[BaseModel]
    prompt: Callable[[InputT], tuple[str, str]]
    read: Callable[[InputT, Any], Checked[OutputT]]


@dataclass(frozen=True)
class Skill(Generic[InputT, OutputT]):
    """One judging task.

    name: the folder's name. title: what people read. builtin: the deterministic engine, whose spans are exact
    by construction. builtin_version: changes when the same input could give another output.
    """

    name: str
    title: str
    input: type[InputT]
    output: type[OutputT]
    builtin: Callable[[InputT], OutputT]
    builtin_version: str
    model: ModelSide[InputT, OutputT]


@dataclass(frozen=True)
class Judgement(Generic[OutputT]):
    """A skill's output and where it came from.

    engine: "built-in" or "model". model: the model's name, or "" for the built-in engine.
    version: of the built-in engine or of the prompt. ms: wall time in milliseconds.
    dropped: quotes that were not exact and were removed.
    """

    output: OutputT
    engine: str
    model: str
    version: str
    ms: int
    dropped: int
    usage: Usage


BUILT_IN = "built-in"
MODEL = "model"


def run(
    skill: Skill[InputT, OutputT], given: InputT, *, model: LanguageModel | None = None
) -> Judgement[OutputT]:
    """Run a skill on its built-in engine, or on a language model where one is given.

    Raises `models.contract.ModelFailure` when the model cannot be had or does not answer in the shape asked
    for. It never falls back to the other engine.
    """
    started = time.perf_counter()
    if model is None:
        output, dropped, usage = skill.builtin(given), 0, Usage()
        engine, name, version = BUILT_IN, "", skill.builtin_version
    else:
        system, user = skill.model.prompt(given)
        answer = model.answer(system=system, user=user, shape=skill.model.answer)
        checked = skill.model.read(given, answer.value)
        output, dropped, usage = checked.output, checked.dropped, answer.usage
        engine, name, version = MODEL, model.name, skill.model.version
    ms = round((time.perf_counter() - started) * 1000)
    return Judgement(output, engine, name, version, ms, dropped, usage)
