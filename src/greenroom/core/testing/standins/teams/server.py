"""A server that takes the webhooks of workflows as Power Automate does, checks the card, and fails on request.

Faults: "busy" (429 and Retry-After), "away" (502), "token" (401), "off" (400, it is switched off), "gone" (404).
"""

from __future__ import annotations

import json
import ssl
from typing import Any

from greenroom.core.testing.standins.site import SiteStandIn, Visit

LARGEST = 28 * 1024  # bytes
SIGNATURE = "0123456789abcdefSECRETxy"
PATH = "/powerautomate/automations/direct/workflows/0123456789abcdef/triggers/manual/paths/invoke"
FAULTS: dict[str, tuple[int, str]] = {
    "busy": (429, "WorkflowRunRequestsThrottled"),
    "away": (502, "BadGateway"),
    "token": (401, "DirectApiAuthorizationRequired"),
    "off": (400, "WorkflowTriggerIsNotEnabled"),
    "gone": (404, "WorkflowNotFound"),
}


class TeamsStandIn(SiteStandIn):
    """taken: the cards that reached the channel."""

    name = "default0123.00.environment.api.powerplatform.com"
    address = f"https://{name}:443{PATH}?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={SIGNATURE}"

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(tls=tls)
        self.taken: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.wait = "30"  # what Retry-After says
        self.otherwise = self._answer

    def _answer(self, visit: Visit) -> None:
        path, _, query = visit.asked.path.partition("?")
        if self.faults:
            self._refuse(visit, *FAULTS[self.faults.pop(0)])
        elif path != PATH:
            self._refuse(visit, *FAULTS["gone"])
        elif f"sig={SIGNATURE}" not in query.split("&"):
            self._refuse(visit, *FAULTS["token"])
        elif visit.asked.headers.get("content-type") != "application/json" or not _is_card(
            visit.asked.content
        ):
            self._refuse(visit, 400, "TriggerInputSchemaMismatch")
        else:
            self.taken.append(json.loads(visit.asked.content)["attachments"][0]["content"])
            visit.answer(202)

    def _refuse(self, visit: Visit, status: int, code: str) -> None:
        said = {"error": {"code": code, "message": "What is wrong stands in the code."}}
        waits = {"retry_after": self.wait} if status == 429 else {}
        visit.answer(status, json.dumps(said).encode(), content_type="application/json", **waits)


def _is_card(content: bytes) -> bool:
    """A message with one Adaptive Card of text and facts, and actions that open https addresses."""
    try:
        message = json.loads(content)
        (attachment,) = message["attachments"]
        card = attachment["content"]
        return (
            len(content) <= LARGEST
            and message["type"] == "message"
            and attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
            and (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
            and all(map(_element, card["body"]))
            and all(
                action["type"] == "Action.OpenUrl" and action["url"] for action in card.get("actions", [])
            )
        )
    except (ValueError, KeyError, TypeError):
        return False


def _element(element: dict[str, Any]) -> bool:
    if element["type"] == "TextBlock":
        return bool(element["text"])
    return element["type"] == "FactSet" and all(fact["title"] and fact["value"] for fact in element["facts"])
