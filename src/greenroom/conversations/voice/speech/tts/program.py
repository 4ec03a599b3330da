"""A voice that is a program: text as an argument, a WAV file on its standard output."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import suppress

from pipecat.frames.frames import ErrorFrame, Frame
from pipecat.services.settings import TTSSettings
from pipecat.services.tts_service import TTSService

from greenroom.conversations.voice.speech.contract import Voice
from greenroom.conversations.voice.speech.tts import wav
from greenroom.conversations.voice.speech.tts.pace import Pace

SPEAKS_WITHIN = 10.0  # seconds from one piece to the next
PIECE = 8_000  # bytes
Command = Callable[[str, float], list[str]]
"""The program and its arguments for a text at a pace, 1.0 the usual."""


class ProgramVoice(TTSService):
    def __init__(self, command: Command, pace: Pace) -> None:
        super().__init__(
            push_start_frame=True,
            push_stop_frames=True,
            settings=TTSSettings(model="program", voice=None, language=None),
        )
        self._command, self._pace = command, pace

    async def run_tts(self, text: str, context_id: str) -> AsyncGenerator[Frame | None, None]:
        process = await asyncio.create_subprocess_exec(
            *self._command(text, self._pace.now),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            assert process.stdout is not None  # noqa: S101  (it was asked for)
            async for frame in wav.frames(_pieces(process.stdout), context_id):
                yield frame
        except (wav.NoSound, TimeoutError):
            yield ErrorFrame(error="the program made no sound")
        finally:
            if process.returncode is None:  # spoken over
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                await process.wait()


async def _pieces(stream: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while piece := await asyncio.wait_for(stream.read(PIECE), SPEAKS_WITHIN):
        yield piece


def program_voice(command: Command, slow: bool) -> Voice:
    pace = Pace(slow=slow)
    return Voice(ProgramVoice(command, pace), slower=pace.slower)
