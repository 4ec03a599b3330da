"""A server that takes incoming webhooks as Slack does, checks what it is told, and fails on request.

Faults: "busy" (429 and Retry-After), "away" (500), "archived" (410), "forbidden" (403), "token" (403), "off" (404).
"""

from __future__ import annotations

import json
import ssl
from typing import Any

from greenroom.core.testing.standins.site import SiteStandIn, Visit

PATH = "/services/T00000000/B00000000/0123456789abcdefSECRETxy"
FAULTS: dict[str, tuple[int, str]] = {
    "busy": (429, "rate_limited"),
    "away": (500, "rollup_error"),
    "archived": (410, "channel_is_archived"),
    "forbidden": (403, "action_prohibited"),
    "token": (403, "invalid_token"),
    "off": (404, "no_service"),
}
_ELEMENTS = {"button"}


class SlackStandIn(SiteStandIn):
    """taken: the messages that reached the channel."""

    name = "hooks.slack.com"
    address = f"https://{name}{PATH}"

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(tls=tls)
        self.taken: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.wait = "30"  # what Retry-After says
        self.otherwise = self._answer

    def _answer(self, visit: Visit) -> None:
        if self.faults:
            status, word = FAULTS[self.faults.pop(0)]
            waits = {"retry_after": self.wait} if status == 429 else {}
            visit.answer(status, word.encode(), content_type="text/html", **waits)
            return
        if visit.asked.path != PATH:
            visit.answer(404, b"no_service", content_type="text/html")
            return
        problem = _wrong(visit.asked.content)
        if problem:
            visit.answer(400, problem.encode(), content_type="text/html")
            return
        self.taken.append(json.loads(visit.asked.content))
        visit.answer(200, b"ok", content_type="text/html")


def _wrong(content: bytes) -> str:
    """The name of Slack's error for this message, "" for none."""
    try:
        message = json.loads(content)
    except ValueError:
        return "invalid_payload"
    if not isinstance(message, dict):
        return "invalid_payload"
    if not message.get("text") and not message.get("blocks"):
        return "no_text"
    return "" if all(map(_block, message.get("blocks", []))) else "invalid_blocks"


def _block(block: dict[str, Any]) -> bool:
    kind = block.get("type")
    if kind == "header":
        return _text(block["text"], {"plain_text"}, 150)
    if kind == "section":
        return _text(block["text"], {"plain_text", "mrkdwn"}, 3000)
    if kind == "actions":
        return 0 < len(block["elements"]) <= 25 and all(map(_element, block["elements"]))
    return False


def _element(element: dict[str, Any]) -> bool:
    url = element.get("url", "")
    return (
        element.get("type") in _ELEMENTS and _text(element["text"], {"plain_text"}, 75) and len(url) <= 3000
    )


def _text(text: dict[str, Any], kinds: set[str], longest: int) -> bool:
    return text.get("type") in kinds and 0 < len(text.get("text", "")) <= longest
