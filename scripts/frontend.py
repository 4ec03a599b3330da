"""Check the types of the front end and run its tests: `python scripts/frontend.py types|tests`."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import hatch_build  # noqa: E402  (it lies beside pyproject.toml, where hatch looks for it)

SCRIPTS = {
    "types": ("typescript/bin/tsc", ["--project", "frontend/tsconfig.json"]),
    "tests": ("vitest/vitest.mjs", ["run", "--config", "frontend/vitest.config.ts"]),
}


def install(node: hatch_build.Node) -> None:
    """The locked packages, those for development too, unless they are there."""
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    stamp = ROOT / "node_modules" / ".all-of"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    node.run(node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", root=ROOT)
    stamp.write_text(wanted)


def main(what: str) -> int:
    node = hatch_build.find_system_node() or hatch_build.find_packaged_node()
    if node is None:
        sys.stderr.write("There is no Node here.\n")
        return 1
    script, arguments = SCRIPTS[what]
    try:
        install(node)
        node.run(ROOT / "node_modules" / script, *arguments, root=ROOT)
    except subprocess.CalledProcessError as failure:
        return int(failure.returncode)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
