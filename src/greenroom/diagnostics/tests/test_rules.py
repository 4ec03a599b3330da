"""Browsers are named as they name themselves, and real recordings come through masked."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from greenroom.diagnostics.rules import agents, screen, telemetry

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{WINDOWS} Chrome/146.0.0.0 Safari/537.36"
EDGE = f"{CHROME} Edg/146.0.0.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1"
)
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
PIXEL = f"{ANDROID} Chrome/146.0.0.0 Mobile Safari/537.36"
TABLET = PIXEL.replace("Mobile ", "")
BRAVE = {"Sec-CH-UA": '"Chromium";v="146", "Brave";v="146", "Not A Brand";v="24"', "Sec-CH-UA-Mobile": "?0"}


@pytest.mark.parametrize(
    ("user_agent", "hints", "platform", "told"),
    [
        (CHROME, {}, "", ("Chrome 146", "Windows 10", "computer")),
        (CHROME, BRAVE, "15.0.0", ("Brave 146", "Windows 11", "computer")),
        (EDGE, {}, "10.0", ("Edge 146", "Windows 10", "computer")),
        (IPHONE, {}, "", ("Mobile Safari 17", "iOS 17", "phone")),
        (PIXEL, {}, "", ("Chrome Mobile 146", "Android 10", "phone")),
        (TABLET, {}, "", ("Chrome 146", "Android 10", "tablet")),
        ("", {"Sec-CH-UA-Platform": '"Linux"'}, "", ("", "Linux", "computer")),
        ("\u0000 nobody knows this one " * 20, {"Sec-CH-UA": '"x'}, "x.1", ("", "", "")),
    ],
)
def test_a_browser_is_named_as_it_names_itself(user_agent, hints, platform, told):
    agent = agents.read(user_agent, hints, platform=platform)
    assert (agent.browser, agent.system, agent.device) == told


@pytest.mark.shared
def test_browsers_of_the_market_are_named_as_the_collection_names_them(shared_data):
    lines = (shared_data / "18_user_agents_uap" / "cases.jsonl").read_text().splitlines()
    cases = [case for case in map(json.loads, lines) if case["kind"] == "ua" and case["mainstream"]][::3]
    assert len(cases) > 100
    wrong = [
        case["user_agent_string"]
        for case in cases
        if not agents.read(case["user_agent_string"], {}).browser.startswith(case["family"])
    ]
    assert len(wrong) <= len(cases) // 100, wrong


def _words(part: Any) -> list[str]:
    """What the recorder says was typed, wherever it says so."""
    if isinstance(part, list):
        return [word for each in part for word in _words(each)]
    if not isinstance(part, dict):
        return []
    typed = [part["text"]] if part.get("source") == screen.TYPED else []
    value = part.get("attributes", {}).get("value") if isinstance(part.get("attributes"), dict) else None
    found = [word for word in [*typed, value] if isinstance(word, str)]
    return found + [word for each in part.values() for word in _words(each)]


@pytest.mark.shared
def test_real_recordings_are_taken_and_nothing_that_was_typed_stays(shared_data):
    typed = 0
    for path in sorted((shared_data / "17_rrweb_events" / "events").glob("*.json")):
        body = path.read_bytes()
        part = screen.read(gzip.compress(body))
        kept, before = json.loads(gzip.decompress(part.packed)), json.loads(body)
        assert [(event["type"], event["timestamp"]) for event in kept] == [
            (event["type"], event["timestamp"]) for event in before
        ], path.name
        typed += sum(bool(word.strip("*")) for word in _words(before))
        assert not "".join(_words(kept)).strip("*"), path.name
    assert typed > 10


def test_packing_the_same_part_twice_gives_the_same_bytes():
    body = b'[{"type": 3, "timestamp": 5, "data": {"source": 1}}, {"type": 0, "timestamp": 2, "data": {}}]'
    part = screen.read(body)
    assert (part.began, part.ended, part.events) == (2, 5, 2)
    assert screen.read(part.packed).packed == part.packed


def test_a_message_loses_what_it_may_quote_and_keeps_what_went_wrong():
    assert telemetry.without_values("x is not defined") == "x is not defined"
    assert telemetry.without_values("bad “Grüße” at https://h/?t=1 +49 171 2345678") == "bad … at … …"
    assert telemetry.file_of("https://h/a/b/app.js?token=1#x") == "app.js"
    assert [telemetry.screen_class(width) for width in (320, 768, 1440)] == ["small", "medium", "large"]
