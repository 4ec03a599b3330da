"""What mail carries besides its words."""

from __future__ import annotations

from typing import Protocol


class HasUnsubscribe(Protocol):
    unsubscribe_url: str


def headers_of(message: HasUnsubscribe) -> dict[str, str]:
    """One-click unsubscription (RFC 2369, RFC 8058), where the message offers it."""
    if not message.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{message.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
