from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.parse_resume.builtin import parse
from greenroom.skills.parse_resume.schema import ParsedResume, ResumeText

CASES = json.loads((Path(__file__).parent.parent / "golden.json").read_text(encoding="utf-8"))


def facts(found: ParsedResume) -> dict[str, Any]:
    return {
        **found.model_dump(),
        "e164": [phone.e164 for phone in found.phones],
        "titles": [job.title for job in found.work],
        "employers": [job.employer for job in found.work],
        "dates": [f"{job.start} {job.end}" for job in found.work],
        "schools": [one.school for one in found.education],
        "degrees": [one.degree for one in found.education],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    found = facts(parse(ResumeText(text=case["text"])))
    assert {key: found[key] for key in case["expect"]} == case["expect"]
