"""How Twilio signs what it sends us (twilio.com/docs/usage/webhooks/webhooks-security)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable


def sign(url: str, fields: Iterable[tuple[str, str]], *, token: str) -> str:
    """HMAC-SHA1, as base64, of the address as it was called and of the form's fields, sorted, name after name."""
    told = url + "".join(name + value for name, value in sorted(set(fields)))
    made = hmac.new(token.encode(), told.encode(), hashlib.sha1)
    return base64.b64encode(made.digest()).decode("ascii")


def is_signed(signature: str, url: str, fields: Iterable[tuple[str, str]], *, token: str) -> bool:
    """Compared in constant time. Without a token nobody can have signed."""
    return bool(token) and hmac.compare_digest(
        sign(url, fields, token=token).encode(), signature.encode("utf-8", "replace")
    )
