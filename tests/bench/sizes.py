"""What has to be carried: the wheel, and the packages a running Greenroom needs."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.bench.figures import Figure
from tests.kills.house import ROOT

SECTION = "Size"


def measure() -> list[Figure]:
    locked = (ROOT / "requirements" / "app.txt").read_text()
    direct = re.search(
        r"^dependencies = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.MULTILINE | re.DOTALL
    )
    assert direct is not None
    figures = [
        Figure(SECTION, "Packages asked for", "", [direct[1].count('"') / 2]),
        Figure(
            SECTION,
            "Packages locked in requirements/app.txt",
            "",
            [len(re.findall(r"^\S+==", locked, re.MULTILINE))],
        ),
    ]
    return [*figures, Figure(SECTION, "Wheel", "MB", [_wheel()])] if find_spec("hatchling") else figures


def _wheel() -> float:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return next(Path(folder).glob("*.whl")).stat().st_size / 1e6
