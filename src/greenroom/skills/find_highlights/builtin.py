"""The built-in engine: what the turns show of the requirements, what they deny, which skills they name."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.skills.find_highlights.chips import chips
from greenroom.skills.find_highlights.hearing import Piece, Turn, pieces, turns
from greenroom.skills.find_highlights.requirements import MET, Wanted, wanted
from greenroom.skills.find_highlights.schema import Highlight, Highlights, InterviewHeard
from greenroom.skills.find_highlights.wording import sentence

MOST_HIGHLIGHTS, MOST_LOWLIGHTS = 5, 3
_ENOUGH_WORDS = 3
_MADE_UP_FOR = frozenset(["no_answer", "no_example"])


def find(given: InterviewHeard) -> Highlights:
    """Highlights, lowlights and chips, each with the turn and the exact words."""
    heard = turns(given)
    needs = wanted(given.requirements, given.language)
    lacking = _lacking(heard, needs)
    found = [*_highlights(heard, needs), *_most(lacking + _open(heard), MOST_LOWLIGHTS), *chips(heard, needs)]
    return Highlights(found=found)


def _highlights(heard: Sequence[Turn], needs: Sequence[Wanted]) -> list[Highlight]:
    """The best piece for each requirement, then results that bear on none; each piece serves once."""
    able = [piece for piece in pieces(heard) if len(piece.stated) >= _ENOUGH_WORDS]
    ranked = sorted(
        ((_worth(piece, need), -at, need, piece) for need in needs for at, piece in enumerate(able)),
        key=lambda entry: (-entry[0], entry[2].place, -entry[1]),
    )
    used: set[tuple[str, int]] = set()
    served: set[int] = set()
    found: list[Highlight] = []
    for worth, _, need, piece in ranked:
        place = (piece.said.turn, piece.span.start)
        if worth <= 0 or place in used or need.place in served or len(found) == MOST_HIGHLIGHTS:
            continue
        used.add(place)
        served.add(need.place)
        found.append(_shown(piece, need))
    for piece in able:
        if (
            len(found) < MOST_HIGHLIGHTS
            and _is_result(piece)
            and (piece.said.turn, piece.span.start) not in used
        ):
            found.append(
                _light("highlight", 1, piece, sentence("result", piece.language, words=piece.span.text))
            )
    return sorted(found, key=lambda light: -light.severity)


def _worth(piece: Piece, need: Wanted) -> float:
    """0 where the requirement is not met by the piece; more for deeds, results and figures."""
    done = piece.acts and not piece.intends
    share = need.share_in_answer(piece.stated, piece.asked) if done else need.share(piece.stated)
    if share < MET:
        return 0.0
    return need.importance * share * (1 + 0.4 * done + 0.4 * piece.results + 0.3 * piece.measured)


def _shown(piece: Piece, need: Wanted) -> Highlight:
    kind = "named"
    if piece.measured:
        kind = "measured"
    elif (piece.acts or piece.results) and not piece.intends:
        kind = "done"
    severity = need.severity if kind != "named" else 1
    text = sentence(kind, piece.language, requirement=need.text, words=piece.span.text)
    return _light("highlight", severity, piece, text)


def _is_result(piece: Piece) -> bool:
    return piece.acts and piece.results and piece.measured


def _lacking(heard: Sequence[Turn], needs: Sequence[Wanted]) -> list[Highlight]:
    found: list[Highlight] = []
    for need in needs:
        for piece in pieces(heard):
            if piece.unsaid and need.share(piece.unsaid) >= MET and need.share(piece.stated) < MET:
                text = sentence("lacking", piece.language, requirement=need.text, words=piece.span.text)
                found.append(_light("lowlight", need.severity, piece, text))
                break
    return found


def _open(heard: Sequence[Turn]) -> list[Highlight]:
    """Questions that got no answer, no example, or words to the scorer; each once."""
    found: list[Highlight] = []
    told: set[str] = set()
    for turn in heard:
        kind, piece, severity = _left_open(turn)
        if kind in _MADE_UP_FOR and any(_makes_up_for(kind, turn, other) for other in heard):
            continue
        text = sentence(kind, turn.language, question=turn.said.question) if kind else ""
        if piece is not None and text not in told:
            told.add(text)
            found.append(_light("lowlight", severity, piece, text))
    return found


def _left_open(turn: Turn) -> tuple[str, Piece | None, int]:
    instructing = next((piece for piece in turn.pieces if piece.instructs), None)
    if instructing is not None:
        return "to_scorer", instructing, 2
    able = [piece for piece in turn.pieces if not piece.refuses]
    refusing = next((piece for piece in turn.pieces if piece.refuses), None)
    if refusing is not None and sum(len(piece.stated) for piece in able) < _ENOUGH_WORDS:
        return "no_answer", refusing, 2
    if turn.asks_for_story and able and not any(piece.acts or piece.unsaid for piece in able):
        return "no_example", able[0], 1
    return "", None, 0


def _makes_up_for(kind: str, turn: Turn, other: Turn) -> bool:
    """Whether another turn says what this one owes to the same question, as after "Could you repeat that?"."""
    if other is turn or other.said.question != turn.said.question:
        return False
    stated = sum(len(piece.stated) for piece in other.pieces if not (piece.refuses or piece.inquires))
    return stated >= _ENOUGH_WORDS and (kind == "no_answer" or _left_open(other)[0] == "")


def _light(kind: str, severity: int, piece: Piece, text: str) -> Highlight:
    return Highlight.model_validate(
        {"kind": kind, "text": text, "severity": severity, "turn": piece.said.turn, "span": piece.span}
    )


def _most(lights: Sequence[Highlight], count: int) -> list[Highlight]:
    """The most severe, one for each stretch of speech."""
    single: dict[tuple[str, int], Highlight] = {}
    for light in sorted(lights, key=lambda light: -light.severity):
        single.setdefault((light.turn, light.span.start), light)
    return list(single.values())[:count]
