"""Recordings as a browser makes them: no duration, no index."""

from __future__ import annotations

import math
import struct
from fractions import Fraction
from io import BytesIO

import av

RATE = 48_000


def tone(samples: int, channels: int = 1) -> bytes:
    """A hum of 16-bit samples, the same in every channel."""
    values = (int(8000 * math.sin(n / 20)) for n in range(samples))
    return b"".join(struct.pack("<h", value) * channels for value in values)


TENTH = tone(RATE // 10)


def film(*, seconds: int = 10, video: bool = True, without: tuple[float, float] = (0, 0)) -> bytes:
    """WebM of a hum, and of a picture that darkens. without: seconds between which there is no sound."""
    out = BytesIO()
    with av.open(out, "w", format="webm", options={"live": "1"}) as made:
        sound = made.add_stream("libopus", rate=RATE, layout="mono")
        picture = made.add_stream("libvpx", rate=10) if video else None
        if picture is not None:
            picture.width, picture.height, picture.pix_fmt, picture.gop_size = 64, 48, "yuv420p", 20
        for tick in range(seconds * 10):
            if picture is not None:
                frame = av.VideoFrame(64, 48, "yuv420p")
                for plane in frame.planes:
                    plane.update(bytes([tick % 256]) * plane.buffer_size)
                frame.pts, frame.time_base = tick, Fraction(1, 10)
                made.mux(picture.encode(frame))
            if not without[0] <= tick / 10 < without[1]:
                made.mux(sound.encode(heard(tick)))
        for stream in filter(None, (sound, picture)):
            made.mux(stream.encode(None))
    return out.getvalue()


def phone_film() -> bytes:
    """Two seconds of a hum as Safari records it: MP4 in fragments."""
    out = BytesIO()
    with av.open(out, "w", format="mp4", options={"movflags": "frag_keyframe+empty_moov"}) as made:
        sound = made.add_stream("aac", rate=RATE, layout="mono")
        for tick in range(20):
            made.mux(sound.encode(heard(tick)))
        made.mux(sound.encode(None))
    return out.getvalue()


def heard(tick: int) -> av.AudioFrame:
    frame = av.AudioFrame(format="s16", layout="mono", samples=RATE // 10)
    frame.planes[0].update(TENTH)
    frame.sample_rate, frame.pts, frame.time_base = RATE, tick * RATE // 10, Fraction(1, RATE)
    return frame
