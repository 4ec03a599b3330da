"""Checking how a candidate can be reached."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.core.text import clean


def check_name(name: str) -> str:
    """On one line. Raises Refused when there is none or too much of it."""
    name = " ".join(clean(name).split())
    if not name:
        raise Refused(_("Tell us your name."), field="name")
    if len(name) > 160:
        raise Refused(_("Keep the name under 160 characters."), field="name")
    return name


def check_email(email: str) -> str:
    """In small letters. Raises Refused for what is no address."""
    email = clean(email).strip().lower()
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise Refused(_("This does not look like an e-mail address."), field="email") from wrong
    return email


def check_phone(phone: str, *, country: str = "") -> str:
    """E.164, or "" when none was given. country: two letters, for numbers written without +."""
    phone = phone.strip()
    if not phone:
        return ""
    try:
        number = phonenumbers.parse(phone, country.upper() or None)
    except phonenumbers.NumberParseException as wrong:
        raise Refused(_("Write the number with its country code, such as +44 …"), field="phone") from wrong
    if not phonenumbers.is_possible_number(number):
        raise Refused(_("This number is too short or too long."), field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def known_time_zone(name: str) -> str:
    """The zone a browser says it is in, or UTC where it says nothing that is one."""
    return name if name in _zones() else "UTC"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
