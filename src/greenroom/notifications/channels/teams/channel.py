"""Posting to Teams through a workflow that starts "When a Teams webhook request is received" (Power Automate).

It takes a message with Adaptive Cards, 28 kB at most, answers 202 before anything is posted, and errors as JSON:
{"error": {"code", "message"}}. Addresses end in a signature; those at logic.azure.com are the older ones.
"""

from __future__ import annotations

import json
import re
from typing import Any

from greenroom.core.http.outside import Answer
from greenroom.notifications.channels.http import cut, say
from greenroom.notifications.contract import NeedsReconnect, Notice, Rejected

_LONGEST_TITLE, _LONGEST_FACT = 500, 1000
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~<>-])")


class Teams:
    slug = "teams"
    label = "Microsoft Teams"
    hosts: tuple[str, ...] = (".environment.api.powerplatform.com", ".logic.azure.com")

    def send(self, address: str, notice: Notice) -> None:
        answer = say(address, _words(notice))
        if answer.status not in {200, 202}:
            raise _refusal(answer)


def _words(notice: Notice) -> dict[str, Any]:
    title = _plain(cut(notice.title, _LONGEST_TITLE))
    body: list[dict[str, Any]] = [
        {"type": "TextBlock", "text": title, "weight": "Bolder", "size": "Medium", "wrap": True}
    ]
    if notice.facts:
        facts = [
            {"title": _plain(label), "value": _plain(cut(value, _LONGEST_FACT))}
            for label, value in notice.facts
        ]
        body.append({"type": "FactSet", "facts": facts})
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    if notice.link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": notice.link_label, "url": notice.link}]
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    return {"type": "message", "attachments": [attachment]}


def _plain(text: str) -> str:
    """Cards read Markdown; what people have written is not meant as any."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _refusal(answer: Answer) -> NeedsReconnect | Rejected:
    if answer.status in {401, 403}:
        return NeedsReconnect("The workflow does not accept this address any more: copy it from Teams again.")
    if answer.status in {404, 410}:
        return NeedsReconnect("The workflow was removed.")
    if "TriggerIsNotEnabled" in _code(answer):
        return NeedsReconnect("The workflow is switched off in Teams.")
    return Rejected(f"Teams refused the message ({answer.status}).")


def _code(answer: Answer) -> str:
    try:
        return str(json.loads(answer.content)["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return ""
