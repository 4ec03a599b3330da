"""Has a recording copied by a process of its own, whatever its bytes do to that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WALL_SECONDS = 600
_PACKAGE_ROOT = Path(__file__).resolve().parents[3]


class Unplayable(Exception):
    """It could not be copied. reason: one word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Playable:
    """What was made. gaps: [from, to] in milliseconds since its beginning, where sound is missing."""

    duration_ms: int
    media_type: str
    gaps: list[list[int]]


def make_playable(source: Path, target: Path, container: str, *, keeps_video: bool) -> Playable:
    """Copy `source` to `target` with a duration and an index. Raises Unplayable."""
    kept = "video" if keeps_video else "audio"
    try:
        child = subprocess.run(
            [sys.executable, "-m", "greenroom.media.recordings.remux", source, target, container, kept],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "PYTHONPATH": str(_PACKAGE_ROOT), "PYTHONUTF8": "1"},
            timeout=WALL_SECONDS,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise Unplayable("slow") from slow
    if child.returncode != 0:
        raise Unplayable("damaged" if child.returncode == 1 else "limits")
    told = json.loads(child.stdout)
    kind = "video" if told["has_video"] else "audio"
    return Playable(told["duration_ms"], f"{kind}/{container}", told["gaps"])
