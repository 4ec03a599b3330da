"""The golden cases of the skills, as inputs, each with what must hold of the output.

A skill's `golden.json` is written for people to read; `READERS` says how each is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from greenroom.skills import registry

_SKILLS = Path(__file__).parents[1]
_DAY = date(2026, 3, 10)
_BANDS = {"low": (1.0, 2.5), "middle": (2.0, 4.5), "high": (3.5, 5.0)}


@dataclass(frozen=True)
class Case:
    """One golden case. meets: whether an output is as the case says."""

    skill: str
    name: str
    given: BaseModel
    meets: Callable[[Any], bool]


def cases(skill: str) -> Iterator[Case]:
    """The golden cases of a skill. KeyError for one that has none to replay."""
    rows: Any = json.loads((_SKILLS / skill / "golden.json").read_text(encoding="utf-8"))
    shape = registry.get(skill).input
    for name, given, meets in READERS[skill](rows):
        yield Case(skill, name, shape.model_validate(given), meets)


Read = Iterator[tuple[str, dict[str, Any], Callable[[Any], bool]]]


def _said(rows: list[list[str]]) -> list[dict[str, str]]:
    return [{"turn": turn, "question": question, "text": text} for turn, question, text in rows]


def _score_answer(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            in_range = out.score is None or bool(row.get("at_least", 1) <= out.score <= row.get("at_most", 5))
            return bool(out.verdict == row["verdict"]) and in_range

        yield row["name"], {"rubric": row["rubric"], "answer": row["answer"]}, meets


def _extract_tags(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            return bool({tag.name: tag.value for tag in out.tags} == row["tags"])

        wanted = {"wanted": row["wanted"]} if "wanted" in row else {}
        yield row["name"], {"language": row["language"], "said": _said(row["said"]), **wanted}, meets


def _find_highlights(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            told = all(
                any(light.kind == kind and words in light.span.text for light in out.found)
                for kind, words, _ in row["found"]
            )
            return told and not {light.kind for light in out.found} & set(row.get("absent", []))

        given = {"role": "Any", "requirements": row["requirements"], "language": row["language"]}
        yield row["name"], {**given, "said": _said(row["said"])}, meets


def _screen_resume(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            return out.qualifications[0].passed is row["passed"]

        yield (
            row["name"],
            {"job": "", "qualifications": [row["qualification"]], "text": row["resume"]},
            meets,
        )


def _parse_resume(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            found = {
                **out.model_dump(),
                "e164": [phone.e164 for phone in out.phones],
                "titles": [job.title for job in out.work],
                "employers": [job.employer for job in out.work],
                "dates": [f"{job.start} {job.end}" for job in out.work],
                "schools": [one.school for one in out.education],
                "degrees": [one.degree for one in out.education],
            }
            return all(found[key] == value for key, value in row["expect"].items())

        yield row["name"], {"text": row["text"]}, meets


def _read_answer(given: dict[str, Any]) -> Read:
    for row in given["cases"]:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            wanted = (row.get("reading", "answered"), row.get("value"), row.get("later", False))
            return (out.reading, out.value, out.later is not None) == wanted

        ask = given["asks"][row["language"]][row["ask"]]
        words = {"words": row["words"], "language": row["language"], "as_of": given["as_of"]}
        yield f"{row['language']} {row['ask']} {row['words']}", {**ask, **words}, meets


def _cross_check(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            found = [[each.kind, each.first.text, each.second.text] for each in out.conflicts]
            return sorted(found) == sorted(row["found"])

        given = {"language": row["language"], "resume": row["resume"], "as_of": _DAY}
        rest = {"written": _said(row.get("written", [])), "said": _said(row["said"])}
        yield row["name"], {**given, **rest}, meets


def _rate_proficiency(rows: list[dict[str, Any]]) -> Read:
    categories = [{"name": name} for name in ("Grammar", "Vocabulary", "Fluency", "Pronunciation")]
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            low, high = _BANDS[row["level"]]
            levels = [each.level for each in out.categories if each.level is not None]
            return bool(levels) and low <= sum(levels) / len(levels) <= high

        said = _said([["1", "Tell me.", row["text"]]])
        yield row["name"], {"language": row["language"], "categories": categories, "said": said}, meets


def _anchors(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any) -> bool:
            return bool(out.two and out.three and out.four) and len({out.two, out.three, out.four}) == 3

        yield row["name"], row["given"], meets


def _candidate_feedback(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            return len(out.went_well) == len(row["well"]) and len(out.next_time) >= len(row["next"])

        given = {"name": "Casey Sample", "role": "Window cleaner", "language": row["language"]}
        yield row["name"], {**given, "answers": row["answers"]}, meets


def _report_translation(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            return len(out.parts) == len(row["parts"])

        parts = [{"key": str(at), "text": text} for at, text in enumerate(row["parts"])]
        yield row["name"], {"target": row["target"], "parts": parts}, meets


def _judge_structured(rows: list[dict[str, Any]]) -> Read:
    for row in rows:

        def meets(out: Any, row: dict[str, Any] = row) -> bool:
            found = {each.name: each.typed.model_dump(mode="json") for each in out.answers}
            return bool(found == row["answers"])

        yield (
            row["name"],
            {"language": row["language"], "as_of": _DAY, "said": _said(row["said"])}
            | ({"wanted": row["wanted"]} if "wanted" in row else {}),
            meets,
        )


READERS: dict[str, Callable[[Any], Read]] = {
    "parse_resume": _parse_resume,
    "screen_resume": _screen_resume,
    "score_answer": _score_answer,
    "read_answer": _read_answer,
    "judge_structured": _judge_structured,
    "extract_tags": _extract_tags,
    "find_highlights": _find_highlights,
    "rate_proficiency": _rate_proficiency,
    "cross_check": _cross_check,
    "anchors": _anchors,
    "candidate_feedback": _candidate_feedback,
    "report_translation": _report_translation,
}
