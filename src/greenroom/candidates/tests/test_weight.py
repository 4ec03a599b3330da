"""How much script a candidate's phone has to fetch before a stage."""

from __future__ import annotations

import gzip
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


def weight(scripts: set[Path]) -> int:
    return sum(len(gzip.compress(script.read_bytes())) for script in scripts)


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
    assert weight(every) <= MOST
