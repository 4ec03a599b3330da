from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from greenroom.candidates.tests.walking import interviewer
from greenroom.core.testing.standins.language_model import LanguageModelStandIn
from greenroom.guidance.models import ProficiencyRubric, ProficiencyRubricVersion
from greenroom.skills import desk
from greenroom.skills.models.registry import from_env

__all__ = ["endpoint", "interviewer", "language_model"]

IMPATIENT = {"silence": 0.4, "timeout": 2.0, "deadline": 3.0, "max_attempts": 1, "max_pause": 0.0}
SKILLS = (
    *("score_answer", "find_highlights", "extract_tags", "screen_resume"),
    *("rate_proficiency", "judge_structured", "cross_check"),
)


@pytest.fixture(scope="session")
def endpoint() -> Iterator[LanguageModelStandIn]:
    with LanguageModelStandIn() as server:
        yield server


@pytest.fixture
def rubric(interviewer) -> ProficiencyRubric:
    """The active rubric of the interview's language."""
    whose = {"workspace": interviewer.workspace}
    rubric = ProficiencyRubric.objects.create(language="en", name="Ours", is_active=True, **whose)
    categories = [{"name": name, "anchors": {"3": "Everyday."}} for name in ("Vocabulary", "Pronunciation")]
    rubric.current = ProficiencyRubricVersion.objects.create(
        rubric=rubric, number=1, categories=categories, **whose
    )
    rubric.save()
    return rubric


@pytest.fixture
def language_model(endpoint, interviewer, rubric, monkeypatch) -> LanguageModelStandIn:
    """The workspace's evaluations are made by the stand-in, and a hang is noticed soon."""
    endpoint.reset()
    for name in [name for name in os.environ if name.startswith("GREENROOM_MODEL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", endpoint.base_url)
    monkeypatch.setenv("GREENROOM_MODEL_NAME", "stand-in")
    monkeypatch.setattr(desk, "from_env", lambda environ, **_: from_env(environ, **IMPATIENT))
    workspace = interviewer.workspace
    workspace.engines = dict.fromkeys(SKILLS, "model")
    workspace.save()
    return endpoint
