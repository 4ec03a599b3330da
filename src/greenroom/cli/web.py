"""`greenroom web`: serves the pages."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import click

from greenroom.cli.setup import start_django
from greenroom.core.supervisor import end_with_supervisor

STOP_WITHIN = 5  # seconds a page may take to end after the signal to stop


@click.command("web")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
def command(host: str, port: int) -> None:
    """Run the web processes alone.

    Example: greenroom web --host 0.0.0.0 --port 80
    """
    end_with_supervisor()
    start_django()
    serve(host=host, port=port)


def serve(*, host: str, port: int) -> None:
    """Serve until SIGTERM. The application is loaded before the processes part, so that they share its memory."""
    from django.conf import settings  # noqa: PLC0415  (after the settings are named)
    from granian.constants import Interfaces  # noqa: PLC0415  (`--help` should not load a server)
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    application = _application()
    server = Server(
        "greenroom.config.wsgi:application",
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
    from django.urls import get_resolver  # noqa: PLC0415

    from greenroom.config.wsgi import application  # noqa: PLC0415

    get_resolver().url_patterns  # noqa: B018  (reading it imports every page)
    gc.collect()
    gc.freeze()
    return application
