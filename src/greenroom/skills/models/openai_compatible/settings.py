"""What an administrator sets for an OpenAI-compatible endpoint."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

Mode = Literal["json_schema", "tool", "prompted"]


class Settings(BaseModel):
    """An endpoint, a model there, and how patient to be with them.

    base_url: up to and including the version ("https://models.example.org/v1"). It may be on this machine or
    network on purpose; redirects are not followed. api_key: may be empty for a local endpoint.
    mode: json_schema asks for the shape by `response_format`, tool by a forced tool call, prompted in words,
    for endpoints that know neither. stream: read the answer as it is written, so that a hang shows early;
    an endpoint that turns out not to stream is asked for whole answers.

    All times are seconds. connect_timeout: to open a connection. silence: without a single byte while
    streaming. timeout: one attempt. deadline: the whole call with waiting for a turn, every attempt and the
    pauses between. max_pause: the longest pause between two attempts; the call ends where the endpoint asks
    for a longer one.
    max_attempts: requests of one call, for whatever reason they are repeated.
    max_concurrency: requests at one time to the endpoint from this process, all callers together.
    temperature and max_output_tokens: None leaves them to the endpoint. OpenAI's reasoning models are sent no
    temperature; they refuse it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    base_url: str
    model: str = Field(min_length=1, max_length=200)
    api_key: SecretStr = SecretStr("")
    mode: Mode = "json_schema"
    stream: bool = True
    connect_timeout: float = Field(default=5, gt=0, le=60)
    silence: float = Field(default=45, gt=0, le=600)
    timeout: float = Field(default=120, gt=0, le=1800)
    deadline: float = Field(default=300, gt=0, le=3600)
    max_pause: float = Field(default=30, ge=0, le=600)
    max_attempts: int = Field(default=3, ge=1, le=10)
    max_concurrency: int = Field(default=4, ge=1, le=100)
    temperature: float | None = Field(default=0, ge=0, le=2)
    max_output_tokens: int | None = Field(default=None, ge=1)

    @field_validator("base_url")
    @classmethod
    def _is_a_plain_address(cls, value: str) -> str:
        parts = urlsplit(value.strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("an address that starts with http:// or https:// is needed")
        if "@" in parts.netloc:
            raise ValueError("the address holds a user name or password; use the key instead")
        if parts.query or parts.fragment:
            raise ValueError("the address ends with its path: no ? and no #")
        return value.strip().rstrip("/")

    @field_validator("api_key")
    @classmethod
    def _fits_a_header(cls, value: SecretStr) -> SecretStr:
        key = value.get_secret_value().strip()
        if not key.isascii() or not key.isprintable() or " " in key:
            raise ValueError("the key holds characters that no key has")
        return SecretStr(key)

    @model_validator(mode="after")
    def _deadline_leaves_room(self) -> Settings:
        if self.deadline < self.timeout:
            raise ValueError("the deadline of the whole call is at least the timeout of one attempt")
        return self
