"""The short question that tells whether an endpoint can be used."""

from __future__ import annotations

import time

import pytest

from greenroom.core.testing.standins.language_model import LanguageModelStandIn
from greenroom.skills.models.contract import ModelFailure, NeedsReconnect, Rejected, RetryLater
from greenroom.skills.models.openai_compatible import vendor
from greenroom.skills.models.tests.conftest import Connect


def test_a_working_endpoint_passes_with_one_short_request(
    standin: LanguageModelStandIn, connect: Connect
) -> None:
    assert connect().probe() is None
    (request,) = standin.requests
    assert request.body["max_completion_tokens"] == 16
    assert "stream" not in request.body or request.body["stream"] is False


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ("unauthorized", NeedsReconnect),
        ("unknown_model", NeedsReconnect),
        ("redirect", NeedsReconnect),
        ("out_of_quota", NeedsReconnect),
        ("rate_limit", RetryLater),
        ("server_error", RetryLater),
        ("cut", RetryLater),
        ("bad_request", Rejected),
        ("web_page", Rejected),
    ],
)
def test_what_stands_in_the_way_is_named_after_one_request(
    standin: LanguageModelStandIn,
    connect: Connect,
    pauses: list[float],
    fault: str,
    failure: type[ModelFailure],
) -> None:
    standin.fail_always(fault)
    assert type(connect().probe()) is failure
    assert len(standin.requests) == 1
    assert pauses == []


def test_a_hang_is_noticed_within_the_probes_own_limit(
    standin: LanguageModelStandIn, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert vendor.PROBE_SECONDS == 5
    monkeypatch.setattr(vendor, "PROBE_SECONDS", 0.2)
    standin.fail_always("hang")
    started = time.monotonic()
    assert isinstance(connect(timeout=600, deadline=600, silence=600).probe(), RetryLater)
    assert time.monotonic() - started < 30


def test_an_endpoint_that_is_not_there_is_named(connect: Connect) -> None:
    failure = connect(base_url="http://127.0.0.1:9/v1").probe()
    assert isinstance(failure, RetryLater)
    assert "cannot be reached" in str(failure)
