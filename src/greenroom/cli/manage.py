"""`greenroom manage`: Django's own commands."""

from __future__ import annotations

import os

import click


@click.command(
    "manage",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run a Django management command.

    Example: greenroom manage showmigrations
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  (after the settings are named)

    execute_from_command_line(["greenroom manage", *arguments])
