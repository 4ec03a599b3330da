from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenroom.candidates.tests.walking import interviewer
from greenroom.core.testing.standins.language_model import LanguageModelStandIn
from greenroom.evaluation.tests.conftest import rubric

__all__ = ["hostile", "interviewer", "rubric"]


@pytest.fixture
def language_model(monkeypatch) -> Iterator[LanguageModelStandIn]:
    """What is set to a model is done by the stand-in."""
    for name in [name for name in os.environ if name.startswith("GREENROOM_MODEL_")]:
        monkeypatch.delenv(name)
    with LanguageModelStandIn() as server:
        monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", server.base_url)
        monkeypatch.setenv("GREENROOM_MODEL_NAME", "stand-in")
        yield server


@pytest.fixture
def hostile(shared_data: Path) -> list[str]:
    """Hostile strings, every 40th of them: each class is among them."""
    lines = (shared_data / "15_security_payloads/payloads.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line)["payload"].replace("\x00", "") for line in lines[::40] if line]
