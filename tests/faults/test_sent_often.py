"""Every form of a candidate's way sent eight times at once to the real server: each has its effect once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.faults.conftest import SETTINGS, Opened
from tests.kills.house import House, a_house, until
from tests.kills.journey import EVALUATING, Candidate, a_site, filled, newest_code
from tests.kills.pages import Browser, Form, Page

pytestmark = pytest.mark.kills

TIMES = 8
RESUME = b"Casey Sample\ncasey@example.org\n\nDeckhand, Example Ferries, 2019 - 2024\n"
ANSWER = "On the island ferry I moored in strong wind by taking the spring line first."


@dataclass(frozen=True)
class Sent:
    """One answer, and the cookies it left the browser with."""

    answer: Page
    cookies: httpx.Cookies


def send_often(
    browser: Browser, form: Form, *, files: dict[str, tuple[str, bytes]] | None = None
) -> list[Sent]:
    """The answers to one form that one browser sends eight times at once. None of them is a failure."""

    def send(_: int) -> Sent:
        given = browser.client
        with httpx.Client(base_url=given.base_url, cookies=given.cookies, timeout=60) as client:
            return Sent(Browser(client).send(form, files=files), client.cookies)

    with ThreadPoolExecutor(TIMES) as together:
        sent = list(together.map(send, range(TIMES)))
    assert all(each.answer.status < 500 for each in sent), [each.answer.status for each in sent]
    return sent


def look_often(candidate: Candidate, path: str) -> None:
    """Open a page eight times at once."""
    with ThreadPoolExecutor(TIMES) as together:
        pages = list(together.map(lambda _: candidate.get(path), range(TIMES)))
    assert {page.status for page in pages} == {200}


def test_eight_of_each_make_one_of_each(opened: Opened, tmp_path: Path) -> None:
    with a_house(tmp_path / "data", SETTINGS, like=opened.house) as house, a_site(house) as site:
        candidate = Candidate(site, opened.link, Browser.at(site.port), haunted=False)
        enter(candidate)
        hand_in(candidate)
        be_interviewed(candidate)
        form = filled(candidate.get("thanks/"), ticked={"rating": "5"}, comment="Clear.")
        send_often(candidate.browser, form)
        until(lambda: not house.number(EVALUATING), within=60, what="the evaluation")
        assert_one_of_each(house)


def enter(candidate: Candidate) -> None:
    browser, house = candidate.browser, candidate.site.house
    form = filled(candidate.get(""), ticked={"agree": "on"}, name="Casey Sample", email=candidate.email)
    sent = send_often(browser, form)
    assert {each.answer.location for each in sent} == {f"{candidate.link}code/"}
    browser.client.cookies = sent[0].cookies
    code = filled(candidate.get("code/"), code=newest_code(house))
    proven = send_often(browser, code)
    assert {each.answer.location for each in proven} == {f"{candidate.link}steps/"}
    browser.client.cookies = proven[-1].cookies


def hand_in(candidate: Candidate) -> None:
    look_often(candidate, "resume/")
    form = candidate.get("resume/").form("text")
    send_often(candidate.browser, form, files={"file": ("resume.txt", RESUME)})
    assert candidate.site.house.number("SELECT count(*) FROM media_resume") == 1
    send_often(candidate.browser, candidate.get("resume/").form("do", "skills"))


def be_interviewed(candidate: Candidate) -> None:
    look_often(candidate, "interview/")
    send_often(candidate.browser, filled(candidate.get("interview/"), answer=ANSWER))
    assert candidate.get("interview/").text.count(ANSWER) == 1
    send_often(candidate.browser, candidate.get("interview/finish/").form(name="finish"))


def assert_one_of_each(house: House) -> None:
    assert house.ask("SELECT status, rating FROM candidates_application") == [("completed", 5)]
    assert house.number("SELECT count(*) FROM candidates_candidate") == 1
    assert house.number("SELECT count(*) FROM compliance_consent") == 1
    attempts = "SELECT number, status FROM candidates_attempt"
    assert house.ask(attempts) == [(1, "evaluated"), (1, "evaluated")]
    assert house.ask("SELECT text FROM conversations_turn WHERE speaker = 'candidate'") == [(ANSWER,)]
    assert house.number("SELECT count(*) FROM evaluation_evaluation") == 7
    happened = Counter(name for (name,) in house.ask("SELECT name FROM core_event"))
    once = (
        "candidates.ApplicationStarted",
        "candidates.EmailVerified",
        "candidates.ApplicationRated",
        "conversations.InterviewBegun",
        "conversations.TurnHeard",
        "conversations.InterviewEnded",
    )
    assert {name: happened[name] for name in once} == dict.fromkeys(once, 1)
    assert happened["candidates.AttemptSubmitted"] == happened["candidates.AttemptEvaluated"] == 2
    assert happened["evaluation.EvaluationDone"] == 7
