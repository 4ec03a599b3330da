"""Vendors by name, and the one that the environment names."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.core.testing.standins.language_model import LanguageModelStandIn
from greenroom.skills.models import registry
from greenroom.skills.models.tests.conftest import KEY


def test_an_environment_that_names_nothing_gives_nothing() -> None:
    assert registry.from_env({}) is None
    assert registry.from_env({"GREENROOM_MODEL_BASE_URL": "", "GREENROOM_MODEL_API_KEY": KEY}) is None


def test_the_environment_names_a_model_that_answers(standin: LanguageModelStandIn, tmp_path: Path) -> None:
    held = tmp_path / "key"
    held.write_text(f"{KEY}\n", encoding="utf-8")
    named = {"GREENROOM_MODEL_BASE_URL": standin.base_url, "GREENROOM_MODEL_NAME": "stand-in"}
    for key in ({"GREENROOM_MODEL_API_KEY": KEY}, {"GREENROOM_MODEL_API_KEY_FILE": str(held)}):
        model = registry.from_env(named | key)
        assert model is not None
        assert model.name == "stand-in"
        assert model.probe() is None
    assert {request.headers["authorization"] for request in standin.requests} == {f"Bearer {KEY}"}


@pytest.mark.parametrize(
    ("environ", "variable"),
    [
        ({"GREENROOM_MODEL_BASE_URL": "http://localhost/v1"}, "GREENROOM_MODEL_NAME"),
        ({"GREENROOM_MODEL_NAME": "m"}, "GREENROOM_MODEL_BASE_URL"),
        ({"GREENROOM_MODEL_NAME": "m", "GREENROOM_MODEL_BASE_URL": "file:///x"}, "GREENROOM_MODEL_BASE_URL"),
        (
            {
                "GREENROOM_MODEL_NAME": "m",
                "GREENROOM_MODEL_BASE_URL": "http://localhost/v1",
                "GREENROOM_MODEL_API_KEY": f"{KEY} {KEY}",
            },
            "GREENROOM_MODEL_API_KEY",
        ),
        (
            {
                "GREENROOM_MODEL_NAME": "m",
                "GREENROOM_MODEL_BASE_URL": "http://localhost/v1",
                "GREENROOM_MODEL_API_KEY_FILE": "/nowhere/key",
            },
            "GREENROOM_MODEL_API_KEY_FILE",
        ),
    ],
)
def test_half_a_configuration_names_the_variable_and_not_its_value(
    environ: dict[str, str], variable: str
) -> None:
    with pytest.raises(registry.NotConfigured) as caught:
        registry.from_env(environ)
    assert str(caught.value).startswith(variable)
    assert KEY not in str(caught.value)


def test_the_same_settings_give_the_same_model() -> None:
    settings = registry.VENDORS[registry.OPENAI_COMPATIBLE].settings
    first = registry.build(registry.OPENAI_COMPATIBLE, settings(base_url="http://localhost/v1", model="m"))
    again = registry.build(registry.OPENAI_COMPATIBLE, settings(base_url="http://localhost/v1/", model="m"))
    other = registry.build(registry.OPENAI_COMPATIBLE, settings(base_url="http://localhost/v1", model="n"))
    assert first is again
    assert first is not other


@pytest.mark.parametrize("slug", registry.VENDORS)
def test_every_vendor_has_settings_that_can_be_shown_as_a_form(slug: str) -> None:
    schema = registry.VENDORS[slug].settings.model_json_schema()
    assert {"base_url", "model", "api_key"} <= set(schema["properties"])
    assert registry.VENDORS[slug].title


def test_an_unknown_vendor_is_a_key_error() -> None:
    settings = registry.VENDORS[registry.OPENAI_COMPATIBLE].settings
    with pytest.raises(KeyError):
        registry.build("carrier-pigeon", settings(base_url="http://localhost/v1", model="m"))
