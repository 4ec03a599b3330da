"""Posting to a Slack channel through its incoming webhook (docs.slack.dev, "Sending messages using incoming webhooks").

Slack answers 200 with the word "ok", or an error's name as plain text: 400 for the message, 403, 404 and 410 for the
webhook or its channel, 429 with Retry-After when it is spoken to more than once a second.
"""

from __future__ import annotations

from typing import Any

from greenroom.core.http.outside import Answer
from greenroom.notifications.channels.http import cut, say
from greenroom.notifications.contract import NeedsReconnect, Notice, Rejected

_GONE = {
    "invalid_token": "The webhook is no longer valid.",
    "no_service": "The webhook was removed or switched off in Slack.",
    "no_service_id": "The webhook is not whole: copy it from Slack again.",
    "no_active_hooks": "The webhook was switched off in Slack.",
    "no_team": "The Slack workspace is gone.",
    "team_disabled": "The Slack workspace is switched off.",
    "channel_not_found": "The Slack channel is gone.",
    "channel_is_archived": "The Slack channel is archived.",
    "action_prohibited": "A rule of the Slack workspace forbids posting there.",
    "posting_to_general_channel_denied": "This webhook may not post to the general channel.",
}
_LONGEST_HEADER, _LONGEST_SECTION, _LONGEST_BUTTON = 150, 3000, 75


class Slack:
    slug = "slack"
    label = "Slack"
    hosts: tuple[str, ...] = ("hooks.slack.com", "hooks.slack-gov.com")

    def send(self, address: str, notice: Notice) -> None:
        answer = say(address, _words(notice))
        if answer.status != 200:
            raise _refusal(answer)


def _words(notice: Notice) -> dict[str, Any]:
    """Blocks, and as text what a notification of the phone says."""
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": cut(notice.title, _LONGEST_HEADER)}}
    ]
    facts = "\n".join(f"*{_escaped(label)}:* {_escaped(value)}" for label, value in notice.facts)
    if facts:
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": cut(facts, _LONGEST_SECTION)}})
    if notice.link:
        label = {"type": "plain_text", "text": cut(notice.link_label, _LONGEST_BUTTON)}
        button = {"type": "button", "text": label, "url": notice.link}
        blocks.append({"type": "actions", "elements": [button]})
    return {"text": _escaped(notice.title), "blocks": blocks}


def _escaped(text: str) -> str:
    """Without Slack's control characters, so that nobody's name is a link or calls the whole channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _refusal(answer: Answer) -> NeedsReconnect | Rejected:
    said = answer.content[:100].decode("utf-8", "replace").strip()
    if said in _GONE:
        return NeedsReconnect(_GONE[said])
    if answer.status in {401, 403, 404, 410}:
        return NeedsReconnect("The webhook is no longer there.")
    return Rejected(f"Slack refused the message ({answer.status}).")
