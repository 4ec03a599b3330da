"""The words that come with the product, one file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from greenroom.outreach.rules.kinds import LANGUAGES, SMS
from greenroom.outreach.rules.wording import Text

WORDING = Path(__file__).resolve().parent.parent / "wording"


@cache
def _said(language: str) -> Mapping[str, Mapping[str, str]]:
    with (WORDING / f"{language}.toml").open("rb") as file:
        return MappingProxyType(tomllib.load(file))


def spoken(language: str) -> str:
    """The language itself where we speak it, else English."""
    return language if language in LANGUAGES else "en"


def text(kind: str, channel: str, language: str) -> Text:
    """Our words for a kind of message. KeyError where there are none on this channel."""
    said = _said(spoken(language))[kind]
    return Text("", said["sms"]) if channel == SMS else Text(said["subject"], said["body"].strip())


def around(language: str) -> Mapping[str, str]:
    """What stands around a mail: "unsubscribe", "stop", "sent_by", and on its button "open" or "choose"."""
    return _said(spoken(language))["mail"]
