"""Ways to arrive: with a password, with an authenticator app."""

from __future__ import annotations

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from greenroom.accounts.models import Member, User

PASSWORD = "correct horse battery"


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def arrive(member: Member, browser: str = "") -> Client:
    """A new browser in which the member has signed in with their password."""
    client = Client(headers={"User-Agent": browser})
    client.post("/sign-in/", {"login": member.user.email, "password": PASSWORD})
    assert is_signed_in(client)
    return client


def with_app(user: User) -> str:
    """Give the user an authenticator app; returns its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
