from __future__ import annotations

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory
from structlog.testing import capture_logs

from greenroom.core.http.middleware import RequestLog, SecurityHeaders

pytestmark = pytest.mark.django_db


def test_every_answer_carries_a_policy_without_inline_script_or_style(client):
    for address in ("/health/", "/sign-in/", "/nothing-here/", "/settings/"):
        policy = client.get(address)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_every_answer_refuses_frames_sniffing_and_leaking_the_address(cast, client):
    answer = client.get("/sign-in/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_view_may_set_a_stricter_policy_of_its_own():
    def strict(request: object) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'; sandbox"})

    answer = SecurityHeaders(strict)(RequestFactory().get("/"))
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_log_has_the_route_and_never_the_path_or_the_query(client, monkeypatch):
    structlog.configure(cache_logger_on_first_use=False)
    monkeypatch.setattr("greenroom.core.http.middleware.log", structlog.get_logger("greenroom.request"))
    with capture_logs() as lines:
        client.get("/sign-in/link/a-very-secret-token/?email=owner@example.org")
    (line,) = [line for line in lines if line["event"] == "request"]
    assert line["route"] == "sign-in/link/<str:secret>/"
    assert line["status"] == 410
    assert "secret-token" not in str(lines)
    assert "owner@example.org" not in str(lines)


def test_each_request_has_a_number_of_its_own():
    middleware = RequestLog(lambda _request: HttpResponse())
    numbers = set()
    for _ in range(20):
        request = RequestFactory().get("/")
        request.resolver_match = None
        numbers.add(middleware(request)["X-Request-Id"])
    assert len(numbers) == 20
