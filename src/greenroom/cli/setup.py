"""Setting Django up for a command, and saying plainly why it cannot be."""

from __future__ import annotations

import os

import click

from greenroom.config.env import BadSetting


def start_django() -> None:
    """Load the settings and every room. Raises ClickException when the environment holds a value of no use."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
    import django  # noqa: PLC0415  (commands that need no database start without it)

    try:
        django.setup()
    except (BadSetting, OSError) as problem:
        raise click.ClickException(str(problem)) from None
