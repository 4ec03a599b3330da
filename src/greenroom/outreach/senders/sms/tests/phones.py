"""A Twilio account in front of the product, for tests: its webhooks come in through the door."""

from __future__ import annotations

from collections.abc import Mapping

from django.test import Client

from greenroom.core.testing.standins.twilio import TwilioStandIn
from greenroom.core.testing.standins.twilio.server import ACCOUNT, OURS, TOKEN

PUBLIC = "https://greenroom.example.org"
PHONE = "+15005550001"


def door() -> TwilioStandIn:
    """An account whose webhooks are posted by a browserless client, as its proxy would hand them on."""
    client = Client()

    def post(url: str, form: Mapping[str, str], signature: str) -> int:
        path = url.removeprefix(PUBLIC)
        return client.post(path, dict(form), headers={"X-Twilio-Signature": signature}).status_code

    return TwilioStandIn(post, public_url=PUBLIC)


def configure(settings, account: TwilioStandIn) -> None:
    """Have the product send by this account."""
    settings.PUBLIC_URL = PUBLIC
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.TWILIO_FROM, settings.TWILIO_MESSAGING_SERVICE = OURS, ""
    settings.TWILIO_BASE_URL = account.base_url
