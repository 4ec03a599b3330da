"""What travels the pipeline beside Pipecat's own frames, and the processor at its end that sees it arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipecat.frames.frames import DataFrame, Frame, OutputAudioRawFrame
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor

from greenroom.conversations.voice.contract import Line


@dataclass
class LineMark(DataFrame):
    """Before and after the speech of a line. It arrives at the end when what went before it was played."""

    line: Line = field(default_factory=lambda: Line(""))
    is_end: bool = False


class Playing(FrameProcessor):
    """Stands behind the output: tells when a line begins to be heard, and when it was heard to its end.

    mute: called instead of both where the line made no sound at all.
    """

    def __init__(
        self,
        *,
        began: Callable[[Line], None],
        ended: Callable[[Line], None],
        mute: Callable[[Line], None],
    ) -> None:
        super().__init__()
        self._began, self._ended, self._mute = began, ended, mute
        self._due: Line | None = None

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, LineMark):
            self._mark(frame)
        elif isinstance(frame, OutputAudioRawFrame) and self._due is not None:
            self._began(self._due)
            self._due = None
        await self.push_frame(frame, direction)

    def _mark(self, mark: LineMark) -> None:
        if not mark.is_end:
            self._due = mark.line
            return
        if self._due is None:
            self._ended(mark.line)
            return
        self._due = None
        self._mute(mark.line)
