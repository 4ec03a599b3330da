from __future__ import annotations

import json
from pathlib import Path

import pytest

from greenroom.candidates.tests.walking import interviewer

__all__ = ["hostile", "interviewer"]


@pytest.fixture
def hostile(shared_data: Path) -> list[str]:
    """Hostile strings, every 40th of them: each class is among them."""
    lines = (shared_data / "15_security_payloads/payloads.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line)["payload"].replace("\x00", "") for line in lines[::40] if line]
