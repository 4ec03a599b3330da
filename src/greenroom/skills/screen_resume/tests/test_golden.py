from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.skills.evidence import is_exact
from greenroom.skills.screen_resume.builtin import screen
from greenroom.skills.screen_resume.schema import ResumeToScreen

CASES = json.loads((Path(__file__).parent.parent / "golden.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    given = ResumeToScreen(job="", qualifications=[case["qualification"]], text=case["resume"])
    (result,) = screen(given).qualifications
    assert result.passed is case["passed"], result
    assert all(is_exact(span, case["resume"]) for span in result.evidence)
    if case["quote"]:
        assert any(case["quote"] in span.text for span in result.evidence), result.evidence
    else:
        assert result.evidence == []
