"""Structured logs: one event name and plain fields a line. Never speech, prompts, personal data or an address.

An address can hold the token of a link: whoever reads the log could follow it. A line names the route instead.
"""

from __future__ import annotations

import logging
import logging.config
import re
import sys
import traceback
from typing import Any

import structlog

_ADDRESS = re.compile(
    r"(?P<before>https?://[^/\s\"'<>]+|\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|WebSocket) )/[^\s\"']*"
)
"""A path behind a host or a method, as other people's loggers print it."""


def _hide_addresses(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    """The route in the place of the path that was asked for; other paths go. `where` holds those of our own files."""
    request = getattr(event.get("_record"), "request", None)
    path, match = getattr(request, "path", ""), getattr(request, "resolver_match", None)
    route = match.route if match else ""
    for name, value in event.items():
        if isinstance(value, str):
            said = _ADDRESS.sub(r"\g<before>/***", value)
            event[name] = said.replace(path, f"/{route}") if len(path) > 1 else said
    return event


def _say_where(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    """Where something was raised and of which kind. Not its message, which may quote what a person wrote."""
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["error"] = type(error).__qualname__
        event["where"] = traceback.format_tb(error.__traceback__)
    return event


def configure_logs(*, level: str, json: bool) -> None:
    """Send structlog and the standard library's loggers to standard error, as JSON or for a terminal."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _say_where,
        _hide_addresses,
    ]
    render: Any = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "structured": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
                    "foreign_pre_chain": shared,
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {
                "django.server": {"level": "WARNING"},
                "django.request": {"level": "ERROR"},
                # At DEBUG these print what people wrote: template contexts and the values of queries.
                "django.template": {"level": "INFO"},
                "django.db.backends": {"level": "INFO"},
                "httpx": {"level": "WARNING"},
                "procrastinate": {"level": "WARNING"},
            },
        }
    )
