"""`greenroom web`: serves the pages."""

from __future__ import annotations

import click

from greenroom.cli.setup import start_django
from greenroom.core.supervisor import end_with_supervisor


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
    from greenroom.core.http.server import serve  # noqa: PLC0415  (after Django is set up)

    serve(host=host, port=port)
