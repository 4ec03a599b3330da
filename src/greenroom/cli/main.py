"""The `greenroom` command: finds the module of the command asked for and runs it."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

from greenroom import __version__

COMMANDS = {
    "serve": "Run web, worker and voice under one supervisor.",
    "web": "Run the web processes alone.",
    "worker": "Run a worker alone.",
    "voice": "Hold the calls of spoken interviews.",
    "check": "Say what is configured, what is missing, and which engine serves each skill.",
    "demo": "Create the demo workspace anew by running the product.",
    "admin": "Manage administrators.",
    "manage": "Run a Django management command.",
    "score": "Score answers against a rubric.",
    "parse-resume": "Read the facts out of resumes.",
    "screen": "Screen resumes against a job.",
    "plan": "Plan an interviewer from a job description.",
    "interview": "Hold a whole interview in the terminal or from a file.",
    "cross-check": "Hold a resume beside what was said in an interview.",
    "evals": "Check the skills against golden cases and people.",
}


class Commands(click.Group):
    """A group whose commands are imported on first use, so that `--help` and `score` start at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"greenroom.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="greenroom")
def group() -> None:
    """Greenroom: open, self-hosted AI interviewing."""


def main() -> None:
    """Entry point: exit 0 on success, 2 on wrong usage, 1 with one line on standard error on failure."""
    if sys.stdin is None:  # closed by whoever started this; it reads as empty
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    try:
        group(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.UsageError as mistake:
        mistake.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as failure:
        click.echo(f"greenroom: {failure.format_message()}", err=True)
        sys.exit(1)
