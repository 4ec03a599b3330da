"""What speaking to a webhook has in common, whoever's it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from greenroom.core import clock
from greenroom.core.http.outside import Answer, Unfetchable, post
from greenroom.notifications.contract import NeedsReconnect, RetryLater

LONGEST_WAIT = timedelta(hours=1)


def say(address: str, words: dict[str, Any]) -> Answer:
    """Post JSON and return the answer; of a server that is away or busy RetryLater, of none at all NeedsReconnect."""
    try:
        answer = post(address, content=json.dumps(words, ensure_ascii=False).encode())
    except Unfetchable as failure:
        kind = RetryLater if failure.passing else NeedsReconnect
        raise kind(failure.message) from failure
    if answer.status == 429:
        raise RetryLater("It gets too many messages just now.", after=wait_of(answer))
    if answer.status >= 500 or answer.status == 408:
        raise RetryLater(f"It has trouble just now ({answer.status}).", after=wait_of(answer))
    return answer


def wait_of(answer: Answer) -> timedelta | None:
    """The wait its Retry-After asks for (RFC 9110, 10.2.3), an hour at most; None where it asks for none."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isdecimal() and len(asked) < 10:
        return min(timedelta(seconds=int(asked)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return min(max(_aware(until) - clock.now(), timedelta(0)), LONGEST_WAIT)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def cut(text: str, longest: int) -> str:
    """The beginning of a text that is too long."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
