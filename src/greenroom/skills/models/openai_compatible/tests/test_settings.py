"""What an administrator may set, and what reaches the wire of it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from greenroom.core.testing.standins.language_model import Fault, LanguageModelStandIn
from greenroom.skills.models.openai_compatible.settings import Settings
from greenroom.skills.models.openai_compatible.vendor import OpenAICompatible
from greenroom.skills.models.tests.conftest import KEY, SYSTEM, USER, Reading


@pytest.mark.parametrize(
    "address", ["http://localhost:11434/v1", "https://models.example.org/v1/", "http://[::1]:8/v1"]
)
def test_an_address_on_this_machine_or_elsewhere_is_taken(address: str) -> None:
    assert Settings(base_url=address, model="m").base_url == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "models.example.org",
        "file:///etc/passwd",
        "ftp://models.example.org/v1",
        "gopher://127.0.0.1:25/",
        "https://user:secret-word@models.example.org/v1",
        "https://models.example.org/v1?key=secret-word",
        "https://models.example.org/v1#secret-word",
        "http://",
    ],
)
def test_any_other_address_is_refused_without_being_repeated(address: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(base_url=address, model="m")
    assert "secret-word" not in str(caught.value)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel"])
def test_a_key_that_no_header_can_carry_is_refused_without_being_repeated(key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(base_url="http://localhost/v1", model="m", api_key=key)
    assert key not in str(caught.value)


def test_the_key_is_not_in_the_settings_text() -> None:
    settings = Settings(base_url="http://localhost/v1", model="m", api_key=KEY)
    assert KEY not in repr(settings)
    assert KEY not in settings.model_dump_json()


def test_a_deadline_shorter_than_one_attempt_is_refused() -> None:
    with pytest.raises(ValidationError, match="deadline"):
        Settings(base_url="http://localhost/v1", model="m", timeout=60, deadline=30)


def test_nothing_from_the_environment_reaches_the_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-of-another-service")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-another-service")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-of-another-service")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://elsewhere.example.org/v1")
    with LanguageModelStandIn() as standin:
        model = OpenAICompatible(Settings(base_url=standin.base_url, model="stand-in"))
        model.answer(system=SYSTEM, user=USER, shape=Reading)
        model.close()
    (request,) = standin.requests
    assert "another-service" not in str(request.headers)
    assert "authorization" not in request.headers


def test_what_is_left_to_the_endpoint_is_not_sent() -> None:
    with LanguageModelStandIn() as standin:
        settings = Settings(base_url=standin.base_url, model="stand-in", temperature=None)
        model = OpenAICompatible(settings)
        model.answer(system=SYSTEM, user=USER, shape=Reading)
        model.close()
    assert "temperature" not in standin.requests[0].body
    assert "max_completion_tokens" not in standin.requests[0].body


def test_a_redirect_is_not_followed_with_the_key() -> None:
    with LanguageModelStandIn() as elsewhere, LanguageModelStandIn(api_key=KEY) as standin:
        standin.fail_always(Fault(kind="redirect", location=f"{elsewhere.base_url}/chat/completions"))
        model = OpenAICompatible(Settings(base_url=standin.base_url, model="stand-in", api_key=KEY))
        failure = model.probe()
        model.close()
    assert "redirects (302)" in str(failure)
    assert elsewhere.requests == []
