"""`greenroom check`: what is configured, what is missing, and who serves what."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

import click

from greenroom.cli.setup import start_django


@dataclass(frozen=True)
class Finding:
    """ok: None where nothing is wrong and something could be better."""

    what: str
    ok: bool | None
    words: str


MARKS = {True: "ok     ", None: "note   ", False: "BROKEN "}


@click.command("check")
def command() -> None:
    """Say what is configured, what is missing, and which engine serves each skill.

    Exits 1 when something that is needed is broken.

    Example: greenroom check
    """
    start_django()
    findings = [*_base(), *_database(), *_worker(), *_model(), *_skills()]
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        click.echo(f"{MARKS[finding.ok]}{finding.what:{width}}  {finding.words}")
    broken = [finding.what for finding in findings if finding.ok is False]
    if broken:
        raise click.ClickException(f"Broken: {', '.join(broken)}.")


def _base() -> Iterator[Finding]:
    from django.conf import settings  # noqa: PLC0415  (after Django is set up)

    yield Finding("address", True, settings.PUBLIC_URL)
    try:
        with tempfile.TemporaryFile(dir=settings.DATA):
            yield Finding("data folder", True, str(settings.DATA))
    except OSError as problem:
        yield Finding("data folder", False, f"{settings.DATA} cannot be written: {problem.strerror}")
    built = (settings.PACKAGE / "static" / "build" / ".vite" / "manifest.json").is_file()
    words = "scripts and styles are built" if built else "not built: run `python hatch_build.py`"
    yield Finding("front end", built, words)
    if settings.EMAIL_HOST:
        yield Finding("mail", True, f"outbox, and sent through {settings.EMAIL_HOST}")
    else:
        yield Finding("mail", None, "kept in the outbox only; GREENROOM_SMTP_HOST names a server")


def _database() -> Iterator[Finding]:
    from django.db import Error, connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Error as failure:
        reason = str(failure).partition("\n")[0]
        yield Finding("database", False, f"{kind} cannot be reached: {reason}")
        return
    if missing:
        words = (
            f"{kind}, {missing} migrations are missing: run `greenroom manage migrate` or `greenroom serve`"
        )
        yield Finding("database", False, words)
        return
    yield Finding("database", True, f"{kind}, its tables are up to date")
    yield from _people()


def _people() -> Iterator[Finding]:
    from greenroom.accounts.models import User, Workspace  # noqa: PLC0415

    people, workspaces = User.objects.count(), Workspace.objects.count()
    if people:
        yield Finding("accounts", True, f"{people} people, {workspaces} workspaces")
    else:
        yield Finding("accounts", None, "nobody yet: open /set-up/ or run `greenroom admin create`")


def _worker() -> Iterator[Finding]:
    from django.conf import settings  # noqa: PLC0415
    from django.db import Error  # noqa: PLC0415

    from greenroom.core.models import Job  # noqa: PLC0415

    try:
        counts = {
            state: Job.objects.filter(state=state).count() for state in ("waiting", "running", "failed")
        }
    except Error:
        return
    words = ", ".join(f"{count} {state}" for state, count in counts.items())
    yield Finding("jobs", None if counts["failed"] else True, f"engine {settings.JOB_ENGINE}: {words}")


def _model() -> Iterator[Finding]:
    from greenroom.skills.models.registry import NotConfigured, from_env  # noqa: PLC0415

    try:
        model = from_env(os.environ)
    except NotConfigured as problem:
        yield Finding("language model", False, str(problem))
        return
    if model is None:
        words = "none; the built-in engine serves every skill. GREENROOM_MODEL_BASE_URL names an endpoint"
        yield Finding("language model", None, words)
        return
    failure = model.probe()
    words = f"{model.name} answers" if failure is None else f"{model.name}: {failure}"
    yield Finding("language model", failure is None, words)


def _skills() -> Iterator[Finding]:
    from django.db import Error  # noqa: PLC0415

    from greenroom.accounts.models import Workspace  # noqa: PLC0415
    from greenroom.skills.registry import NAMES  # noqa: PLC0415

    try:
        workspaces = list(Workspace.objects.order_by("name"))
    except Error:
        workspaces = []
    for name in NAMES:
        chosen = [workspace.name for workspace in workspaces if workspace.engines.get(name) == "model"]
        words = f"language model in {', '.join(chosen)}; built-in elsewhere" if chosen else "built-in"
        yield Finding(f"skill {name}", True, words)
