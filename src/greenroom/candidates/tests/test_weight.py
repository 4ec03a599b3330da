"""How much script a candidate's phone has to fetch before a stage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from greenroom.candidates.tests.walking import Walk
from greenroom.core.ui import assets

MOST = 60_000  # bytes, gzip
NAMED = re.compile(r'(?:src|href)="[^"]*/build/(assets/[^"]+\.js)"')


def fetched(page: str) -> set[Path]:
    """The scripts a page names, and what those import before they run."""
    folder, manifest = assets.MANIFEST.parents[1], assets.read_manifest()
    named = set(NAMED.findall(page))
    chunks = [chunk for chunk in manifest.values() if chunk["file"] in named]
    imported = {file for chunk in chunks for file in assets.imports_of(manifest, chunk)}
    return {folder / file for file in named | imported}


def weight(walk: Walk, scripts: set[Path]) -> int:
    """What the server sends of them to a browser that takes gzip."""
    folder = assets.MANIFEST.parents[1]
    return sum(len(sent(walk, f"/static/build/{script.relative_to(folder)}")) for script in scripts)


def sent(walk: Walk, url: str, *, encoding: str = "gzip") -> bytes:
    response = walk.client.get(url, headers={"Accept-Encoding": encoding})
    assert response.status_code == 200, url
    return b"".join(response)


@pytest.mark.skipif(not assets.MANIFEST.is_file(), reason=assets.MISSING)
def test_no_page_before_a_stage_asks_for_more_than_sixty_kilobytes_of_script(walk: Walk) -> None:
    pages = {place: walk.get(place) for place in ("", "back/")}
    walk.apply()
    pages["code/"] = walk.get("code/")
    walk.verify()
    pages["steps/"] = walk.get("steps/")
    every: set[Path] = set()
    for place, page in pages.items():
        assert page.status_code == 200, place
        scripts = fetched(page.content.decode())
        assert scripts, f"{place} names no script of ours"
        every |= scripts
    assert weight(walk, every) <= MOST


@pytest.mark.skipif(not assets.MANIFEST.is_file(), reason=assets.MISSING)
@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_scripts_and_styles_travel_packed(walk: Walk, encoding: str) -> None:
    chunks = assets.read_manifest().values()
    for url in (
        f"/static/build/{chunk['file']}" for chunk in chunks if chunk["file"].endswith((".js", ".css"))
    ):
        plain = len(sent(walk, url, encoding="identity"))
        assert plain < 1_000 or len(sent(walk, url, encoding=encoding)) < plain * 0.6, url
