from __future__ import annotations

import json
from pathlib import Path

import pytest

from greenroom.core.ui import assets

MANIFEST = {
    "_htmx.js": {"file": "assets/htmx-1.js", "name": "htmx"},
    "_shared.js": {"file": "assets/shared-1.js", "name": "shared", "imports": ["_htmx.js"]},
    "frontend/app.ts": {
        "file": "assets/app-1.js",
        "name": "app",
        "isEntry": True,
        "imports": ["_shared.js", "_htmx.js"],
    },
    "frontend/styles/main.css": {
        "file": "assets/styles-1.css",
        "name": "styles",
        "isEntry": True,
        "assets": ["assets/inter-latin-wght-normal-1.woff2", "assets/inter-latin-ext-wght-normal-1.woff2"],
    },
}


@pytest.fixture
def manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(MANIFEST))
    monkeypatch.setattr(assets, "MANIFEST", path)
    return path


def test_a_script_comes_with_news_of_everything_it_imports_once(manifest: Path) -> None:
    tags = assets.tags_for("app")
    assert tags.count("modulepreload") == 2
    assert tags.endswith('<script type="module" src="/static/build/assets/app-1.js"></script>')


def test_the_stylesheet_comes_with_the_font_that_nearly_every_page_needs(manifest: Path) -> None:
    tags = assets.tags_for("styles")
    assert '<link rel="stylesheet" href="/static/build/assets/styles-1.css">' in tags
    assert tags.count('as="font"') == 1
    assert "inter-latin-wght" in tags


def test_a_new_build_is_seen_without_a_restart(manifest: Path) -> None:
    assets.tags_for("app")
    rebuilt = {"frontend/app.ts": {"file": "assets/app-2.js", "name": "app", "isEntry": True}}
    manifest.write_text(json.dumps(rebuilt))
    assert "app-2.js" in assets.tags_for("app")


def test_an_entry_that_is_not_built_is_an_error(manifest: Path) -> None:
    with pytest.raises(ValueError, match="no entry 'editor'"):
        assets.tags_for("editor")


def test_without_a_build_pages_can_be_read_and_the_check_complains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "MANIFEST", tmp_path / "absent.json")
    assert assets.tags_for("app") == ""
    assert [error.id for error in assets.check_built()] == ["ui.E001"]


def test_a_build_passes_the_check(manifest: Path) -> None:
    assert assets.check_built() == []


def test_the_elements_of_a_build_are_put_together_once(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = assets.tags_for("app")
    monkeypatch.setattr(assets, "find", lambda *_: pytest.fail("put together again"))
    assert assets.tags_for("app") == first
