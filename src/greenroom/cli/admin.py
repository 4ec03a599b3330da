"""`greenroom admin`: who may do everything."""

from __future__ import annotations

import click

from greenroom.cli.setup import start_django


@click.group("admin")
def command() -> None:
    """Manage administrators.

    Example: greenroom admin create --email ada@example.org
    """


@command.command("create")
@click.option("--email", required=True, help="Their address.")
@click.option("--workspace", help="Its name. Made if there is none; needed where there are several.")
def create(email: str, workspace: str | None) -> None:
    """Make somebody an administrator, and print a link that signs them in once.

    Example: greenroom admin create --email ada@example.org --workspace Northfield
    """
    start_django()
    from django.core.exceptions import ValidationError  # noqa: PLC0415  (after Django is set up)
    from django.db import Error  # noqa: PLC0415

    from greenroom.cli.administrators import make_administrator  # noqa: PLC0415
    from greenroom.core.errors import Refused  # noqa: PLC0415

    try:
        link = make_administrator(email.strip(), (workspace or "").strip())
    except Refused as refusal:
        raise click.ClickException(refusal.message) from None
    except ValidationError as mistake:
        raise click.BadParameter(" ".join(mistake.messages), param_hint="--email") from None
    except Error as failure:
        reason = str(failure).partition("\n")[0]
        raise click.ClickException(f"The database says: {reason}. `greenroom check` says more.") from None
    click.echo(link)
