"""Which recordings of an attempt are played, one after another on the attempt's clock, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

CANDIDATE = ("candidate_camera", "candidate_audio")
SERVER = "server_audio"
READY, FAILED = "remuxed", "failed"
APART_MS = 3_000
"""So much earlier one of two recordings of a call may begin, or later end."""
MISSING_MS = 500
"""Between two pieces nothing shorter is called a gap."""


@dataclass(frozen=True)
class Piece:
    """A recording as the choice sees it. Times in milliseconds since the attempt began; ended_ms: None until known."""

    id: UUID
    source: str
    state: str
    media_type: str
    began_ms: int
    ended_ms: int | None
    gaps: Sequence[Sequence[int]] = ()


@dataclass(frozen=True)
class Track:
    """What is played. pieces: in order, none overlapping. gaps: (from, to), in order. total_ms: where the last ends.

    is_whole: nothing of the candidate's own recording is on its way or failed. failed: those that cannot be played.
    stands_in: the server's sound, for a recording of the candidate's own that is not here or not complete.
    """

    source: str
    pieces: tuple[Piece, ...]
    gaps: tuple[tuple[int, int], ...]
    is_whole: bool
    failed: tuple[Piece, ...]
    stands_in: bool = False

    @property
    def began_ms(self) -> int:
        return self.pieces[0].began_ms if self.pieces else 0

    @property
    def ended_ms(self) -> int:
        return max((piece.ended_ms or 0 for piece in self.pieces), default=0)

    @property
    def has_video(self) -> bool:
        return any(piece.media_type.startswith("video/") for piece in self.pieces)


def choose(pieces: Iterable[Piece]) -> Track:
    """The candidate's own recording where it is whole, else the server's sound, else what there is of their own.

    The server's is heard from both sides. Where neither is seen, it is played if it lacks nothing the other has.
    """
    every = sorted(pieces, key=lambda piece: piece.began_ms)
    own = [piece for piece in every if piece.source in CANDIDATE]
    own_ready = _in_turn(piece for piece in own if piece.state == READY)
    server_ready = _in_turn(piece for piece in every if piece.source == SERVER and piece.state == READY)
    is_whole = all(piece.state == READY for piece in own)
    has_own = bool(own_ready) and is_whole
    stands_in = bool(server_ready) and not has_own
    played = server_ready if stands_in or _has_all_of(server_ready, own_ready) else own_ready
    return Track(
        source=played[0].source if played else "",
        pieces=tuple(played),
        gaps=tuple(_gaps(played)),
        is_whole=is_whole,
        failed=tuple(piece for piece in every if piece.state == FAILED),
        stands_in=stands_in,
    )


def _has_all_of(server: Sequence[Piece], own: Sequence[Piece]) -> bool:
    """Whether the server heard all that the candidate's own recording has, and that shows nothing."""
    if not server or not own or _gaps(server) or any(piece.media_type.startswith("video/") for piece in own):
        return False
    late = server[0].began_ms - own[0].began_ms
    early = (own[-1].ended_ms or 0) - (server[-1].ended_ms or 0)
    return max(late, early) <= APART_MS


def _in_turn(pieces: Iterable[Piece]) -> list[Piece]:
    """Those that begin when the one before has ended, as of one recorder; of two at once the earlier."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.ended_ms is None or piece.ended_ms <= piece.began_ms:
            continue
        if not kept or piece.ended_ms > (kept[-1].ended_ms or 0):
            kept.append(piece)
    return kept


def _gaps(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Between pieces, and within them as they were noted."""
    found = [(int(begin), int(end)) for piece in pieces for begin, end in piece.gaps]
    reached = pieces[0].began_ms if pieces else 0
    for piece in pieces:
        if piece.began_ms - reached > MISSING_MS:
            found.append((reached, piece.began_ms))
        reached = max(reached, piece.ended_ms or 0)
    return sorted(found)
