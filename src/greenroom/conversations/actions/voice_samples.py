"""Samples of the voices that interviews are spoken with: asked of a voice worker, which has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing

from greenroom.conversations.actions.calls import WAIT, Busy, NotYours
from greenroom.conversations.queries import calls

GOOD_FOR = timedelta(seconds=60)
_SALT = "greenroom.voice-sample"


@dataclass(frozen=True)
class Asked:
    """address: of the worker; token: what it believes, within a minute."""

    address: str
    token: str


def ask(*, language: str, voice: str = "") -> Asked:
    """The worker that has the most time for it. voice: as its vendor names it, "" for the usual. Raises Busy."""
    worker = calls.alive().order_by("active", "id").first()
    if worker is None:
        raise Busy(WAIT)
    inside = {"language": language, "voice": voice, "worker": str(worker.id)}
    return Asked(worker.address, signing.dumps(inside, salt=_SALT))


def asked(*, token: str, worker_id: UUID) -> tuple[str, str]:
    """The language and the voice a token asks for. Raises NotYours."""
    try:
        inside = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise NotYours from None
    if inside["worker"] != str(worker_id):
        raise NotYours
    return inside["language"], inside["voice"]
