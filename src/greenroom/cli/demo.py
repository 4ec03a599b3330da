"""`greenroom demo`: makes the demo workspace anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from greenroom.cli.setup import start_django

Report = Callable[[int, int], None]


@click.command("demo")
def command() -> None:
    """Create the demo workspace anew by running the product, and print a link that signs in to it once.

    Invented people apply, send resumes and are interviewed by the built-in engine. What was in the demo workspace
    before is removed; other workspaces are not touched. No mail leaves.

    Example: greenroom demo
    """
    start_django()
    from django.db import Error  # noqa: PLC0415  (after Django is set up)

    from greenroom import demo  # noqa: PLC0415
    from greenroom.accounts.actions.signin import make_link  # noqa: PLC0415
    from greenroom.cli.prepare import migrate  # noqa: PLC0415

    try:
        migrate()
        with _progress() as report:
            workspace = demo.recreate(report=report)
        user = demo.administrator(workspace).user
        click.echo(f"Sign in as {user.email}, once, within 20 minutes: {make_link(user=user)}")
    except demo.Unfinished as failure:
        raise click.ClickException(str(failure)) from None
    except Error as failure:
        reason = str(failure).partition("\n")[0]
        raise click.ClickException(f"The database refuses: {reason}") from None


@contextmanager
def _progress() -> Iterator[Report]:
    """A bar on a terminal; nothing anywhere else."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label="Candidates", file=sys.stderr, show_pos=True) as bar:

        def report(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield report
        bar.finish()
