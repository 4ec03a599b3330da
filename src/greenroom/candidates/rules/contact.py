"""Checking how a candidate can be reached."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from zoneinfo import available_timezones

import phonenumbers
from babel import Locale
from babel.core import get_global
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.core.text import clean

_ABROAD = re.compile(r"^\s*00(?=[\s\d(])")
_REGION = re.compile(r"[-_]([A-Za-z]{2})(?![A-Za-z])")


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
    """E.164, or "" when none was given. country: two letters, for numbers written as they are dialled there."""
    phone = clean(phone).strip()
    if not phone:
        return ""
    try:
        number = phonenumbers.parse(_ABROAD.sub("+", phone), country.upper() or None)
    except phonenumbers.NumberParseException as wrong:
        raise Refused(_("Write the number with its country code, such as +44 …"), field="phone") from wrong
    if not phonenumbers.is_possible_number(number):
        raise Refused(_("This number is too short or too long."), field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(phone: str) -> str:
    """An E.164 number with gaps where its country has them: "+44 7700 900123"."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def country_of(*, time_zone: str = "", languages: Sequence[str] = ()) -> str:
    """The country somebody is likely to dial from, in two letters: of their clock, else of their browser's languages.

    "" where neither says one that has telephone numbers. languages: as browsers name them, "en-GB".
    """
    named = [found[1].upper() for found in map(_REGION.search, languages) if found]
    guesses = [_countries_of_zones().get(time_zone, ""), *named]
    return next((guess for guess in guesses if guess in phonenumbers.SUPPORTED_REGIONS), "")


def prefix_of(country: str) -> str:
    """What a number of this country begins with abroad: "+44"; "" of none."""
    code = phonenumbers.country_code_for_region(country) if country else 0
    return f"+{code}" if code else ""


def name_of(country: str, language: str) -> str:
    """A country in the words of a language; its two letters where there are none."""
    return str(Locale.parse(language, sep="-").territories.get(country, country))


def known_time_zone(name: str) -> str:
    """The zone a browser says it is in, or UTC where it says nothing that is one."""
    return name if name in _zones() else "UTC"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _countries_of_zones() -> Mapping[str, str]:
    """By every name of a zone, former ones included."""
    countries: dict[str, str] = dict(get_global("zone_territories"))
    aliases: Mapping[str, str] = get_global("zone_aliases")
    same = {former: countries[name] for former, name in aliases.items() if name in countries}
    return {**same, **countries}
