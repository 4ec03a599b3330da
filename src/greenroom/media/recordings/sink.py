"""Where a voice worker leaves what it hears and says. Nothing of it happens on the thread that carries the call.

`sink(place)` is given to the call, whose `write` only puts in a queue; a thread of its own encodes and keeps. A line
that was away is silence in the sound and a gap in the row.
"""

from __future__ import annotations

import queue
import threading
from contextlib import suppress
from dataclasses import dataclass, field

import av
import structlog
from django.db import DatabaseError, connection

from greenroom.core import clock, scope
from greenroom.core.errors import NotFound, Refused
from greenroom.core.ids import new_id
from greenroom.media.actions import recordings
from greenroom.media.actions.recordings import Place
from greenroom.media.models import Recording
from greenroom.media.recordings import parts
from greenroom.media.recordings.encoder import Encoder

log = structlog.get_logger(__name__)

WAITING = 600  # pieces, about ten minutes of a disk that hangs
MISSING_MS = 250
"""What comes so much later than it should has something missing before it."""
SEPARATE_MS = 60_000
"""After so long an absence it is another segment."""
TOUCH_MS = 30_000


@dataclass(frozen=True)
class Sound:
    """pcm: 16-bit stereo, candidate left, interviewer right. at_ms: since the attempt began."""

    pcm: bytes
    rate: int
    at_ms: int


@dataclass
class _Segment:
    """One file that is being written."""

    row: Recording
    encoder: Encoder
    gaps: list[list[int]] = field(default_factory=list)
    touched_ms: int = 0

    @property
    def reached_ms(self) -> int:
        return self.row.began_ms + self.encoder.lasted_ms

    def take(self, sound: Sound) -> None:
        missing = sound.at_ms - self.reached_ms
        if missing > MISSING_MS:
            self.gaps.append([self.reached_ms, sound.at_ms])
            self.encoder.silence(missing)
        self.encoder.write(sound.pcm)
        if self.encoder.lasted_ms - self.touched_ms > TOUCH_MS:
            self.touched_ms = self.encoder.lasted_ms
            Recording.objects.filter(id=self.row.id).update(touched_at=clock.now(), gaps=self.gaps)


class ServerSink:
    """Keeps the sound of one call. Never raises: a call goes on when its recording cannot."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._sounds: queue.Queue[Sound | None] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._is_running = False

    def write(self, pcm: bytes, rate: int, at_ms: int) -> None:
        """What was heard from this moment of the attempt on; at once, and dropped where the disk is far behind."""
        if not self._is_running:
            self._is_running = True
            self._thread.start()
        with suppress(queue.Full):
            self._sounds.put_nowait(Sound(pcm, rate, at_ms))

    def close(self, *, patience: float = 20.0) -> None:
        """The call is over: keep what is there. Waits at most so many seconds."""
        if self._is_running:
            with suppress(queue.Full):
                self._sounds.put(None, timeout=patience)
            self._thread.join(patience)

    def _run(self) -> None:
        try:
            with scope.scoped(self._place.workspace_id):
                self._keep_all()
        except (DatabaseError, OSError, Refused, NotFound, av.error.FFmpegError) as problem:
            log.warning("call not recorded", problem=type(problem).__name__)
        finally:
            connection.close()

    def _keep_all(self) -> None:
        segment: _Segment | None = None
        try:
            while (sound := self._sounds.get()) is not None:
                if segment is not None and sound.at_ms - segment.reached_ms > SEPARATE_MS:
                    _end(segment)
                    segment = None
                segment = segment or _begin(self._place, sound)
                segment.take(sound)
        finally:
            if segment is not None:
                _end(segment)


def _begin(place: Place, sound: Sound) -> _Segment:
    row = recordings.begin(
        place=place, key=new_id().hex, source=Recording.Source.SERVER, began_ms=sound.at_ms
    )
    with parts.held(row):
        return _Segment(row, Encoder(parts.path_of(row.id), sound.rate))


def _end(segment: _Segment) -> None:
    segment.encoder.close()
    recordings.close_written(segment.row, gaps=segment.gaps)


def sink(place: Place) -> ServerSink:
    """Where the sound of this attempt goes. Nothing is kept where nobody agreed to it."""
    return ServerSink(place)
