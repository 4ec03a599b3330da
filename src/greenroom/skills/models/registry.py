"""Every language model vendor. A new vendor is a folder and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from greenroom.skills.models.contract import LanguageModel, NeedsReconnect

OPENAI_COMPATIBLE = "openai-compatible"


@dataclass(frozen=True)
class Vendor:
    """title: what people read. package: has `settings.Settings` and the named factory in `vendor`.

    The vendor's library is imported when it is used, not before.
    """

    title: str
    package: str
    factory: str

    @property
    def settings(self) -> type[BaseModel]:
        """The Pydantic model of what an administrator sets."""
        model: type[BaseModel] = import_module(f"{self.package}.settings").Settings
        return model


VENDORS = {
    OPENAI_COMPATIBLE: Vendor(
        "OpenAI-compatible endpoint", f"{__package__}.openai_compatible", "OpenAICompatible"
    ),
}


@lru_cache(maxsize=32)
def build(slug: str, settings: BaseModel) -> LanguageModel:
    """The language model of a vendor with these settings; the same one, with its connections, each time.

    KeyError for a vendor that is not registered.
    """
    vendor = VENDORS[slug]
    factory: Any = getattr(import_module(f"{vendor.package}.vendor"), vendor.factory)
    model: LanguageModel = factory(settings)
    return model


class NotConfigured(NeedsReconnect):
    """The environment names an endpoint, but not so that it can be used. The message says which variable."""


def from_env(environ: Mapping[str, str], **patience: float) -> LanguageModel | None:
    """The language model that the environment names, or None where it names none.

    patience: the vendor's settings of how long to wait, where they differ from its defaults.

    GREENROOM_MODEL_BASE_URL and GREENROOM_MODEL_NAME are needed. GREENROOM_MODEL_API_KEY, or the path of a
    file that holds it in GREENROOM_MODEL_API_KEY_FILE, may be left out. Raises `NotConfigured`.
    """
    base_url, name = environ.get("GREENROOM_MODEL_BASE_URL", ""), environ.get("GREENROOM_MODEL_NAME", "")
    if not base_url and not name:
        return None
    if not base_url or not name:
        missing = "GREENROOM_MODEL_NAME" if base_url else "GREENROOM_MODEL_BASE_URL"
        raise NotConfigured(f"{missing} is missing: a language model needs an address and a name.")
    shape = VENDORS[OPENAI_COMPATIBLE].settings
    try:
        settings = shape(base_url=base_url, model=name, api_key=_key(environ), **patience)
    except ValidationError as error:
        raise NotConfigured(_plain(error)) from None
    return build(OPENAI_COMPATIBLE, settings)


def _key(environ: Mapping[str, str]) -> str:
    path = environ.get("GREENROOM_MODEL_API_KEY_FILE", "")
    if not path:
        return environ.get("GREENROOM_MODEL_API_KEY", "")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise NotConfigured("GREENROOM_MODEL_API_KEY_FILE cannot be read.") from None


_VARIABLES = {
    "base_url": "GREENROOM_MODEL_BASE_URL",
    "model": "GREENROOM_MODEL_NAME",
    "api_key": "GREENROOM_MODEL_API_KEY",
}


def _plain(error: ValidationError) -> str:
    """The first fault, without the value that has it: it may be the key."""
    fault = error.errors(include_input=False, include_context=False, include_url=False)[0]
    variable = _VARIABLES.get(str(fault["loc"][0]) if fault["loc"] else "", "the language model")
    return f"{variable}: {fault['msg'].removeprefix('Value error, ')}."
