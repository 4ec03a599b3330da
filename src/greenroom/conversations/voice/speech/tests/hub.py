"""A hub of models at 127.0.0.1: it lists a repository, sends files by range from elsewhere, and can fail."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = bytes(range(256)) * 400
FILES = {
    "model.bin": MODEL,
    "config.json": b"{}",
    "tokenizer.json": b"{} ",
    "vocabulary.txt": b"a\nb\n",
    "README.md": b"not wanted",
}


@dataclass
class Hub:
    """cut_at: bytes of a file after which the line breaks, once. ranges: what was asked of model.bin."""

    address: str = ""
    cut_at: int = 0
    ranged: bool = True
    wrong: bool = False
    status: int = 200
    ranges: list[str] = field(default_factory=list)

    def listing(self) -> dict[str, Any]:
        siblings: list[dict[str, Any]] = []
        for name, content in FILES.items():
            told: dict[str, Any] = {"rfilename": name, "size": len(content)}
            if name == "model.bin":
                told["lfs"] = {"sha256": hashlib.sha256(content).hexdigest()}
            else:
                told["blobId"] = hashlib.sha1(b"blob %d\0%s" % (len(content), content)).hexdigest()  # noqa: S324
            siblings.append(told)
        return {"siblings": [*siblings, {"rfilename": "../model.bin", "size": 1}]}


class Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_GET(self) -> None:
        if self.path.startswith("/api/models/Systran/faster-whisper-base/revision/main"):
            return self.send(self.hub.status, json.dumps(self.hub.listing()).encode())
        if self.path.startswith("/api/"):
            return self.send(404, b"{}")
        name = self.path.rsplit("/", 1)[-1]
        if "/resolve/main/" in self.path:
            self.send_response(302)
            self.send_header("Location", f"/elsewhere/{name}")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        return self.file(name)

    def file(self, name: str) -> None:
        content, begin = FILES[name], 0
        if self.hub.wrong:
            content = content[::-1]
        asked = self.headers["Range"] or ""
        if name == "model.bin":
            self.hub.ranges.append(asked)
        if asked and self.hub.ranged:
            begin = int(asked.removeprefix("bytes=").rstrip("-"))
        cut = 0
        if name == "model.bin":
            cut, self.hub.cut_at = self.hub.cut_at, 0
        self.send(206 if asked and self.hub.ranged else 200, content[begin:], cut)

    def send(self, status: int, content: bytes, cut: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:cut] if cut else content)

    def log_message(self, *_given: Any) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Hub]:
    hub = Hub()

    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"hub": hub}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    hub.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
