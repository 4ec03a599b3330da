"""What a candidate's browser leaves: only where it may, once, in order, and never a word."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from greenroom.candidates.tests.walking import Walk
from greenroom.compliance.actions import consents
from greenroom.core import clock, scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.diagnostics.models import CapturePolicy, ClientEvent, PageView, ScreenPart, Visit
from greenroom.diagnostics.public.capture import VISITS
from greenroom.diagnostics.queries import visits
from greenroom.diagnostics.rules import telemetry
from greenroom.media.actions.files import open_stored

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{WINDOWS} Chrome/146.0.0.0 Safari/537.36"
PAGE = "0123456789abcdef0123456789abcdef"
PASTE = {"kind": "paste", "length": 312}


def now_ms() -> int:
    return int(clock.now().timestamp() * 1000)


def noticed(number: int, what: dict[str, Any], at: int | None = None) -> dict[str, Any]:
    return {"number": number, "at": now_ms() if at is None else at, "what": what}


def send(walk: Walk, *events: dict[str, Any], sent: int | None = None) -> Any:
    body = json.dumps({"page": PAGE, "events": events})
    address = f"capture/events/?sent={now_ms() if sent is None else sent}"
    return walk.client.post(walk.at(address), body, content_type="application/json")


def film(walk: Walk, body: bytes, number: int = 0, kind: str = "application/gzip") -> Any:
    address = f"capture/screen/?page={PAGE}&number={number}&sent={now_ms()}"
    return walk.client.post(walk.at(address), body, content_type=kind)


def event(**data: Any) -> dict[str, Any]:
    return {"type": 3, "timestamp": now_ms(), "data": data}


def packed(*events: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(events).encode())


@pytest.fixture(autouse=True)
def _looking(interviewer) -> Iterator[None]:
    with scope.everything("a test looks"):
        yield


def test_a_visit_is_its_browser_its_pages_and_what_they_noticed(policy, walk, django_assert_max_num_queries):
    walk.client.defaults["HTTP_USER_AGENT"] = CHROME
    walk.enter().get("steps/")
    shown = walk.get("resume/").content.decode()
    assert f'<meta name="capture" content="{walk.at("capture/events/")}"' in shown
    assert f'data-screen="{walk.at("capture/screen/")}"' in shown
    assert 'data-screen=""' in walk.get("steps/").content.decode()  # the map is no step
    about = {"kind": "about", "width": 390, "touch": True, "language": "de-AT", "time_zone": "Europe/Vienna"}
    loaded = {"kind": "loaded", "first_byte": 80, "usable": 240}
    events = (noticed(0, {**about, "platform": "15.0.0"}), noticed(1, PASTE), noticed(2, loaded))
    with django_assert_max_num_queries(24):
        assert send(walk, *events).status_code == 200
    run_due_jobs()
    visit = Visit.objects.get()
    assert (visit.browser, visit.system, visit.device) == ("Chrome 146", "Windows 11", "computer")
    assert (visit.screen, visit.touch, visit.language, visit.time_zone) == (
        "small",
        True,
        "de-AT",
        "Europe/Vienna",
    )
    stage = walk.stages["resume"].id
    assert list(PageView.objects.order_by("at").values_list("page", "stage_id")) == [
        ("candidate-journey", None),
        ("candidate-resume", stage),
        ("candidate-journey", None),
    ]
    kept = [(row.kind, row.data) for row in ClientEvent.objects.order_by("number")]
    assert kept == [("paste", {"length": 312}), ("loaded", {"first_byte": 80, "usable": 240})]


def test_without_the_policy_or_without_an_agreement_that_names_it_nothing_is_loaded_or_kept(walk, another):
    def finds_nothing(visitor: Walk) -> None:
        assert "capture" not in visitor.get("resume/").content.decode()
        assert send(visitor, noticed(0, PASTE)).status_code == 403
        assert film(visitor, packed(event(source=2))).status_code == 403
        assert VISITS not in visitor.client.session
        assert not Visit.objects.exists()

    finds_nothing(walk.enter())
    policy = CapturePolicy.objects.create(workspace_id=walk.interviewer.workspace_id, records_visits=True)
    finds_nothing(walk)  # they agreed before anybody spoke of it
    later = another().enter(email="late@example.org")
    assert 'data-screen=""' in later.get("resume/").content.decode()  # of the screen nobody spoke
    assert film(later, packed(event(source=2))).status_code == 403
    assert send(later, noticed(0, PASTE)).status_code == 200
    consents.withdraw(subject_id=later.application("late@example.org").id)
    assert send(later, noticed(1, PASTE)).status_code == 403
    assert "capture" not in later.get("resume/").content.decode()
    policy.delete()
    assert send(later, noticed(2, PASTE)).status_code == 403
    assert (ClientEvent.objects.count(), ScreenPart.objects.count()) == (1, 0)


def test_the_notice_that_is_agreed_to_names_the_capture(policy, walk):
    assert "the pages you see are recorded too" in walk.get().content.decode()
    walk.enter()
    assert consents.agreed_to_capture(walk.application().id)


def test_a_page_costs_one_statement_where_nothing_is_captured_and_two_where_something_is(walk):
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            walk.get("steps/")
        return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)

    walk.enter()
    off = statements()
    CapturePolicy.objects.create(workspace_id=walk.interviewer.workspace_id, records_visits=True)
    consents.give(workspace=walk.interviewer.workspace, subject_id=walk.application().id, language="en")
    walk.get("steps/")  # begins the visit
    assert [statements() for _ in range(3)] == [off + 1] * 3


def test_a_page_is_shown_all_the_same_when_its_view_cannot_be_kept(captured, monkeypatch):
    def is_full(*_given: Any, **_more: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(PageView.objects, "create", is_full)
    before = PageView.objects.count()
    assert captured.get("resume/").status_code == 200
    assert PageView.objects.count() == before


def test_what_arrives_twice_or_out_of_order_is_kept_once_and_in_order(captured):
    began = now_ms()
    first = [
        noticed(0, PASTE, at=began),
        noticed(1, {"kind": "visibility", "state": "hidden"}, at=began + 40),
    ]
    second = [noticed(2, {"kind": "visibility", "state": "visible"}, at=began + 90)]
    for batch in (second, first, second, first):
        assert send(captured, *batch, sent=began + 100).status_code == 200
    (told,) = visits.of_application(captured.application())
    assert [row.number for row in told.events] == [0, 1, 2]
    part = packed(event(source=1))
    assert {film(captured, part).status_code, film(captured, part).status_code} == {200}
    assert ScreenPart.objects.count() == 1


def test_a_clock_that_is_wrong_is_put_right_and_cannot_leave_the_visit(captured):
    ahead = now_ms() + 3 * 3600 * 1000
    send(captured, noticed(0, PASTE, at=ahead - 2000), sent=ahead)
    send(captured, noticed(1, PASTE, at=0), noticed(2, PASTE, at=8_640_000_000_000), sent=now_ms())
    visit, now = Visit.objects.get(), clock.now()
    for row in ClientEvent.objects.all():
        assert visit.created_at <= row.at <= now


def test_a_visit_ends_after_half_an_hour_of_silence_and_a_sign_of_life_keeps_it(captured, time_machine_at):
    begun = clock.now()
    for minutes in (25, 50):
        with time_machine_at(begun + timedelta(minutes=minutes)):
            same = send(captured, noticed(minutes, PASTE)).json()["visit"]
    with time_machine_at(begun + timedelta(minutes=81)):
        captured.get("resume/")
        other = send(captured, noticed(99, PASTE)).json()["visit"]
    assert same != other
    assert [row.events.count() for row in Visit.objects.order_by("created_at")] == [2, 1]


def test_two_browsers_are_two_visits_and_another_ones_visit_is_not_reached(captured, another):
    other = another().enter(email="other@example.org")
    other.get("steps/")
    session = other.client.session
    session[VISITS] = {
        str(other.application("other@example.org").id): str(Visit.objects.earliest("created_at").id)
    }
    session.save()
    send(other, noticed(0, PASTE))
    assert not Visit.objects.earliest("created_at").events.exists()
    stranger = another()
    assert send(stranger, noticed(0, PASTE)).status_code == 302
    assert ClientEvent.objects.count() == 1


def test_scripts_complaints_are_kept_without_what_they_may_quote(captured):
    message = "cannot read \"my salary is 48000\" of casey@example.org at 0171 2345678 'x' `y`"
    error = {
        "kind": "error",
        "message": message,
        "file": "https://h/static/build/app-1.js?t=secret",
        "line": 3,
    }
    rejected = {"kind": "rejection", "message": "nul \x00 and \ud7ff"}
    assert send(captured, noticed(0, error), noticed(1, rejected)).status_code == 200
    data = ClientEvent.objects.get(kind="error").data
    assert data == {"message": "cannot read … of … at … … …", "file": "app-1.js", "line": 3}


HOSTILE = [
    b" ",
    b"{",
    b"[]",
    b"null",
    b'{"page": "x", "events": []}',
    b"[" * 60_000,
    json.dumps({"page": PAGE, "events": [noticed(0, {"kind": "typed", "text": "x"})]}).encode(),
    json.dumps({"page": PAGE, "events": [noticed(0, {**PASTE, "text": "what was pasted"})]}).encode(),
    json.dumps({"page": PAGE, "events": [noticed(-1, PASTE)]}).encode(),
    json.dumps({"page": PAGE, "events": [noticed(0, {"kind": "paste", "length": 1e400})]}).encode(),
    b'{"page": "' + PAGE.encode() + b'", "events": [{"number": 0, "at": 1, "what": {"kind": "\xff"}}]}',
    b'{"page": "' + PAGE.encode() + b'", "events": [{"number": 0, "at": 1e999, "what": {"kind": "copy"}}]}',
]


def test_whatever_is_sent_instead_of_a_batch_is_refused_and_nothing_is_kept(captured):
    for body in HOSTILE:
        address = captured.at(f"capture/events/?sent={now_ms()}")
        answer = captured.client.post(address, body, content_type="application/json")
        assert answer.status_code == 422, body[:60]
    for address in ("capture/events/", "capture/events/?sent=x", "capture/events/?sent=1&sent=2&other=3"):
        body = json.dumps({"page": PAGE, "events": [noticed(0, PASTE)]})
        answer = captured.client.post(captured.at(address), body, content_type="application/json")
        assert answer.status_code == 422
    address = captured.at(f"capture/events/?sent={now_ms()}")
    assert captured.client.post(address, {"page": PAGE}).status_code == 415  # a form
    large = b" " * (telemetry.MOST_BYTES + 1)
    assert captured.client.post(address, large, content_type="application/json").status_code == 413
    assert captured.client.get(address).status_code == 405
    assert not ClientEvent.objects.exists()


BOMB = gzip.compress(b"[" + b" " * 60_000_000 + b"]")
FILMS = [
    b"\x1f\x8b",
    gzip.compress(b"[]")[:-6],
    gzip.compress(b"[1]"),
    gzip.compress(b'[{"type": 3}]'),
    gzip.compress(b'[{"type": true, "timestamp": 1}]'),
    gzip.compress(b'[{"type": 3, "timestamp": NaN}]'),
    gzip.compress(b'[{"type": 3, "timestamp": 1e300}]'),
    gzip.compress(b"[" * 5_000_000),
    gzip.compress(b"[]") * 2,
    BOMB,
    b'{"type": 3}',
]


def test_a_recording_that_is_none_or_swells_when_it_is_unpacked_is_refused(captured, monkeypatch):
    assert len(BOMB) < telemetry.MOST_BYTES
    for body in FILMS:
        assert film(captured, body).status_code == 422, body[:40]
    assert (
        captured.client.post(
            captured.at("capture/screen/?page=.."), b"[]", content_type="application/json"
        ).status_code
        == 422
    )
    assert not ScreenPart.objects.exists()
    deep = b'[{"type": 3, "timestamp": 1, "data": ' + b'{"a":' * 400 + b"1" + b"}" * 400 + b"}]"
    assert film(captured, deep, kind="application/json").status_code == 200


def test_a_visit_takes_so_much_and_no_more_and_so_often_and_no_oftener(captured, monkeypatch):
    monkeypatch.setattr(telemetry, "MOST_OF_A_VISIT", 400)
    assert send(captured, noticed(0, PASTE)).status_code == 200
    assert {send(captured, noticed(n, PASTE)).status_code for n in (1, 2, 3)} == {200, 403}
    assert Visit.objects.get().size <= 400
    monkeypatch.setattr("greenroom.diagnostics.public.capture.BATCHES_A_MINUTE", 2)
    assert send(captured, noticed(9, PASTE)).status_code == 429


def test_a_recording_is_kept_packed_and_without_words(captured):
    field = {"tagName": "input", "attributes": {"value": "typed words", "type": "hidden", "class": "input"}}
    style = {"rel": "stylesheet", "href": "https://here/static/build/assets/styles-1.css"}
    nodes = [
        field,
        {"tagName": "link", "attributes": style},
        {"tagName": "link", "attributes": {**style, "href": "https://elsewhere/x.css?who=1"}},
        {"tagName": "meta", "attributes": {"name": "csrf-token", "content": "a token"}},
        {"tagName": "button", "attributes": {"aria-label": "Remove letter.pdf", "aria-pressed": "true"}},
        {"tagName": "img", "attributes": {"src": "/files/face.png", "alt": "Casey", "rr_dataURL": "data:x"}},
        {"tagName": "textarea", "attributes": {}, "childNodes": [{"textContent": "typed words"}]},
    ]
    whole = {"type": 2, "timestamp": now_ms(), "data": {"node": {"tagName": "body", "childNodes": nodes}}}
    meta = {"type": 4, "timestamp": now_ms(), "data": {"href": "https://here/apply/?for=token", "width": 9}}
    typed = event(source=5, text="typed words", isChecked=False, id=7)
    changed = event(source=0, attributes=[{"id": 4, "attributes": {"title": "letter.pdf", "class": "on"}}])
    assert film(captured, packed(meta, whole, typed, changed)).status_code == 200
    part = ScreenPart.objects.select_related("file", "visit").get()
    assert part.events == 4
    assert part.visit.size == part.file.size
    with open_stored(part.file) as kept:
        plain = gzip.decompress(kept.read()).decode()
    for word in ("typed", "token", "letter", "elsewhere", "Casey", "face", "apply", "data:x"):
        assert word not in plain, word
    for needed in (
        "/static/build/assets/styles-1.css",
        '"class":"input"',
        '"aria-pressed":"true"',
        "***********",
    ):
        assert needed in plain, needed
