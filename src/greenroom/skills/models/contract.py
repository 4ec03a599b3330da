"""The contract a language model meets, and the three ways it can fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

ShapeT = TypeVar("ShapeT", bound=BaseModel)


@dataclass(frozen=True)
class Usage:
    """Tokens of one call, retries included."""

    input_tokens: int = 0
    output_tokens: int = 0


class ModelFailure(Exception):
    """A language model gave no usable answer. The message is fit to be shown to an administrator.

    It never holds the key, the prompt or the answer. usage: what the call took all the same.
    """

    usage = Usage()


class RetryLater(ModelFailure):
    """The endpoint is down, busy or slow. after: seconds to wait, where it said so."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class NeedsReconnect(ModelFailure):
    """The endpoint refuses the key or does not know the model: a person has to mend the settings."""


class Rejected(ModelFailure):
    """The endpoint answered, but never in the shape asked for; asking again as it is will not help."""


@dataclass(frozen=True)
class Answer(Generic[ShapeT]):
    """A validated answer and what it took."""

    value: ShapeT
    usage: Usage


class LanguageModel(Protocol):
    """Anything that fills in a Pydantic model from two texts.

    Bounded: each vendor has a timeout and a retry limit of its own, then raises a `ModelFailure`.
    """

    @property
    def name(self) -> str: ...

    def answer(self, *, system: str, user: str, shape: type[ShapeT]) -> Answer[ShapeT]: ...

    def probe(self) -> ModelFailure | None:
        """Ask for one word, once, within 5 seconds. None when it came, else what stands in the way."""
        ...
