"""`greenroom voice`: holds the calls of spoken interviews, and fetches what hears them."""

from __future__ import annotations

import asyncio
import os
import socket
import sys

import click

from greenroom.cli.setup import start_django
from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings
from greenroom.conversations.voice.speech.downloads import MODELS, CannotDownload, planned
from greenroom.core.supervisor import end_with_supervisor

ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104  (read, not bound)


@click.group("voice", invoke_without_command=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to take offers at.")
@click.option(
    "--port", default=0, show_default="any that is free", type=click.IntRange(0, 65535), help="Its port."
)
@click.option("--address", default="", help="URL by which the web processes reach it, where that is another.")
@click.pass_context
def command(context: click.Context, host: str, port: int, address: str) -> None:
    """Run a voice worker alone. Any number may run, one for each processor core.

    Example: greenroom voice --host 0.0.0.0 --port 8100 --address http://voice-1:8100
    """
    if context.invoked_subcommand is None:
        _serve(host, port, address)


@command.command("download")
@click.option("--model", default="base", show_default=True, type=click.Choice(list(MODELS)), help="Its size.")
def download(model: str) -> None:
    """Fetch a model that hears, once. Without one, the candidate's browser writes down what is said, or they type.

    What was broken off goes on where it stopped. GREENROOM_SPEECH_SOURCE names a mirror or a folder to take it from.

    Example: greenroom voice download --model small
    """
    try:
        found = planned(VoiceSettings(os.environ), model)
        size, count = f"{found.size / 1e6:,.0f} MB", len(found.files)
        click.echo(f"{model}: {size} in {count} files, into {found.folder}", err=True)
        if sys.stderr.isatty():
            with click.progressbar(length=found.size, label=model, file=sys.stderr) as bar:
                found.run(bar.update)
        else:
            found.run(lambda _more: None)
    except CannotDownload as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(found.folder)


def _serve(host: str, port: int, address: str) -> None:
    end_with_supervisor()
    start_django()
    from greenroom.conversations.voice.quiet import quieten  # noqa: PLC0415  (after Django is set up)

    quieten()  # before what it keeps quiet is loaded
    from greenroom.conversations.voice.server import serve  # noqa: PLC0415

    settings = VoiceSettings(os.environ)
    try:
        with socket.create_server((host, port), family=_family(host)) as listening:
            asyncio.run(serve(listening, address=address or _address(host, listening), settings=settings))
    except (BadVoiceSetting, OSError) as problem:
        raise click.ClickException(str(problem)) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _address(host: str, listening: socket.socket) -> str:
    name = socket.gethostname() if host in ANYWHERE else host
    return f"http://{f'[{name}]' if ':' in name else name}:{listening.getsockname()[1]}"
