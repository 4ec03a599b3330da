"""A SQLite file that somebody else is writing to: requests wait, and when they cannot, say so and keep nothing."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

import pytest

from tests.faults.conftest import SETTINGS, Opened
from tests.kills.house import House, a_house, kill
from tests.kills.journey import Site, a_site, filled
from tests.kills.pages import Browser, Form

pytestmark = pytest.mark.kills

IMPATIENT = "tests.faults.impatient_settings"
WRITERS, TRANSACTIONS = 4, 500
KEPT = (
    "candidates_candidate",
    "candidates_application",
    "candidates_emailcode",
    "compliance_consent",
    "outreach_message",
    "django_session",
)


@contextmanager
def served(opened: Opened, folder: Path, settings: str) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GREENROOM_DATABASE_URL", raising=False)
        with a_house(folder, settings, like=opened.house) as house, a_site(house) as site:
            site.kill_worker()  # what it writes is not looked at here
            yield site


@contextmanager
def held(house: House) -> Iterator[None]:
    """Within this block another process is in the middle of a write."""
    path = house.data / "greenroom.sqlite3"
    holder = house.start("-m", "tests.faults.holder", str(path), stdin=PIPE, stdout=PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate(timeout=10)
        assert holder.returncode == 0
    finally:
        kill(holder)


def application(browser: Browser, link: str, number: int = 1) -> Form:
    page = browser.get(link)
    return filled(page, ticked={"agree": "on"}, name="Casey Sample", email=f"casey{number}@example.org")


def rows(house: House) -> dict[str, int]:
    return {table: house.number(f"SELECT count(*) FROM {table}") for table in KEPT}


def test_requests_wait_three_seconds_for_a_write_that_is_under_way(
    opened_on_sqlite: Opened, tmp_path: Path
) -> None:
    link = opened_on_sqlite.link
    with served(opened_on_sqlite, tmp_path / "data", SETTINGS) as site:
        browsers = [Browser.at(site.port) for _ in range(3)]
        forms = [application(browser, link, number) for number, browser in enumerate(browsers)]
        with ThreadPoolExecutor(len(browsers)) as beside:
            with held(site.house):
                sent = [
                    beside.submit(browser.send, form) for browser, form in zip(browsers, forms, strict=True)
                ]
                with pytest.raises(TimeoutError):
                    sent[0].result(timeout=3)
                assert not any(each.done() for each in sent)
            assert all(each.result().location.endswith("/code/") for each in sent)
        assert rows(site.house)["candidates_application"] == len(browsers)
        assert rows(site.house)["outreach_message"] == len(browsers)


def test_a_request_that_waited_in_vain_says_so_keeps_nothing_and_works_later(
    opened_on_sqlite: Opened, tmp_path: Path
) -> None:
    link = opened_on_sqlite.link
    with served(opened_on_sqlite, tmp_path / "data", IMPATIENT) as site:
        browser = Browser.at(site.port)
        form = application(browser, link)
        before = rows(site.house)
        with held(site.house):
            answer = browser.send(form)
        assert answer.status in {500, 503}
        assert "<h1" in answer.text
        assert "OperationalError" not in answer.text
        assert rows(site.house) == before
        assert browser.send(form).location.endswith("/code/")
        assert rows(site.house)["candidates_application"] == 1


def test_four_processes_write_at_once_and_no_transaction_is_turned_away_or_lost(
    opened_on_sqlite: Opened, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GREENROOM_DATABASE_URL", raising=False)
        with a_house(tmp_path / "data", SETTINGS, like=opened_on_sqlite.house) as house:
            before = house.number("SELECT count(*) FROM core_job")
            writers = [
                house.start("-m", "tests.faults.writer", str(TRANSACTIONS), stderr=PIPE)
                for _ in range(WRITERS)
            ]
            try:
                complaints = [writer.communicate(timeout=120)[1] for writer in writers]
            finally:
                for writer in writers:
                    kill(writer)
            assert [writer.returncode for writer in writers] == [0] * WRITERS, complaints
            assert house.number("SELECT max(count) FROM core_attempted") == WRITERS * TRANSACTIONS
            assert house.number("SELECT count(*) FROM core_job") - before == WRITERS * TRANSACTIONS
