"""The reason of a score in plain sentences: what was covered, what was missing."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from greenroom.skills.score_answer.points import Point
from greenroom.skills.score_answer.substance import Substance

_FILE = Path(__file__).parent / "data" / "reasons.toml"
_LONGEST = 70


@dataclass(frozen=True)
class Grounds:
    """What a score rests on.

    closeness: 0 to 1 to the reference answer, None without one. nearest: scores of the examples most alike.
    """

    points: Sequence[Point]
    substance: Substance
    closeness: float | None = None
    nearest: Sequence[float] = field(default_factory=list)
    graded: int = 0
    off_topic: bool = False
    other_language: bool = False
    told: bool = False


@lru_cache(maxsize=1)
def _file() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _sentences(language: str) -> dict[str, str]:
    return _file().get(language) or _file()["en"]


def no_answer(cause: str, language: str) -> str:
    """Why there is nothing to score: empty, instruction, refusal, echo; or a bare yes or no."""
    return _sentences(language)[cause]


def reason(grounds: Grounds, language: str) -> str:
    """One to three sentences, in English where the language has none."""
    words = _sentences(language)
    said: list[str] = []
    if grounds.other_language:
        return words["other_language"]
    if grounds.graded:
        nearest = ", ".join(f"{score:g}" for score in grounds.nearest)
        said.append(words["graded"].format(graded=grounds.graded, nearest=nearest))
    if grounds.points:
        said += _about_points(grounds.points, words)
    if grounds.closeness is not None:
        said.append(words["close"].format(percent=round(100 * grounds.closeness)))
    if grounds.off_topic and not grounds.graded and not any(point.span for point in grounds.points):
        said.append(words["off_topic"])
    if not grounds.graded and grounds.closeness is None:
        said += _about_parts(grounds, words)
    return " ".join(said)


def _about_points(points: Sequence[Point], words: dict[str, str]) -> list[str]:
    made = [_short(point.text) for point in points if point.span]
    missed = [_short(point.text) for point in points if not point.span]
    if len(points) == 1:
        return [words["made_it" if made else "missed_it"].format(point=(made or missed)[0])]
    if not made:
        return [words["covered_none"].format(total=len(points)), _missing(missed, words)]
    whole = words["covered_some"] if missed else words["covered_all"]
    found = whole.format(count=len(made), total=len(points), covered="; ".join(made))
    return [found, _missing(missed, words)] if missed else [found]


def _missing(missed: Sequence[str], words: dict[str, str]) -> str:
    return words["missing"].format(missing="; ".join(missed))


def _about_parts(grounds: Grounds, words: dict[str, str]) -> list[str]:
    wanted = ("situation", "action", "result", "number") if grounds.told else ("action", "result", "number")
    parts = [words[name] for name in wanted if name in grounds.substance.parts()]
    lacking = [words[name] for name in wanted if name not in grounds.substance.parts() and name != "number"]
    said = [words["parts"].format(parts=_listed(parts, words))] if parts else []
    if grounds.told and lacking:
        said.append(words["lacks"].format(parts=_listed(lacking, words)))
    return said


def _listed(parts: Sequence[str], words: dict[str, str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {words['and']} {parts[-1]}"


def _short(point: str) -> str:
    point = point.strip().rstrip(".")
    return point if len(point) <= _LONGEST else point[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
