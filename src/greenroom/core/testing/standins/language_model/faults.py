"""The ways in which the stand-in can be told to fail."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal[
    "rate_limit",  # 429
    "out_of_quota",  # 429 that waiting does not mend
    "server_error",  # 500, or the status given
    "unauthorized",  # 401
    "forbidden",  # 403
    "unknown_model",  # 404
    "bad_request",  # 400
    "redirect",  # 302 to `location`
    "hang",  # the request is read, nothing comes back
    "hang_mid_answer",  # half of the answer, then nothing
    "slow_first_byte",  # the answer comes `seconds` late
    "cut",  # half of the answer, then the connection is closed
    "error_mid_answer",  # half of the answer, then an error object; streamed answers only
    "invalid_json",  # an answer whose text is no JSON
    "wrong_shape",  # an answer whose text is JSON of another shape
    "invented_quote",  # an answer that quotes what was never said
    "out_of_tokens",  # an answer cut off at its token limit
    "refusal",  # the model will not answer
    "web_page",  # 200 with HTML
    "garbled",  # 200 with a body that cannot be unpacked
]


class Fault(BaseModel):
    """One failure. retry_after: seconds, sent with any HTTP error when given. status: for server_error.

    seconds: how late slow_first_byte is. location: where redirect points.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    retry_after: float | None = Field(default=None, ge=0)
    status: int = Field(default=500, ge=500, le=599)
    seconds: float = Field(default=0.1, ge=0, le=60)
    location: str = "/elsewhere"


class Script:
    """Which request fails how: a sequence used up one by one, then a standing fault, else none."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sequence: deque[Fault | None] = deque()
        self._standing: Fault | None = None

    def then(self, faults: Iterable[Fault | None]) -> None:
        """Add to the sequence; None lets a request through."""
        with self._lock:
            self._sequence.extend(faults)

    def always(self, fault: Fault | None) -> None:
        with self._lock:
            self._standing = fault

    def clear(self) -> None:
        with self._lock:
            self._sequence.clear()
            self._standing = None

    def draw(self) -> Fault | None:
        with self._lock:
            return self._sequence.popleft() if self._sequence else self._standing
