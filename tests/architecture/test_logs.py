"""Whatever goes wrong at an address that holds a secret, no log line has the secret."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from structlog.stdlib import ProcessorFormatter

from tests.architecture import test_doors as doors

SECRET = "Zk3-a_secret-that-opens-a-door"
SECRETS = frozenset({"secret", "token", "key"})
HELD = [route for route in doors.ROUTES if SECRETS & set(route.arguments)]
ELSEWHERE = f"https://elsewhere.example.org/shared/{SECRET}/?again={SECRET}"


class Breaks:
    """A middleware under which every view fails."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(self, *_given: object) -> None:
        raise RuntimeError


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the process's own handler would write, of every logger and level."""
    root = logging.getLogger()
    (formatter,) = {
        each.formatter for each in root.handlers if isinstance(each.formatter, ProcessorFormatter)
    }
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter)
    quiet = [logging.getLogger(name) for name in ("django.request", "django.security", "django.server")]
    before = [(logger, logger.level) for logger in (root, *quiet)]
    root.addHandler(handler)
    for logger, _level in before:
        logger.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    for logger, level in before:
        logger.setLevel(level)


def test_the_addresses_that_hold_a_secret_are_known():
    names = {"shared", "shared-remark", "unsubscribe", "sign-in-link", "invitation", "confirm-email"}
    assert names < {route.name for route in HELD}


@pytest.mark.parametrize("route", HELD, ids=lambda route: route.name)
def test_no_line_holds_the_secret_of_an_address(route, cast, lines, settings):
    values = doors.fill(route, doors.House(cast.owner))
    values |= dict.fromkeys(SECRETS & set(values), SECRET)
    address = reverse(route.name, kwargs=values)
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answers = [strict.get(address), strict.get(f"{address}nowhere/"), strict.post(address)]
    answers += [strict.post(address, secure=True, headers={"referer": ELSEWHERE})]
    answers += [strict.post(address, secure=True, headers={"origin": ELSEWHERE})]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Breaks"]
    answers += [Client(raise_request_exception=False).get(address)]
    written, statuses = lines.getvalue(), {answer.status_code for answer in answers}
    assert 500 in statuses
    assert statuses & {403, 404}
    assert f"Internal Server Error: /{route.address}" in written
    assert SECRET not in written


@pytest.mark.parametrize(
    "said",
    [
        f'127.0.0.1 - "WebSocket /phone/{SECRET}/?token={SECRET}" [accepted]',
        f'"POST /shared/{SECRET}/ HTTP/1.1" 500',
        f"Referer checking failed - {ELSEWHERE} does not match any trusted origins.",
    ],
)
def test_a_line_of_somebody_elses_server_holds_no_path(lines, said):
    logging.getLogger("uvicorn.error").warning("%s", said)
    written = lines.getvalue()
    assert "/***" in written
    assert SECRET not in written
