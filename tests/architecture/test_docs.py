"""What the documents promise is what the code has."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from greenroom.cli.main import COMMANDS
from greenroom.core.events import Event
from greenroom.skills import registry as skills
from greenroom.stages import registry as stages

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
INTERNAL = {"GREENROOM_SECRET", "GREENROOM_MODEL", "GREENROOM_SUPERVISOR", "GREENROOM_TEST"}
"""Prefixes, and names the product sets for its own processes."""


def _settings() -> set[str]:
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        if not {"tests", "testing"} & set(path.parts):
            found |= set(re.findall(r"[\"'](GREENROOM_[A-Z_]+[A-Z])[\"']", path.read_text(encoding="utf-8")))
    return {name.removesuffix("_FILE") for name in found} - INTERNAL


def _events() -> list[type[Event]]:
    for path in (ROOT / "src").rglob("events.py"):
        import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
    return sorted(
        (kind for kind in Event.__subclasses__() if "test" not in kind.__module__), key=lambda k: k.name()
    )


def test_every_setting_is_documented():
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert sorted(name for name in _settings() if f"`{name}`" not in text) == []


def test_every_documented_setting_exists():
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(GREENROOM_[A-Z_]+)`", text, re.MULTILINE)) - _settings() == set()


@pytest.mark.parametrize("kind", _events(), ids=lambda kind: kind.name())
def test_every_event_is_documented_and_explained(kind):
    assert f"`{kind.name()}`" in (DOCS / "events.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command):
    assert f"`greenroom {command}" in (DOCS / "commands.md").read_text(encoding="utf-8")


def test_the_map_names_every_room():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "greenroom"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    assert sorted(room for room in rooms if f"`{room}/`" not in text) == []


def test_every_registered_skill_and_stage_kind_loads():
    assert [skill.name for skill in skills.all_skills()] == list(skills.NAMES)
    assert [kind.slug for kind in stages.all_kinds()] == list(stages.KINDS)


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted(DOCS.rglob("*.md")), ids=lambda path: path.name
)
def test_a_link_between_pages_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def _files() -> dict[str, Path]:
    """Every file of ours by its path from the top."""
    folders = ("src/greenroom", "tests", "docs", "frontend", "scripts", ".")
    found = {
        path
        for folder in folders
        for path in ((ROOT / folder).rglob("*") if folder != "." else ROOT.glob("*"))
        if path.is_file() and not {"__pycache__", "build", "node_modules"} & set(path.parts)
    }
    return {f"/{path.relative_to(ROOT).as_posix()}": path for path in found}


ELSEWHERE = {
    "GREENROOM_DATA/speech": "a folder of an installation",
    "./var": "the data",
    "src/greenroom/static/build": "made by the front end's build",
}
"""What pages name that is not in the repository."""


def _is_there(named: str, files: dict[str, Path]) -> bool:
    """Whether it is the end of a file's path, a folder in one, or `module.NAME` with the name in that module."""
    path = f"/{named.rstrip('/')}"
    if any(f"{path}/" in f"{each}/" for each in files):
        return True
    module, _, name = path.rpartition(".")
    said = [file for each, file in files.items() if each.endswith(f"{module}.py")]
    return any(re.search(rf"\b{name}\b", file.read_text(encoding="utf-8")) for file in said)


def test_a_file_or_folder_that_a_page_names_is_there():
    files = _files()
    pages = [ROOT / "ARCHITECTURE.md", ROOT / "README.md"]
    pages += [*(DOCS / "how-to").glob("*.md"), *(DOCS / "decisions").glob("*.md")]
    named = {
        (page.name, name)
        for page in pages
        for name in re.findall(r"`([\w.][\w.-]*/[\w./-]*)`", page.read_text(encoding="utf-8"))
    }
    assert len(named) > 100
    assert sorted(each for each in named if each[1] not in ELSEWHERE and not _is_there(each[1], files)) == []


def test_every_row_of_the_security_list_names_a_test_or_a_setting_that_is_there():
    text = (DOCS / "security.md").read_text(encoding="utf-8")
    held, _not, _held = text.partition("## What does not hold")
    rows = [row.split("|") for row in held.splitlines() if re.match(r"\| \d", row)]
    assert len(rows) > 60
    for _before, number, _what, by, _after in rows:
        names = re.findall(r"`([^`]+)`", by)
        assert names, number
        for name in names:
            file, _, test = name.partition("::")
            if not test:
                assert hasattr(settings, name), name
                continue
            path = next(
                (ROOT / top / file for top in ("src/greenroom", "tests") if (ROOT / top / file).is_file()),
                None,
            )
            assert path is not None, name
            assert f"def {test}(" in path.read_text(encoding="utf-8"), name
