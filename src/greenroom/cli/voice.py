"""`greenroom voice`: holds the calls of spoken interviews."""

from __future__ import annotations

import asyncio
import os
import socket

import click

from greenroom.cli.setup import start_django
from greenroom.core.supervisor import end_with_supervisor

ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104  (read, not bound)


@click.command("voice")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to take offers at.")
@click.option(
    "--port", default=0, show_default="any that is free", type=click.IntRange(0, 65535), help="Its port."
)
@click.option("--address", default="", help="URL by which the web processes reach it, where that is another.")
def command(host: str, port: int, address: str) -> None:
    """Run a voice worker alone. Any number may run, one for each processor core.

    Example: greenroom voice --host 0.0.0.0 --port 8100 --address http://voice-1:8100
    """
    end_with_supervisor()
    start_django()
    from greenroom.conversations.voice.quiet import quieten  # noqa: PLC0415  (after Django is set up)

    quieten()  # before what it keeps quiet is loaded
    from greenroom.conversations.voice.server import serve  # noqa: PLC0415
    from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings  # noqa: PLC0415

    settings = VoiceSettings(os.environ)
    try:
        listening = socket.create_server((host, port), family=_family(host))
        asyncio.run(serve(listening, address=address or _address(host, listening), settings=settings))
    except (BadVoiceSetting, OSError) as problem:
        raise click.ClickException(str(problem)) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _address(host: str, listening: socket.socket) -> str:
    name = socket.gethostname() if host in ANYWHERE else host
    return f"http://{f'[{name}]' if ':' in name else name}:{listening.getsockname()[1]}"
