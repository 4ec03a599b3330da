"""The report of a candidate as its page gives it, against typst alone on data of the same size; a hundred in a ZIP."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import pypdfium2
import typst
from django.test import Client

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application
from greenroom.core import scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.models import Interviewer
from greenroom.reports.actions import packaging
from greenroom.reports.documents import scorecard
from greenroom.reports.formats import pdf
from greenroom.reports.formats import zip as zipped
from greenroom.reports.models import Package
from greenroom.reports.queries import packages
from greenroom.reports.rules.options import Contents, Options
from tests.bench import interviews
from tests.bench.figures import Figure, Floor

REPORTS = 8
WARM_UP = 2
LENGTHS = {
    3: (4, 60.0),
    5: (interviews.MOST_TURNS, None),
}  # pages to the answers given at most, and the goal in ms
PACKED, SECONDS, HELD_MB = 100, 15.0, 20.0
LANGUAGES = ("en", "fr", "de", "es", "pt")
SECTION = "Report PDF"


@dataclass
class Worked:
    """Processor time of blocks of code in milliseconds, of every thread: typst has several."""

    samples: list[float] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[None]:
        began = time.process_time()
        yield
        self.samples.append((time.process_time() - began) * 1000)


def measure() -> list[Figure]:
    """Every report is of another candidate, and no data is compiled twice: typst remembers what it has done."""
    by = interviews.owner()
    client = Client(headers={"host": "localhost"})
    client.force_login(by.user, backend="django.contrib.auth.backends.ModelBackend")
    with scope.scoped(by.workspace_id):
        interviewer = interviews.open_interviewer(by)
        addresses = {pages: _held(interviewer, pages) for pages in LENGTHS}
        packed = _packed(interviewer, by)
    return [*(_report(client, pages, addresses[pages]) for pages in LENGTHS), *packed]


def _held(interviewer: Interviewer, pages: int) -> list[str]:
    """The addresses of the reports of as many candidates as are needed."""
    everybody = [interviews.applied(interviewer, pages * 100 + n) for n in range(2 * REPORTS + WARM_UP)]
    for n, application in enumerate(everybody):
        interviews.hold(application, n, at_most=LENGTHS[pages][0])
    run_due_jobs()
    return [f"/interviewers/{interviewer.slug}/candidates/{one.id}/report/download/" for one in everybody]


def _report(client: Client, pages: int, addresses: list[str]) -> Figure:
    ours, theirs = addresses[WARM_UP : WARM_UP + REPORTS], addresses[WARM_UP + REPORTS :]
    given = [_data(client, address) for address in theirs]
    for address in addresses[:WARM_UP]:
        client.get(address)
    compiler = typst.Compiler(font_paths=[str(pdf.FONTS)], ignore_system_fonts=True)
    page, floor = Worked(), Worked()
    for address, data in zip(ours, given, strict=True):
        with page.running():
            made = client.get(address).content
        with floor.running():
            compiler.compile(input=str(pdf.LAYOUTS / "scorecard.typ"), sys_inputs={"data": data})
        count = len(pypdfium2.PdfDocument(made))
        assert count == pages, f"the report has {count} pages"
    name = f"Report of {pages} pages, processor time from request to last byte"
    bare = Floor("typst on such data", floor.samples)
    return Figure(SECTION, name, "ms", page.samples, goal=LENGTHS[pages][1], floor=bare)


def _data(client: Client, address: str) -> str:
    """What the page hands to the renderer, caught on its way."""
    caught: list[str] = []

    def catch(layout: str, data: dict[str, Any]) -> bytes:
        caught.append(json.dumps(data, ensure_ascii=False))
        return b""

    with patch.object(scorecard, "render", catch):
        client.get(address)
    return caught[0]


def _packed(interviewer: Interviewer, by: Member) -> list[Figure]:
    """A hundred reports made by the job and fetched, and what Python holds at most meanwhile.

    Everybody there is, in as many languages as it takes; no two reports are alike.
    """
    ids = list(Application.objects.filter(interviewer=interviewer).values_list("id", flat=True))
    took, made = 0.0, 0
    for language in LANGUAGES[: -(-PACKED // len(ids))]:
        package = packaging.ask(
            interviewer, ids[: PACKED - made], Options(language=language), Contents(), by=by
        )
        began = time.perf_counter()
        made += _fetched(package)
        took += time.perf_counter() - began
    assert made == PACKED
    package = packaging.ask(interviewer, ids, Options(language=LANGUAGES[-1]), Contents(), by=by)
    tracemalloc.start()
    before, _peak = tracemalloc.get_traced_memory()
    _fetched(package)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    held = f"Memory of Python at most while {len(ids)} are packed and fetched"
    return [
        Figure(SECTION, f"{PACKED} reports packed and fetched as ZIP", "s", [took], goal=SECONDS),
        Figure(SECTION, held, "MB", [(peak - before) / 1e6], goal=HELD_MB),
    ]


def _fetched(package: Package) -> int:
    """How many reports are in it."""
    packaging.make(package_id=package.id)
    entries = packages.listing(package).entries
    assert sum(len(piece) for piece in zipped.stream(entries)) > 10_000 * len(entries)
    return len(entries)
