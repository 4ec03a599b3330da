"""The process in which documents are opened: requests on standard input, answers on standard output.

A request is one line of JSON (`size` in bytes and the limits) followed by that many bytes. An answer is one
line of JSON: an `Extracted`, or an error with its code and message; and whether the process is `spent`.

A process that came near its memory limit is spent: a parser that ran out of memory there calls a sound document
damaged, so what it says then is not believed, and its peak would cast doubt on the next document too.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from greenroom.media.extraction.contract import Limits, Unreadable
from greenroom.media.extraction.read import read

NEAR = 8
"""An eighth of the limit or less left at the peak is near it."""

NEAR_AT_LEAST = 16_000_000
"""Bytes. Less than this left at the peak is near any limit: a parser's library alone may need as much."""


def main() -> None:
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := requests.readline():
        asked = json.loads(line)
        data = requests.read(asked["size"])
        answers.write(json.dumps(_answer(data, Limits(**asked["limits"]))).encode() + b"\n")
        answers.flush()


def request(size: int, limits: Limits) -> bytes:
    return json.dumps({"size": size, "limits": asdict(limits)}).encode() + b"\n"


def _answer(data: bytes, limits: Limits) -> dict[str, Any]:
    _bound(limits)
    answer = _attempt(data, limits)
    _unbound()
    spent = limits.memory_bytes - _peak() < max(NEAR_AT_LEAST, limits.memory_bytes // NEAR)
    if spent and answer.get("error") == _error("damaged"):
        return {"error": _error("too_complex"), "spent": True}
    return answer | {"spent": spent}


def _attempt(data: bytes, limits: Limits) -> dict[str, Any]:
    try:
        return {"document": read(data, limits).as_json()}
    except Unreadable as error:
        return {"error": {"code": error.code, "message": error.message}}
    except (MemoryError, RecursionError):
        return {"error": _error("too_complex")}
    except Exception:  # noqa: BLE001  A broken document may raise anything from any parser.
        return {"error": _error("damaged")}


def _error(code: str) -> dict[str, str]:
    return {"code": code, "message": Unreadable(code).message}


def _peak() -> int:
    """The most address space this process ever had, in bytes; where that is not told, the most memory."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmPeak:"))
    return int(line.split()[1]) * 1024


def _bound(limits: Limits) -> None:
    """Limit memory, files and the processor time of the next document."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + limits.cpu_seconds
    for kind, most in (
        (resource.RLIMIT_CPU, until),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _unbound() -> None:
    """Leave memory enough to tell the answer."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


if __name__ == "__main__":
    main()
