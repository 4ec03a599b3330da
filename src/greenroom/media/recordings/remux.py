"""The process in which a recording is opened: copies its packets into a file that can be sought in.

Nothing is decoded and nothing encoded anew. Told on the command line; answers with one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer, OutputContainer
from av.packet import Packet

READERS = {"webm": "matroska", "mp4": "mov"}
CODECS = {
    "webm": {"opus", "vorbis", "vp8", "vp9", "av1"},
    "mp4": {"aac", "opus", "h264", "hevc", "vp9", "av1"},
}
OPTIONS = {"webm": {"cues_to_front": "1"}, "mp4": {"movflags": "+faststart"}}
MEMORY = 2_000_000_000  # bytes of address space
CPU_SECONDS = 300
MISSING_MS = 500
"""Sound that is missing for longer than this is a gap."""


class NothingToPlay(Exception):
    """No sound or picture in it that a browser plays."""


@dataclass
class Copied:
    """What the copy holds. Times in milliseconds since its beginning; gaps: [from, to] where sound is missing."""

    duration_ms: int = 0
    has_video: bool = False
    gaps: list[list[int]] = field(default_factory=list)
    heard_ms: float | None = None

    def note(self, packet: Packet[Any], began: float) -> None:
        """Take a packet into account. began: seconds of the first one."""
        if packet.pts is None or packet.time_base is None:
            return
        at = (float(packet.pts * packet.time_base) - began) * 1000
        end = at + float((packet.duration or 0) * packet.time_base) * 1000
        self.duration_ms = max(self.duration_ms, round(end))
        if packet.stream.type != "audio":
            return
        if self.heard_ms is not None and at - self.heard_ms > MISSING_MS:
            self.gaps.append([round(self.heard_ms), round(at)])
        self.heard_ms = max(end, self.heard_ms or 0)


def copy(source: Path, target: Path, container: str, *, keeps_video: bool) -> Copied:
    """Copy the first sound and, if it is kept, the first picture. Raises NothingToPlay, and what PyAV raises."""
    limits = {"protocol_whitelist": "file"}
    with av.open(str(source), format=READERS[container], options=limits) as given:
        wanted = _streams(given, container, keeps_video=keeps_video)
        with av.open(str(target), "w", format=container, options=OPTIONS[container]) as made:
            return _copy_packets(given, made, wanted)


def _streams(given: InputContainer, container: str, *, keeps_video: bool) -> list[Any]:
    found: list[Any] = [*given.streams.audio[:1], *(given.streams.video[:1] if keeps_video else [])]
    known = [stream for stream in found if stream.codec_context.name.removeprefix("lib") in CODECS[container]]
    if not known:
        raise NothingToPlay
    return known


def _copy_packets(given: InputContainer, made: OutputContainer, wanted: Sequence[Any]) -> Copied:
    into = {stream.index: made.add_stream_from_template(stream) for stream in wanted}
    copied = Copied(has_video=any(stream.type == "video" for stream in wanted))
    began, last = None, dict.fromkeys(into, -(2**62))
    for packet in _packets(given, wanted):
        index = packet.stream.index
        if packet.dts is None or packet.dts < last[index] or packet.time_base is None:
            continue
        last[index] = packet.dts
        if began is None:
            began = float(packet.dts * packet.time_base)
        copied.note(packet, began)
        packet.stream = into[index]
        made.mux(packet)
    if began is None:
        raise NothingToPlay
    return copied


def _packets(given: InputContainer, wanted: Sequence[Any]) -> Iterator[Packet[Any]]:
    """Every packet up to where the file breaks off."""
    try:
        yield from given.demux(*wanted)
    except (av.error.InvalidDataError, av.error.EOFError):
        return


def bound(size: int) -> None:
    """From here on this process can neither grow nor write without end. size: of what it reads, in bytes."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, size + size // 10 + 4_000_000),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main(source: str, target: str, container: str, video: str) -> None:
    bound(Path(source).stat().st_size)
    av.logging.set_level(av.logging.PANIC)
    answer = asdict(copy(Path(source), Path(target), container, keeps_video=video == "video"))
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
