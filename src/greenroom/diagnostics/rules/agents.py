"""Which browser, system and kind of device a visit came from, as the browser says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ua_parser import parse

HINTS = ("Sec-CH-UA", "Sec-CH-UA-Mobile", "Sec-CH-UA-Platform")
"""Request headers that Chromium's family sends by itself."""
BRANDS = {
    "Microsoft Edge": "Edge",
    "Opera": "Opera",
    "Opera GX": "Opera GX",
    "Brave": "Brave",
    "Vivaldi": "Vivaldi",
    "Samsung Internet": "Samsung Internet",
    "Arc": "Arc",
    "DuckDuckGo": "DuckDuckGo",
}
"""Names that tell more than "Chrome", by how the hints spell them."""
PHONES = {"iPhone", "iPod", "Generic Smartphone", "Generic Feature Phone"}
MOBILE = {"iOS", "Android", "Windows Phone", "KaiOS", "BlackBerry OS", "Symbian OS"}
WINDOWS_11 = 13  # the first of Windows 11 among the versions of its platform


@dataclass(frozen=True)
class Agent:
    """browser: name and main version ("Firefox 128"); system likewise; device: "phone", "tablet", "computer", ""."""

    browser: str
    system: str
    device: str


def read(user_agent: str, hints: Mapping[str, str], *, platform: str = "") -> Agent:
    """hints: by the names in HINTS. platform: the version of the system, where the page's script could ask."""
    found = parse(user_agent)
    browser, system = found.user_agent, found.os
    name = _shown(browser.family, browser.major) if browser else ""
    named = _by_brand(hints.get("Sec-CH-UA", ""))
    family = system.family if system else hints.get("Sec-CH-UA-Platform", "").strip('"')
    version = _version(family, system.major if system else "", platform)
    device = found.device.family if found.device else ""
    return Agent(
        browser=(named or name)[:60],
        system=_shown(family, version)[:60],
        device=_device(family, device, user_agent, hints.get("Sec-CH-UA-Mobile", "")),
    )


def _shown(family: str, version: str | None) -> str:
    return f"{family} {version or ''}".strip()


def _by_brand(header: str) -> str:
    """The brand that is not Chromium's own, as in `"Brave";v="146", "Chromium";v="146"`."""
    brands = dict(re.findall(r'"([^"]{1,60})";\s*v="(\d{1,4})', header))
    return next((_shown(name, brands[spelt]) for spelt, name in BRANDS.items() if spelt in brands), "")


def _version(family: str, major: str | None, platform: str) -> str:
    """Windows says 10 for 11 unless it is asked for the version of its platform."""
    first = platform.split(".", maxsplit=1)[0]
    if family == "Windows" and major == "10" and first.isdigit() and int(first) >= WINDOWS_11:
        return "11"
    return major or ""


def _device(family: str, device: str, user_agent: str, mobile: str) -> str:
    if device in PHONES or mobile == "?1":
        return "phone"
    if device.startswith("iPad") or "Tablet" in user_agent:
        return "tablet"
    if family in MOBILE:
        return "phone" if "Mobile" in user_agent else "tablet"
    return "computer" if family else ""
