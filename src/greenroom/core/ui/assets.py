"""The built scripts and styles, by the names of their entries in Vite's manifest."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

import greenroom

MANIFEST = Path(greenroom.__file__).parent / "static/build/.vite/manifest.json"
MISSING = "The pages' scripts and styles are not built: run `python hatch_build.py`."

Manifest = dict[str, dict[str, Any]]


def tags_for(entry: str) -> SafeString:
    """The elements that load an entry: "styles" gives the stylesheet and its first font, others their script.

    An empty string where nothing is built, so that pages can still be read; the system check reports it.
    """
    changed = changed_at()
    return SafeString() if changed is None else tags_of(MANIFEST, changed, entry)


@lru_cache(maxsize=16)
def tags_of(path: Path, changed: int, entry: str) -> SafeString:
    """The same of a manifest as it was at a time. Raises ``ValueError`` for a name that the build does not have."""
    manifest = parse(path, changed)
    chunk = find(manifest, entry)
    if chunk["file"].endswith(".css"):
        return stylesheet(chunk)
    preloads = format_html_join(
        "", '<link rel="modulepreload" href="{}">', ((url(file),) for file in imports_of(manifest, chunk))
    )
    return format_html('{}<script type="module" src="{}"></script>', preloads, url(chunk["file"]))


def stylesheet(chunk: dict[str, Any]) -> SafeString:
    """The stylesheet, and early news of the font that nearly every page needs."""
    fonts = [file for file in chunk.get("assets", []) if "latin-wght" in file]
    preloads = format_html_join(
        "",
        '<link rel="preload" as="font" type="font/woff2" crossorigin href="{}">',
        ((url(file),) for file in fonts),
    )
    return format_html('{}<link rel="stylesheet" href="{}">', preloads, url(chunk["file"]))


def imports_of(manifest: Manifest, chunk: dict[str, Any]) -> list[str]:
    """Files that a script imports, directly or not, each once."""
    found: dict[str, None] = {}
    for name in chunk.get("imports", []):
        found[manifest[name]["file"]] = None
        found.update(dict.fromkeys(imports_of(manifest, manifest[name])))
    return list(found)


def find(manifest: Manifest, entry: str) -> dict[str, Any]:
    """The chunk of an entry. Raises ``ValueError`` for a name that the build does not have."""
    for chunk in manifest.values():
        if chunk.get("isEntry") and chunk.get("name") == entry:
            return chunk
    raise ValueError(f"The front end has no entry {entry!r}")


def url(file: str) -> str:
    return static(f"build/{file}")


def read_manifest() -> Manifest:
    """The manifest as it is now; read again only when the file has changed. Empty where nothing is built."""
    changed = changed_at()
    return {} if changed is None else parse(MANIFEST, changed)


def changed_at() -> int | None:
    """When the manifest was written, in nanoseconds; None where there is none."""
    try:
        return MANIFEST.stat().st_mtime_ns
    except FileNotFoundError:
        return None


@lru_cache(maxsize=2)
def parse(path: Path, changed: int) -> Manifest:  # noqa: ARG001 - part of the cache's key
    manifest: Manifest = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def check_built(**_: object) -> list[CheckMessage]:
    """A system check: an installation without its scripts and styles is broken, and says so."""
    return [] if read_manifest() else [Error(MISSING, id="ui.E001")]
