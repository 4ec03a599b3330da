"""Callers in a process of their own: `python -m tests.bench.voice_client PLAN`. Prints what they measured as JSON.

PLAN is JSON: calls (address and token each), turns, and utterances, the pauses in each in seconds.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any

import httpx

from greenroom.conversations.voice.loopback import listen_on_loopback
from greenroom.conversations.voice.testing.candidate import Candidate

QUIET = 0.7  # seconds without a loud sample: it is their turn
SPEECH = 600  # milliseconds
PATIENT = 20.0


@dataclass
class Measured:
    """Milliseconds. replies: from the last loud sample sent to the first one heard. joins: from the offer to the first
    one heard. bargings: from the first one sent to the last one heard. handed: answers that were taken for whole."""

    replies: list[float] = field(default_factory=list)
    joins: list[float] = field(default_factory=list)
    bargings: list[float] = field(default_factory=list)
    handed: int = 0
    utterances: int = 0


async def main(plan: dict[str, Any]) -> Measured:
    listen_on_loopback()
    measured = Measured()
    await asyncio.gather(*(one(call, plan, measured, n) for n, call in enumerate(plan["calls"])))
    return measured


async def one(call: dict[str, str], plan: dict[str, Any], measured: Measured, n: int) -> None:
    await asyncio.sleep(0.37 * n)
    candidate = Candidate()
    began = time.monotonic()
    async with httpx.AsyncClient(timeout=30) as http:
        answer = await http.post(
            f"{call['address']}/calls/",
            json={"sdp": await candidate.offer()},
            headers={"Authorization": f"Bearer {call['token']}"},
        )
    await candidate.accept(answer.raise_for_status().json()["sdp"])
    measured.joins.append(1000 * (await heard(candidate, after=began) - began))
    await barge_in(candidate, measured)
    for _ in range(plan["turns"]):
        await quiet(candidate)
        candidate.speak(SPEECH)
        await said(candidate)
        spoken = candidate.microphone.last_loud
        measured.replies.append(1000 * (await heard(candidate, after=spoken) - spoken))
    for pauses in plan["utterances"]:
        await answer_with(candidate, pauses, measured)
    await candidate.leave()


async def barge_in(candidate: Candidate, measured: Measured) -> None:
    await asyncio.sleep(0.6)
    began = time.monotonic()
    candidate.speak(SPEECH)
    await said(candidate)
    await quiet(candidate, at_once=True)
    measured.bargings.append(1000 * (max(candidate.loud) - began))


async def answer_with(candidate: Candidate, pauses: list[float], measured: Measured) -> None:
    """One answer with these pauses in it; counts how often it was taken for whole."""
    await quiet(candidate)
    before = finals(candidate)
    candidate.speak(SPEECH)
    for pause in pauses:
        await said(candidate)
        await asyncio.sleep(pause)
        candidate.speak(SPEECH)
    await said(candidate)
    await heard(candidate, after=candidate.microphone.last_loud)
    measured.utterances += 1
    measured.handed += finals(candidate) - before


def finals(candidate: Candidate) -> int:
    return sum(
        message["type"] == "caption" and message["who"] == "candidate" and message["final"]
        for message in candidate.messages
    )


async def said(candidate: Candidate) -> None:
    while not candidate.microphone.is_quiet:  # noqa: ASYNC110  (a clock runs, nobody tells)
        await asyncio.sleep(0.005)


async def heard(candidate: Candidate, *, after: float) -> float:
    """When the first loud sample after this moment came."""
    async with asyncio.timeout(PATIENT):
        while True:
            later = [at for at in candidate.loud if at > after]
            if later:
                return later[0]
            await asyncio.sleep(0.002)


async def quiet(candidate: Candidate, *, at_once: bool = False) -> None:
    """Wait until nothing loud has come for a while; at_once: a short while."""
    wait = QUIET / 3 if at_once else QUIET
    while candidate.loud and time.monotonic() - candidate.loud[-1] < wait:  # noqa: ASYNC110  (a clock runs)
        await asyncio.sleep(0.01)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(asyncio.run(main(json.loads(sys.argv[1]))))) + "\n")
