"""Writes the two channels of a call as Opus, so that what was written can be played even if it never ends."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
from av.audio.stream import AudioStream

LAYOUT: Literal["stereo"] = "stereo"
FRAME_BYTES = 4  # of both channels, 16 bits each
BIT_RATE = 48_000
CLUSTER_MS = 2_000
"""Nothing longer than this is held back from the disk."""


class Encoder:
    """One WebM file of stereo Opus. rate: samples a second of what is written, for the whole of the file."""

    def __init__(self, path: Path, rate: int) -> None:
        options = {"cluster_time_limit": str(CLUSTER_MS), "flush_packets": "1"}
        self._file = av.open(str(path), "w", format="webm", options=options)
        self._stream: AudioStream = self._file.add_stream("libopus", rate=48_000, layout=LAYOUT)
        self._stream.bit_rate = BIT_RATE
        self._rate = rate
        self._written = 0

    @property
    def lasted_ms(self) -> int:
        return self._written * 1000 // self._rate

    def write(self, pcm: bytes) -> None:
        """Interleaved 16-bit samples, candidate left, interviewer right."""
        samples = len(pcm) // FRAME_BYTES
        if not samples:
            return
        frame = av.AudioFrame(format="s16", layout=LAYOUT, samples=samples)
        frame.planes[0].update(pcm[: samples * FRAME_BYTES])
        frame.sample_rate = self._rate
        frame.pts = self._written
        frame.time_base = Fraction(1, self._rate)
        self._written += samples
        for packet in self._stream.encode(frame):
            self._file.mux(packet)

    def silence(self, lasts_ms: int) -> None:
        """Nothing was heard for so long."""
        left = lasts_ms * self._rate // 1000
        while left > 0:
            step = min(left, self._rate)
            self.write(bytes(step * FRAME_BYTES))
            left -= step

    def close(self) -> None:
        for packet in self._stream.encode(None):
            self._file.mux(packet)
        self._file.close()
