"""How long a transaction waits to begin while four processes write to one SQLite file; beside it, Django's own way."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor

import django
from django.db import connection, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper as DjangosOwn

from tests.bench.figures import Figure, Floor

SECTION = "Writers"
WRITERS = 4
TRANSACTIONS = 120  # of each
HOLDS = (0.02, 0.003)  # seconds that the first writer, and each of the others, holds the database
PAUSES = (0.01, 0.02)


def measure() -> list[Figure]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_writers (n integer)")
        cursor.execute("INSERT INTO bench_writers VALUES (0)")
    connection.close()
    began = time.perf_counter()
    djangos = _all(djangos=True)
    between = time.perf_counter()
    ours = _all(djangos=False)
    ended = time.perf_counter()
    floor = Floor("Django's own backend", [between - began])
    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM bench_writers")
        written = cursor.fetchone()[0]
    of = 2 * WRITERS * TRANSACTIONS
    return [
        Figure(SECTION, f"A transaction begins, {WRITERS} writers at once", "ms", ours),
        Figure(SECTION, "The same with Django's own backend", "ms", djangos),
        Figure(SECTION, "Until all have written, processes and all", "s", [ended - between], floor=floor),
        Figure(
            SECTION, "Transactions that were turned away or lost", "", [float(of - written)], goal=0, of=of
        ),
    ]


def _all(*, djangos: bool) -> list[float]:
    """Milliseconds from asking for a transaction to having it, of all writers."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WRITERS, mp_context=spawned, initializer=django.setup) as pool:
        writers = [pool.submit(_write, is_first=n == 0, djangos=djangos) for n in range(WRITERS)]
        return [sample for writer in writers for sample in writer.result()]


def _write(*, is_first: bool, djangos: bool) -> list[float]:
    if djangos:
        begin = DjangosOwn._start_transaction_under_autocommit
        type(connections["default"])._start_transaction_under_autocommit = begin
    hold, pause = (pair[0 if is_first else 1] for pair in (HOLDS, PAUSES))
    connection.ensure_connection()
    samples = []
    for _ in range(TRANSACTIONS):
        asked = time.perf_counter()
        with transaction.atomic():
            samples.append((time.perf_counter() - asked) * 1000)
            with connection.cursor() as cursor:
                cursor.execute("UPDATE bench_writers SET n = n + 1")
            time.sleep(hold)
        time.sleep(pause)
    return samples
