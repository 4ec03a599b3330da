"""What the recruiter's panel plays of an interview."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from greenroom.conversations.models import Turn
from greenroom.evaluation.queries.scorecards import clock_label
from greenroom.media.queries import recordings
from greenroom.media.recordings.tracks import Piece, Track


@dataclass(frozen=True)
class Gap:
    """Where nothing was recorded. left, width: on a bar of 1000. words: from when to when."""

    left: int
    width: int
    words: str


@dataclass(frozen=True)
class Player:
    """What the page needs to play a track. first, last: whole seconds of the attempt's clock.

    note: why it is not the whole of the candidate's own, "" where it is. turns: JSON of [anchor, start_ms].
    """

    pieces: Sequence[Piece]
    failed: Sequence[Piece]
    gaps: Sequence[Gap]
    has_video: bool
    first: int
    last: int
    span: str
    note: str
    turns: str


def player(attempt_id: UUID) -> Player | None:
    """None where nothing was recorded."""
    track = recordings.track(attempt_id)
    if not track.pieces and track.is_whole and not track.failed:
        return None
    return Player(
        pieces=track.pieces,
        failed=track.failed,
        gaps=[_gap(track, begin, end) for begin, end in track.gaps],
        has_video=track.has_video,
        first=track.began_ms // 1000,
        last=-(-track.ended_ms // 1000),
        span=f"{clock_label(track.began_ms)} / {clock_label(track.ended_ms)}",
        note=_note(track),
        turns=_turns(attempt_id) if track.pieces else "[]",
    )


def _gap(track: Track, begin: int, end: int) -> Gap:
    whole = max(1, track.ended_ms - track.began_ms)
    left = round(1000 * (begin - track.began_ms) / whole)
    width = max(3, round(1000 * (end - begin) / whole))
    return Gap(left, width, f"{clock_label(begin)} – {clock_label(end)}")


def _note(track: Track) -> str:
    if not track.pieces:
        return _("The recording is on its way, or could not be made ready.")
    if track.stands_in:
        return _(
            "You hear what our server heard: the candidate's own recording is not here, or not complete."
        )
    if not track.is_whole:
        return _("Some of the recording is on its way, or could not be made ready.")
    return ""


def _turns(attempt_id: UUID) -> str:
    rows = Turn.objects.filter(attempt_id=attempt_id).order_by("position").values_list("id", "start_ms")
    return json.dumps([[f"turn-{turn_id}", start_ms] for turn_id, start_ms in rows])
