"""What needs no database: what a file is, which bytes are asked for, which pieces are played, copying."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.core.ids import new_id
from greenroom.media.recordings import ranges
from greenroom.media.recordings.ranges import MOST, Span, Unsatisfiable
from greenroom.media.recordings.remuxing import Unplayable, make_playable
from greenroom.media.recordings.sniff import container_of
from greenroom.media.recordings.tests.films import film, phone_film
from greenroom.media.recordings.tracks import Piece, choose


def copied(folder: Path, data: bytes, *, keeps_video: bool = True, container: str = "webm"):
    source, target = folder / "in", folder / "out"
    source.write_bytes(data)
    return make_playable(source, target, container, keeps_video=keeps_video), target


def packets(data: bytes | Path, kind: str) -> list[bytes]:
    with av.open(BytesIO(data) if isinstance(data, bytes) else str(data)) as opened:
        return [bytes(packet) for packet in opened.demux(**{kind: 0}) if packet.size]


def test_a_recording_gets_a_duration_and_an_index_and_no_packet_is_changed(tmp_path):
    data = film(seconds=6)
    with av.open(BytesIO(data)) as raw:
        assert raw.duration is None
    made, target = copied(tmp_path, data)
    assert made.media_type == "video/webm"
    assert 5_900 <= made.duration_ms <= 6_200
    assert made.gaps == []
    for kind in ("audio", "video"):
        assert packets(target, kind) == packets(data, kind) != []
    whole = target.read_bytes()
    cues = whole.find(b"\x1c\x53\xbb\x6b")
    assert 0 < cues < whole.find(b"\x1f\x43\xb6\x75")  # before the first cluster
    with av.open(str(target)) as ready:
        assert abs(ready.duration / 1000 - made.duration_ms) < 50
        ready.seek(5_000_000)
        at = next(packet.pts * packet.time_base for packet in ready.demux(video=0))
        assert 3 <= at <= 5  # the key frame before


def test_sound_alone_is_copied_and_a_picture_nobody_agreed_to_is_left_out(tmp_path):
    alone, _target = copied(tmp_path, film(seconds=2, video=False))
    assert alone.media_type == "audio/webm"
    without, target = copied(tmp_path, film(seconds=2), keeps_video=False)
    assert without.media_type == "audio/webm"
    with av.open(str(target)) as ready:
        assert [stream.type for stream in ready.streams] == ["audio"]


def test_what_safari_records_is_copied_with_its_index_in_front(tmp_path):
    data = phone_film()
    made, target = copied(tmp_path, data, container=container_of(data))
    assert made.media_type == "audio/mp4"
    assert 1_900 <= made.duration_ms <= 2_200
    assert packets(target, "audio") == packets(data, "audio") != []
    whole = target.read_bytes()
    assert 0 < whole.find(b"moov") < whole.find(b"mdat")


def test_a_recording_that_breaks_off_is_copied_up_to_there_and_what_it_lacks_is_a_gap(tmp_path):
    data = film(seconds=4, video=False, without=(1.0, 2.5))
    made, _target = copied(tmp_path, data)
    ((begin, end),) = made.gaps
    assert 900 <= begin <= 1_100
    assert 2_400 <= end <= 2_600
    cut, _target = copied(tmp_path, data[: len(data) * 3 // 4])
    assert 2_500 <= cut.duration_ms < made.duration_ms


def test_what_is_no_recording_harms_nobody_and_is_named(tmp_path):
    head = film(seconds=1, video=False)[:200]
    for data, container in ((head + b"\xff" * 5000, "webm"), (b"\0\0\0\x20ftypisom" + bytes(999), "mp4")):
        with pytest.raises(Unplayable, match=r"damaged|limits"):
            copied(tmp_path, data, container=container)


def test_a_container_is_told_from_its_bytes_alone():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a.webm", "webm")
    assert container_of(film(seconds=1, video=False)) == "webm"
    assert container_of(b"\0\0\0\x18ftypmp42") == "mp4"
    program = Path(sys.executable).read_bytes()[:4096]
    for other in (b"", packed.getvalue(), program, b"<html>webm", b"RIFF0000WAVE", b"OggS" + bytes(60)):
        assert container_of(other) == ""


@given(st.integers(1, 5 * MOST), st.integers(0, 6 * MOST), st.integers(0, 6 * MOST))
def test_a_range_is_what_was_asked_for_within_the_file_and_never_too_much(size, first, last):
    header = f"bytes={first}-{last}"
    if last < first:
        assert ranges.wanted(header, size) is None
    elif first >= size:
        with pytest.raises(Unsatisfiable):
            ranges.wanted(header, size)
    else:
        span = ranges.wanted(header, size)
        assert span == Span(first, min(last, size - 1, first + MOST - 1))
        assert ranges.wanted(f"bytes={first}-", size) == Span(first, min(size - 1, first + MOST - 1))


def test_ranges_that_are_not_understood_mean_the_whole_file():
    for header in ("", "bytes=-", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b", "bytes=" + "9" * 99 + "-"):
        assert ranges.wanted(header, 100) is None
    assert ranges.wanted("bytes=-10", 100) == Span(90, 99)
    assert ranges.wanted("bytes=-500", 100) == Span(0, 99)
    with pytest.raises(Unsatisfiable):
        ranges.wanted("bytes=-0", 100)


def piece(
    began: int, ended: int | None, *, source: str = "candidate_camera", state: str = "remuxed", gaps=()
):
    kind = "video" if source == "candidate_camera" else "audio"
    return Piece(new_id(), source, state, f"{kind}/webm", began, ended, gaps)


def test_their_own_recording_is_played_where_it_is_whole_and_the_servers_where_not():
    server = piece(0, 9_000, source="server_audio")
    own, second = piece(100, 4_000), piece(5_000, 9_000, gaps=[[6_000, 7_000]])
    whole = choose([second, server, own])
    assert whole.pieces == (own, second)
    assert whole.gaps == ((4_000, 5_000), (6_000, 7_000))
    assert (whole.began_ms, whole.ended_ms, whole.is_whole) == (100, 9_000, True)
    for state in ("open", "closed", "failed"):
        lacking = piece(9_500, None, state=state)
        assert choose([own, lacking, server]).pieces == (server,)
        alone = choose([own, lacking])
        assert (alone.pieces, alone.is_whole) == ((own,), False)
        assert alone.failed == ((lacking,) if state == "failed" else ())
    spoken = piece(100, 8_000, source="candidate_audio")
    both = choose([server, spoken])
    assert (both.pieces, both.stands_in) == ((server,), False), "both sides are heard, and nobody is seen"
    for lacking in (
        piece(0, 4_000, source="server_audio"),
        piece(0, 9_000, source="server_audio", gaps=[[5_000, 6_000]]),
    ):
        assert choose([lacking, spoken]).pieces == (spoken,)
    assert choose([]).pieces == ()
    assert choose([]).ended_ms == 0
