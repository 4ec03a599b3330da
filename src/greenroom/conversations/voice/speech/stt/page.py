"""Words from the page, as if a recogniser of ours had heard them."""

from __future__ import annotations

from pipecat.frames.frames import Frame, InputTransportMessageFrame, TranscriptionFrame
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.utils.time import time_now_iso8601

from greenroom.conversations.voice import messages


class PageEars(FrameProcessor):
    """The same key twice is one stretch of speech."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        await self.push_frame(frame, direction)
        if not isinstance(frame, InputTransportMessageFrame) or direction is not FrameDirection.DOWNSTREAM:
            return
        said = messages.read(frame.message)
        if isinstance(said, messages.Words) and said.key not in self._known:
            self._known.add(said.key)
            await self.push_frame(
                TranscriptionFrame(text=said.text, user_id="", timestamp=time_now_iso8601(), finalized=True)
            )
