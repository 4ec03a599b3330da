"""A WAV file as it comes, piece by piece, as frames at its own rate: the output resamples, and keeps the end."""

from __future__ import annotations

from collections.abc import AsyncIterator

from pipecat.frames.frames import TTSAudioRawFrame

RATE_AT = 24  # the sample rate's place in a WAV header (four bytes, little-endian)
LONGEST_HEADER = 4_096  # bytes
USUAL_RATE = 24_000


class NoSound(Exception):
    """What came is no WAV file."""


async def frames(pieces: AsyncIterator[bytes], context_id: str) -> AsyncIterator[TTSAudioRawFrame]:
    """16 bit, one channel. Raises NoSound."""
    waiting, rate = b"", 0
    async for piece in pieces:
        waiting += piece
        if not rate:
            begins = waiting.find(b"data")
            if begins < 0 or len(waiting) < begins + 8:
                if len(waiting) > LONGEST_HEADER:
                    break
                continue
            rate = int.from_bytes(waiting[RATE_AT : RATE_AT + 4], "little") or USUAL_RATE
            waiting = waiting[begins + 8 :]
        whole = len(waiting) & ~1
        if whole:
            yield TTSAudioRawFrame(waiting[:whole], rate, 1, context_id=context_id)
            waiting = waiting[whole:]
    if not rate:
        raise NoSound
