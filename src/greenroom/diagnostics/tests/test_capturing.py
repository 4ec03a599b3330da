"""What a candidate's browser leaves: only where it may, once, in order, and never a word."""

from __future__ import annotations

import json
from typing import Any

import pytest

from greenroom.candidates.tests.walking import Walk
from greenroom.core import clock, scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.diagnostics.models import ClientEvent, PageView, Visit

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/146.0.0.0 Safari/537.36"
)
KEY = "0123456789abcdef0123456789abcdef"


def now_ms() -> int:
    return int(clock.now().timestamp() * 1000)


def noticed(number: int, what: dict[str, Any], at: int | None = None) -> dict[str, Any]:
    return {"number": number, "at": now_ms() if at is None else at, "what": what}


def send(walk: Walk, *events: dict[str, Any], sent: int | None = None) -> Any:
    body = json.dumps({"page": KEY, "events": events})
    address = f"capture/events/?sent={now_ms() if sent is None else sent}"
    return walk.client.post(walk.at(address), body, content_type="application/json")


def film(walk: Walk, body: bytes, number: int = 0, kind: str = "application/gzip") -> Any:
    address = f"capture/screen/?page={KEY}&number={number}&sent={now_ms()}"
    return walk.client.post(walk.at(address), body, content_type=kind)


def snapshot(at: int | None = None) -> list[dict[str, Any]]:
    return [
        {
            "type": 4,
            "timestamp": now_ms() if at is None else at,
            "data": {"href": "x", "width": 9, "height": 9},
        }
    ]


@pytest.fixture(autouse=True)
def _looking(interviewer):
    with scope.everything("a test looks"):
        yield


def test_a_visit_is_its_browser_its_pages_and_what_they_noticed(captured):
    captured.client.defaults["HTTP_USER_AGENT"] = CHROME
    captured.get("resume/")
    shown = captured.get("resume/").content.decode()
    assert "/capture/events/" in shown
    assert 'data-screen="/apply/' in shown
    about = {"kind": "about", "width": 390, "touch": True, "language": "de-AT", "time_zone": "Europe/Vienna"}
    paste = {"kind": "paste", "length": 312}
    assert send(captured, noticed(0, {**about, "platform": "15.0.0"}), noticed(1, paste)).status_code == 200
    run_due_jobs()
    visit = Visit.objects.get()
    assert (visit.screen, visit.touch, visit.language, visit.time_zone) == (
        "small",
        True,
        "de-AT",
        "Europe/Vienna",
    )
    assert [page.page for page in PageView.objects.order_by("at")] == [
        "candidate-journey",
        "candidate-resume",
        "candidate-resume",
    ]
    assert [(event.kind, event.data) for event in ClientEvent.objects.all()] == [("paste", {"length": 312})]
