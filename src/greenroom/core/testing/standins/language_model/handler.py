"""One connection to the stand-in: the protocol's addresses, and those that control it."""

from __future__ import annotations

import hashlib
import json
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, cast

from pydantic import TypeAdapter, ValidationError

from greenroom.core.testing.standins.language_model import replies
from greenroom.core.testing.standins.language_model.answering import answer_to
from greenroom.core.testing.standins.language_model.faults import Fault
from greenroom.core.testing.standins.language_model.instances import Unfillable
from greenroom.core.testing.standins.language_model.protocol import ChatRequest, first_fault
from greenroom.core.testing.standins.language_model.replies import Reply

if TYPE_CHECKING:
    from greenroom.core.testing.standins.language_model.server import LanguageModelStandIn, _Server

CONTROL = "/control"
_FAULTS = TypeAdapter(list[Fault | None])
_REFUSALS: dict[str, tuple[int, dict[str, Any]]] = {
    "rate_limit": (429, replies.error("Rate limit reached.", kind="requests", code="rate_limit_exceeded")),
    "out_of_quota": (
        429,
        replies.error("You exceeded your quota.", kind="insufficient_quota", code="insufficient_quota"),
    ),
    "unauthorized": (
        401,
        replies.error("Incorrect API key provided.", kind="invalid_request_error", code="invalid_api_key"),
    ),
    "forbidden": (403, replies.error("Your key may not use this.", kind="permission_error")),
    "unknown_model": (
        404,
        replies.error("The model does not exist.", kind="invalid_request_error", code="model_not_found"),
    ),
    "bad_request": (400, replies.error("Unsupported response_format.", kind="invalid_request_error")),
}


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with connections kept open, as the real ones do."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def standin(self) -> LanguageModelStandIn:
        return cast("_Server", self.server).standin

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Requests are recorded, not logged."""

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            if self._may_enter(None):
                listed = [
                    {"id": name, "object": "model", "owned_by": "stand-in"} for name in self.standin.models
                ]
                self._json(200, {"object": "list", "data": listed})
        elif self.path == f"{CONTROL}/requests":
            self._json(200, [request.row for request in self.standin.requests])
        else:
            self._no_such_address()

    def do_DELETE(self) -> None:
        if self.path != CONTROL:
            self._no_such_address()
            return
        self.standin.reset()
        self._json(200, {"reset": True})

    def do_POST(self) -> None:
        body = self._read()
        if self.path == "/v1/chat/completions":
            self._chat(body)
        elif self.path in {f"{CONTROL}/faults", f"{CONTROL}/always"}:
            self._control(body)
        else:
            self._no_such_address()

    def _control(self, body: Any) -> None:
        """POST a list of faults (null lets one through) to /faults, or one fault or null to /always."""
        try:
            faults = _FAULTS.validate_python(body if self.path.endswith("faults") else [body])
        except ValidationError as error:
            self._json(400, {"error": first_fault(error)[0]})
            return
        if self.path.endswith("faults"):
            self.standin.script.then(faults)
        else:
            self.standin.script.always(faults[0])
        self._json(200, {"faults": len(faults)})

    def _chat(self, body: Any) -> None:
        fault = self.standin.script.draw()
        self._note(body, fault.kind if fault else "")
        self.standin.begin()
        try:
            request = self._checked(body)
            if request is not None and not (fault and self._refused(fault)):
                self._answer(request, fault)
        finally:
            self.standin.finish()

    def _checked(self, body: Any) -> ChatRequest | None:
        """The request, or None when it has been refused."""
        if not self._may_enter(body):
            return None
        try:
            request = ChatRequest.model_validate(body)
        except ValidationError as error:
            message, param = first_fault(error)
            self._json(400, replies.error(message, kind="invalid_request_error", param=param))
            return None
        if request.stream and self.standin.streams == "refused":
            text = "Streaming is not supported."
            self._json(400, replies.error(text, kind="invalid_request_error", param="stream"))
            return None
        if self.standin.turns == "alternating" and not request.alternates:
            text = "Conversation roles must alternate user/assistant/user/assistant/..."
            self._json(400, replies.error(text, kind="invalid_request_error", param="messages"))
            return None
        if request.model not in self.standin.models:
            self._json(*_REFUSALS["unknown_model"])
            return None
        return request

    def _may_enter(self, body: Any) -> bool:
        if self.standin.api_key and self.headers.get("Authorization") != f"Bearer {self.standin.api_key}":
            self._json(*_REFUSALS["unauthorized"])
            return False
        if body is None and self.command == "POST":
            text = "We could not parse the JSON body of your request."
            self._json(400, replies.error(text, kind="invalid_request_error"))
            return False
        return True

    def _refused(self, fault: Fault) -> bool:
        """Whether the fault is one that answers without an answer, or none at all."""
        extra = {} if fault.retry_after is None else {"Retry-After": f"{fault.retry_after:g}"}
        if fault.kind in _REFUSALS:
            self._json(*_REFUSALS[fault.kind], headers=extra)
        elif fault.kind == "server_error":
            self._json(
                fault.status, replies.error("The server had an error.", kind="server_error"), headers=extra
            )
        elif fault.kind == "redirect":
            self._json(302, {}, headers={"Location": fault.location})
        elif fault.kind == "web_page":
            self._send(200, b"<!doctype html><title>Welcome</title>", "text/html; charset=utf-8")
        elif fault.kind == "garbled":
            self._send(200, b"\x00garbled", "application/json", {"Content-Encoding": "gzip"})
        elif fault.kind == "hang":
            self._hang()
        else:
            return False
        return True

    def _answer(self, request: ChatRequest, fault: Fault | None) -> None:
        kind = fault.kind if fault else ""
        if fault and kind == "slow_first_byte":
            self.standin.stopping.wait(fault.seconds)
        try:
            reply = answer_to(request, kind, self._digest(request))
        except Unfillable as error:
            self._json(400, replies.error(f"invalid schema: {error}", kind="invalid_request_error"))
            return
        if request.stream and self.standin.streams != "ignored":
            self._stream(request, reply, kind)
        else:
            self._whole(reply, kind)

    def _digest(self, request: ChatRequest) -> str:
        return hashlib.sha256(request.model_dump_json().encode()).hexdigest()[:24]

    def _whole(self, reply: Reply, kind: str) -> None:
        data = json.dumps(replies.whole(reply), ensure_ascii=False).encode()
        if kind not in {"cut", "hang_mid_answer"}:
            self._send(200, data, "application/json")
            return
        self._head(200, {"Content-Type": "application/json", "Content-Length": str(len(data))})
        self._write(data[: len(data) // 2])
        self._break_off(kind)

    def _stream(self, request: ChatRequest, reply: Reply, kind: str) -> None:
        self._head(200, {"Content-Type": "text/event-stream; charset=utf-8", "Transfer-Encoding": "chunked"})
        with_usage = bool(request.stream_options and request.stream_options.include_usage)
        pieces = [event.encode() for event in replies.events(reply, with_usage=with_usage)]
        broken = kind in {"cut", "hang_mid_answer", "error_mid_answer"}
        for piece in pieces[: len(pieces) // 2] if broken else pieces:
            self._chunk(piece)
        if kind == "error_mid_answer":
            body = replies.error("The server had an error.", kind="server_error", code="server_error")
            self._chunk(replies.error_event(body).encode())
        if kind in {"cut", "hang_mid_answer"}:
            piece = pieces[len(pieces) // 2]
            self._write(b"%x\r\n" % len(piece) + piece[: len(piece) // 2])
            self._break_off(kind)
            return
        self._write(b"0\r\n\r\n")

    def _break_off(self, kind: str) -> None:
        if kind == "hang_mid_answer":
            self._hang()
        self.close_connection = True

    def _hang(self) -> None:
        self.standin.stopping.wait()
        self.close_connection = True

    def _note(self, body: Any, fault: str) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.standin.record(self.command, self.path, headers, body, fault)

    def _read(self) -> Any:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            return json.loads(data)
        except ValueError:
            return None

    def _no_such_address(self) -> None:
        self._note(None, "no such address")
        self._json(404, replies.error(f"Unknown request URL: {self.path}", kind="invalid_request_error"))

    def _json(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(body, ensure_ascii=False).encode(), "application/json", headers)

    def _send(self, status: int, data: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self._head(status, {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})})
        self._write(data)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _chunk(self, data: bytes) -> None:
        self._write(b"%x\r\n%s\r\n" % (len(data), data))

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()
