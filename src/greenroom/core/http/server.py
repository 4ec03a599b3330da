"""The web server: one process that loads the application, and those that it parts into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from greenroom.core.settled import settle

STOP_WITHIN = 5  # seconds a page may take to end after the signal to stop


def serve(*, host: str, port: int) -> None:
    """Serve until SIGTERM. The application is loaded before the processes part, so that they share its memory."""
    application = _application()
    server = Server(
        settings.WSGI_APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WEB_PROCESSES,
        blocking_threads=1,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=STOP_WITHIN,
        websockets=False,
    )
    server.serve(target_loader=lambda _target: application)


def _application() -> Callable[..., Any]:
    """The WSGI application with its pages' code loaded, and nothing left for the collector to copy."""
    application: Callable[..., Any] = import_string(settings.WSGI_APPLICATION)
    get_resolver().url_patterns  # noqa: B018  (reading it imports every page)
    settle()
    return application
