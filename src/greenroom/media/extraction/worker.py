"""The process in which documents are opened: requests on standard input, answers on standard output.

A request is one line of JSON (`size` in bytes and the limits) followed by that many bytes. An answer is one
line of JSON: an `Extracted`, or an error with its code and message.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from greenroom.media.extraction.contract import Limits, Unreadable
from greenroom.media.extraction.read import read


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
    try:
        return {"document": read(data, limits).as_json()}
    except Unreadable as error:
        return {"error": {"code": error.code, "message": error.message}}
    except (MemoryError, RecursionError):
        return {"error": {"code": "too_complex", "message": Unreadable("too_complex").message}}
    except Exception:  # noqa: BLE001  A broken document may raise anything from any parser.
        return {"error": {"code": "damaged", "message": Unreadable("damaged").message}}


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


if __name__ == "__main__":
    main()
