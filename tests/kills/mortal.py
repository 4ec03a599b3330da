"""A room whose processes can be told at which write to die, by SIGKILL and without a word.

A write that is committed has two moments: right before and right after. A request says in `X-Die-At` at which of
its moments the process ends; a worker reads the same from DIE_AT in its environment, for its jobs together.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.http import HttpRequest, HttpResponse
from granian.server.common import AbstractServer

WRITES = ("INSERT", "UPDATE", "DELETE")


class Countdown:
    """left: moments until the end; 0 when nothing is counted."""

    left = 0

    def moment(self) -> None:
        if not self.left or threading.current_thread().name == "heartbeat":
            return
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)


countdown = Countdown()


class Mortal:
    """Middleware: counts the moments of one request."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        countdown.left = int(request.headers.get("X-Die-At", "0"))
        try:
            return self.respond(request)
        finally:
            countdown.left = 0


class MortalConfig(AppConfig):
    name = "tests.kills.mortal"
    label = "mortal"

    def ready(self) -> None:
        _count_commits()
        _count_writes_outside_transactions()
        _start_again_however_often()
        countdown.left = int(os.environ.get("DIE_AT", "0"))


def _count_commits() -> None:
    wrapper: Any = BaseDatabaseWrapper
    commit = wrapper._commit

    def counted(connection: BaseDatabaseWrapper) -> Any:
        countdown.moment()
        result = commit(connection)
        countdown.moment()
        return result

    wrapper._commit = counted


def _count_writes_outside_transactions() -> None:
    wrapper: Any = CursorWrapper
    execute = wrapper.execute

    def counted(cursor: CursorWrapper, sql: Any, params: Any = None) -> Any:
        if cursor.db.in_atomic_block or not str(sql).startswith(WRITES):
            return execute(cursor, sql, params)
        countdown.moment()
        result = execute(cursor, sql, params)
        countdown.moment()
        return result

    wrapper.execute = counted


def _start_again_however_often() -> None:
    """The server gives up when a process dies twice within six seconds; here they die many times and on purpose."""
    kind: Any = AbstractServer
    start_again = kind._respawn_workers

    def forgiving(server: Any, *arguments: Any, **options: Any) -> None:
        start_again(server, *arguments, **options)
        server.respawned_wrks.clear()

    kind._respawn_workers = forgiving
