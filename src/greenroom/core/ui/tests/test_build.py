"""The build hook, and what a build may weigh."""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from greenroom.core.ui import assets

ROOT = Path(__file__).parents[5]


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    """hatch_build.py, loaded as hatch loads it: by its path, and not as a module that can be imported."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sources(tmp_path: Path, hook: ModuleType) -> Path:
    """A tree whose build is fresh."""
    (tmp_path / "frontend").mkdir()
    (tmp_path / "frontend/app.ts").write_text("one")
    (tmp_path / "package.json").write_text("{}")
    packages = {
        "": {},
        "node_modules/vite": {"version": "8.0.0"},
        "node_modules/axe": {"version": "1", "dev": True},
    }
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))
    (tmp_path / hook.STAMP).parent.mkdir(parents=True)
    (tmp_path / hook.STAMP).write_text(hook.fingerprint(tmp_path))
    return tmp_path


def test_a_build_of_the_same_sources_is_not_made_again(hook: ModuleType, sources: Path) -> None:
    assert hook.is_fresh(sources)
    assert hook.build(sources) is False


@pytest.mark.parametrize(
    "changed", ["frontend/app.ts", "frontend/new.css", "package.json", "package-lock.json"]
)
def test_a_pull_that_changes_a_source_makes_the_build_stale(
    hook: ModuleType, sources: Path, changed: str
) -> None:
    (sources / changed).write_text("two")
    assert not hook.is_fresh(sources)


def test_a_source_that_goes_away_or_moves_makes_the_build_stale(hook: ModuleType, sources: Path) -> None:
    (sources / "frontend/app.ts").rename(sources / "frontend/other.ts")
    assert not hook.is_fresh(sources)


def test_a_changed_test_does_not(hook: ModuleType, sources: Path) -> None:
    (sources / "frontend/app.test.ts").write_text("a test")
    assert hook.is_fresh(sources)


@pytest.mark.parametrize(
    ("installed", "enough"),
    [
        ({"node_modules/vite": {"version": "8.0.0"}}, True),
        ({"node_modules/vite": {"version": "7.0.0"}}, False),
        ({}, False),
    ],
)
def test_what_the_build_needs_must_be_there_in_the_locked_version(
    hook: ModuleType, sources: Path, installed: dict[str, dict[str, str]], enough: bool
) -> None:
    (sources / "node_modules").mkdir()
    (sources / "node_modules/.package-lock.json").write_text(json.dumps({"packages": installed}))
    assert hook.has_packages(sources) is enough


def test_without_any_node_it_says_what_to_do(
    hook: ModuleType, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sources / "frontend/app.ts").write_text("two")
    monkeypatch.setattr(hook, "find_system_node", lambda: None)
    monkeypatch.setattr(hook, "find_packaged_node", lambda: None)
    with pytest.raises(RuntimeError, match="needs Node"):
        hook.build(sources)


def test_the_lock_file_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]


@pytest.mark.parametrize(
    ("entry", "most"), [("candidate", 100_000), ("interview", 100_000), ("app", 100_000)]
)
def test_a_page_loads_little_script(entry: str, most: int) -> None:
    manifest = assets.read_manifest()
    if not manifest:
        pytest.skip(assets.MISSING)
    chunk = assets.find(manifest, entry)
    folder = assets.MANIFEST.parents[1]
    files = {chunk["file"], *assets.imports_of(manifest, chunk)}
    assert sum(len(gzip.compress((folder / file).read_bytes())) for file in files) < most
