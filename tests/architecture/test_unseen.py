"""What candidates ask for, to fit them or of a person, never reaches whoever scores or reports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "greenroom"
SCORING = ("evaluation", "skills", "reports")
HIDDEN_MODULES = ("accommodations", "accommodation", "accommodating", "help", "helping", "pause", "holdings")
HIDDEN_NAMES = {"Accommodation", "Accommodations", "HelpRequest", "Pause"}
HIDDEN_RELATIONS = ("help_requests", "accommodation")


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _told(source: str) -> list[str]:
    """What of this source reaches what is hidden: imports, and relations that lead there."""
    found = []
    for name in _imports(source):
        parts = name.split(".")
        if parts[:2] == ["greenroom", "candidates"] and (
            set(parts[2:]) & (HIDDEN_NAMES | set(HIDDEN_MODULES))
        ):
            found.append(name)
    words = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
    return found + [relation for relation in HIDDEN_RELATIONS if relation in words]


@pytest.mark.parametrize("room", SCORING)
def test_no_room_that_scores_or_reports_knows_who_asked_for_what(room):
    sources = [path for path in (PACKAGE / room).rglob("*.py") if "tests" not in path.parts]
    assert sources
    assert {str(path): told for path in sources if (told := _told(path.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize("kind", ["scorer.py", "panel.py"])
def test_no_scorer_and_no_panel_of_a_stage_does(kind):
    sources = list((PACKAGE / "stages").rglob(kind))
    assert sources
    assert {str(path): told for path in sources if (told := _told(path.read_text(encoding="utf-8")))} == {}


def test_templates_of_scorecards_and_reports_do_not_name_it():
    places = [*(PACKAGE / "evaluation").rglob("*.html"), *(PACKAGE / "reports").rglob("*.html")]
    places += (PACKAGE / "candidates/templates/candidates/review").glob("_*.html")
    guilty = [
        str(path) for path in places if any(word in path.read_text() for word in ("fit.", *HIDDEN_RELATIONS))
    ]
    assert guilty == []


@pytest.mark.parametrize(
    "source",
    [
        "from greenroom.candidates.queries import accommodations",
        "from greenroom.candidates.models import HelpRequest, Candidate",
        "import greenroom.candidates.actions.helping",
        "application.help_requests.all()",
    ],
)
def test_each_way_there_would_be_noticed(source):
    assert _told(source)
