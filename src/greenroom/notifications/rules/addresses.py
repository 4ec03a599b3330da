"""Which addresses are webhooks of a channel."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.core.http.outside import Unfetchable, check
from greenroom.notifications.contract import Channel


def checked(typed: str, *, of: Channel) -> str:
    """The address to keep. Raises Refused beside "address"; the message does not repeat the address."""
    try:
        address = check(typed)
    except Unfetchable as problem:
        raise Refused(problem.message, field="address") from problem
    parts = urlsplit(address)
    host = parts.hostname or ""
    known = any(host == end or (end.startswith(".") and host.endswith(end)) for end in of.hosts)
    if parts.scheme != "https" or not known or len(parts.path) < 2:
        raise Refused(
            _("This is no webhook of %(channel)s. Its address begins with https:// and is at %(hosts)s.")
            % {"channel": of.label, "hosts": _(" or ").join(end.lstrip(".") for end in of.hosts)},
            field="address",
        )
    return address
