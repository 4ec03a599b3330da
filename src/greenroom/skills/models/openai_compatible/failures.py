"""What a failed attempt means, in the contract's three words.

Messages are made of the endpoint's status and our settings only: what the library's own exceptions say may
quote the prompt, the answer or the key.
"""

from __future__ import annotations

from dataclasses import dataclass

from httpx2 import HTTPError
from openai import OpenAIError
from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelContextWindowExceededError,
    ModelNotFoundError,
    ModelQuotaExceededError,
    ModelRequestRejectedError,
    ModelTimeoutError,
    OutputTokenLimitExceeded,
    UnexpectedModelBehavior,
)

from greenroom.skills.models.contract import ModelFailure, NeedsReconnect, Rejected, RetryLater
from greenroom.skills.models.openai_compatible.settings import Settings

FAILED_ATTEMPT = (ModelAPIError, UnexpectedModelBehavior, TimeoutError, OpenAIError, HTTPError)


@dataclass(frozen=True)
class Setback:
    """One failed attempt: the failure it would end in, and whether another attempt may help."""

    failure: ModelFailure
    again: bool


def setback(error: Exception, settings: Settings) -> Setback:
    """What one of `FAILED_ATTEMPT` means."""
    if isinstance(error, ModelTimeoutError | TimeoutError):
        return Setback(RetryLater("The language model endpoint was silent for too long."), again=True)
    if isinstance(error, ModelConnectionError):
        return Setback(RetryLater(_connection(error)), again=True)
    if isinstance(error, ModelAPIError):
        return _refusal(error, settings)
    return Setback(Rejected("The language model endpoint did not answer in its own protocol."), again=True)


def _connection(error: ModelConnectionError) -> str:
    if error.phase == "read":
        return "The language model endpoint cut the connection in the middle of its answer."
    if error.phase == "connect":
        return "The language model endpoint cannot be reached."
    return "The connection to the language model endpoint failed."


def _refusal(error: ModelAPIError, settings: Settings) -> Setback:
    status = status_of(error)
    if isinstance(error, ModelAuthenticationError):
        return Setback(
            NeedsReconnect(f"The language model endpoint refuses the key ({status})."), again=False
        )
    if isinstance(error, ModelNotFoundError):
        text = f"The language model endpoint knows no such address or model: {settings.model} ({status})."
        return Setback(NeedsReconnect(text), again=False)
    if isinstance(error, ModelQuotaExceededError):
        text = f"The account at the language model endpoint has nothing left to spend ({status})."
        return Setback(NeedsReconnect(text), again=False)
    if status is not None and 300 <= status < 400:
        text = f"The language model endpoint redirects ({status}); set the address it redirects to."
        return Setback(NeedsReconnect(text), again=False)
    if isinstance(error, ModelContextWindowExceededError):
        return Setback(Rejected("The text is longer than the language model can read."), again=False)
    if isinstance(error, ModelRequestRejectedError) or status in {405, 406, 411, 413, 414, 415, 421}:
        text = (
            f"The language model endpoint rejects the request ({status}). "
            f"Perhaps it does not know the mode {settings.mode}."
        )
        return Setback(Rejected(text), again=False)
    return Setback(RetryLater(_unwell(status), after=error.retry_after), again=True)


def _unwell(status: int | None) -> str:
    if status == 429:
        return "The language model endpoint is asked too often (429)."
    if status is None:
        return "The language model endpoint broke off with an error."
    return f"The language model endpoint has a fault of its own ({status})."


def status_of(error: BaseException) -> int | None:
    """The HTTP status behind an error, where there is one."""
    for candidate in (error, error.__cause__):
        status = getattr(candidate, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def cannot_stream(error: Exception) -> bool:
    """Whether a streamed request failed as it does at an endpoint that only answers whole.

    Such endpoints ignore the wish, so that no event comes, or refuse the request and name the parameter.
    """
    if isinstance(error, ModelRequestRejectedError):
        return "stream" in str(getattr(error, "body", "")).lower()
    return isinstance(error, UnexpectedModelBehavior)


def never_in_shape(error: UnexpectedModelBehavior, attempts: int) -> Rejected:
    """The end of a call whose answers could be read but not used."""
    if isinstance(error, OutputTokenLimitExceeded):
        return Rejected("The language model's answer was cut off at its limit of output tokens.")
    times = "once" if attempts == 1 else f"{attempts} times"
    return Rejected(f"The language model answered {times}, never in the shape asked for.")
