"""A candidate's whole way while web and worker are killed at every step of it, on the engine of this run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from greenroom.core.testing.migrated import Migrated
from tests.kills.house import House, a_house, until
from tests.kills.journey import (
    EVALUATING,
    STAGES,
    Candidate,
    Site,
    a_site,
    an_hour_passes,
    filled,
    newest_code,
    open_interviewer,
)
from tests.kills.pages import Browser, Page

pytestmark = pytest.mark.kills

SETTINGS = "tests.kills.mortal_settings"
RUNNING = "SELECT count(*) FROM core_job WHERE name = 'evaluation.evaluate' AND state = 'running'"
RESUME = b"""Casey Sample
casey@example.org

Deckhand, Example Ferries, 2019 - 2024
Moored and cast off in wind and current. Checked life jackets and fire hoses before each departure.
First aid certificate, renewed every year. English and Portuguese.
"""
ANSWERS = (
    "On the island ferry I moored in strong wind by taking the spring line first, then the bow line.",
    "Before each departure I checked the life jackets, the fire hoses and the ramp, and signed the list.",
    "When a crossing was rough I told the passengers how long it would last and where to sit.",
)


EVALUATORS = (
    "answers",
    "cross_check",
    "highlights",
    "proficiency",
    "scorecard",
    "screening",
    "structured",
    "tags",
)
FILLED_IN = ("yes", "yes", "2030-12-01")


@pytest.fixture(scope="session")
def opened_house(tmp_path_factory: pytest.TempPathFactory, migrated: Migrated) -> Iterator[tuple[House, str]]:
    """A house with an interviewer that takes candidates, and its link. Nothing runs in it."""
    with a_house(tmp_path_factory.mktemp("opened"), SETTINGS, migrated=migrated) as built:
        yield built, open_interviewer(built, *STAGES.values())


@pytest.fixture
def site(opened_house: tuple[House, str], tmp_path: Path) -> Iterator[Site]:
    with a_house(tmp_path / "data", SETTINGS, like=opened_house[0]) as house, a_site(house) as running:
        yield running


@pytest.fixture
def candidate(opened_house: tuple[House, str], site: Site) -> Candidate:
    return Candidate(site, opened_house[1], Browser.at(site.port))


@pytest.mark.endures
def test_a_candidate_is_received_once_whatever_is_killed_and_whenever(
    site: Site, candidate: Candidate
) -> None:

    apply(candidate)
    prove(candidate)
    send_resume(candidate)
    fill_in(candidate)
    site.kill_worker()
    site.start_worker()
    talk(candidate)
    site.kill_worker()
    finish(candidate)
    rate(candidate)
    assert site.house.number(EVALUATING) >= 3
    die_evaluating(site)

    assert min(candidate.deaths.values()) >= 1, candidate.deaths  # a step of one write dies once
    assert sum(candidate.deaths.values()) >= 40, candidate.deaths
    assert_nothing_is_lost_or_doubled(site.house)


@pytest.mark.endures
def test_an_interview_goes_on_after_its_supervisor_was_killed(
    opened_house: tuple[House, str], tmp_path: Path
) -> None:
    like, link = opened_house
    with a_house(tmp_path / "data", SETTINGS, like=like) as house, a_site(house, supervised=True) as site:
        candidate = Candidate(site, link, Browser.at(site.port), haunted=False)
        apply(candidate)
        prove(candidate)
        send_resume(candidate)
        fill_in(candidate)
        candidate.look("begin", "interview/")
        say(candidate, ANSWERS[0])
        form = filled(candidate.get("interview/"), answer=ANSWERS[1])
        with ThreadPoolExecutor(1) as beside:
            beside.submit(candidate.browser.send, form)
            site.kill_supervisor()
        site.start_serve()
        candidate.send("the same again", form)
        say(candidate, ANSWERS[2])
        finish(candidate)
        kill_worker_while_it_evaluates(site)
        rate(candidate)
        until(lambda: not house.number(EVALUATING), within=60, what="the evaluation")
        assert_nothing_is_lost_or_doubled(house)


def kill_worker_while_it_evaluates(site: Site) -> None:
    """Twice, each time once a job runs; the supervisor starts another."""
    for _ in range(2):
        until(
            lambda: site.house.number(RUNNING) or not site.house.number(EVALUATING),
            within=60,
            what="an evaluation that runs",
        )
        for process in site.supervised("worker"):
            process.kill()


def apply(candidate: Candidate) -> None:
    form = filled(candidate.get(""), ticked={"agree": "on"}, name="Casey Sample", email=candidate.email)
    house = candidate.site.house

    def ask(headers: dict[str, str]) -> Page:
        an_hour_passes(house)
        return candidate.browser.send(form, headers=headers)

    assert candidate.through("apply", ask).location.endswith("/code/")


def prove(candidate: Candidate) -> None:
    """Enter the code; the same again where it was taken but the answer died."""
    house = candidate.site.house
    form = filled(candidate.get("code/"), code=newest_code(house))

    def ask(headers: dict[str, str]) -> Page:
        an_hour_passes(house)
        return candidate.browser.send(form, headers=headers)

    assert candidate.through("code", ask).location.endswith("/steps/")
    assert candidate.get("steps/").status == 200


def send_resume(candidate: Candidate) -> None:
    candidate.look("open the resume page", "resume/")
    form = candidate.get("resume/").form("text")
    answer = candidate.send("resume", form, files={"file": ("resume.txt", RESUME)})
    assert "/resume/" in answer.location
    confirm = candidate.get("resume/").form("do")
    assert confirm.fields["do"] == "confirm"
    assert candidate.send("confirm", confirm).location.endswith("/steps/")


def fill_in(candidate: Candidate) -> None:
    """One answer as the page sends it by itself, then the whole form, then all of it for good."""
    candidate.look("open the form", "form/")
    page = candidate.get("form/")
    names = list(dict.fromkeys(re.findall(r'name="(q[0-9a-f]{32})"', page.text)))
    address = re.findall(r'hx-post="([^"]+)"', page.text)[0]
    alone = page.form("page")
    alone.action, alone.fields[names[0]] = address, "yes"
    assert candidate.send("an answer", alone).status == 200
    whole = candidate.get("form/").form("page")
    whole.fields.update(zip(names, FILLED_IN, strict=True))
    assert candidate.send("the form", whole).location.endswith("/review/")
    review = candidate.get("form/review/")
    assert "Dec. 1, 2030" in review.text
    assert candidate.send("send the form", review.form(name="send")).location.endswith("/steps/")


def talk(candidate: Candidate) -> None:
    candidate.look("begin", "interview/")
    for answer in ANSWERS:
        say(candidate, answer)
    candidate.site.kill_web()
    assert all(candidate.get("interview/").text.count(answer) == 1 for answer in ANSWERS)


def say(candidate: Candidate, answer: str) -> None:
    form = filled(candidate.get("interview/"), answer=answer)
    assert form.fields["key"]
    assert candidate.send(f"turn {answer}", form).location == candidate.at("interview/")
    assert candidate.get("interview/").text.count(answer) == 1


def finish(candidate: Candidate) -> None:
    form = candidate.get("interview/finish/").form(name="finish")
    assert candidate.send("finish", form).location.endswith("/steps/")


def rate(candidate: Candidate) -> None:
    form = filled(candidate.get("thanks/"), ticked={"rating": "4"}, comment="Clear and fair.")
    assert candidate.send("rating", form).location.endswith("/thanks/")


def die_evaluating(site: Site) -> None:
    """Workers one after another, each of which dies one write later than the one before, until all is evaluated."""
    moment = 0
    while site.house.number(EVALUATING):
        moment += 1
        site.start_worker(die_at=moment)
        until(lambda: site.worker_has_ended() or not site.house.number(EVALUATING), within=60, what="an end")
        site.kill_worker()
    assert moment >= 8


def assert_nothing_is_lost_or_doubled(house: House) -> None:
    assert house.ask("SELECT status, rating FROM candidates_application") == [("completed", 4)]
    assert house.number("SELECT count(*) FROM candidates_candidate") == 1
    assert house.number("SELECT count(*) FROM compliance_consent") == 1
    attempts = "SELECT number, status FROM candidates_attempt"
    assert house.ask(attempts) == [(1, "evaluated")] * len(STAGES)
    assert house.number("SELECT count(*) FROM candidates_answer") == len(FILLED_IN)
    assert_turns_are_answered_once(house)
    assert_evaluations_are_made_once(house)
    happened = Counter(name for (name,) in house.ask("SELECT name FROM core_event"))
    expected = {
        "candidates.ApplicationStarted": 1,
        "candidates.EmailVerified": 1,
        "candidates.AttemptStarted": len(STAGES),
        "candidates.AttemptSubmitted": len(STAGES),
        "candidates.AttemptEvaluated": len(STAGES),
        "candidates.ApplicationStatusChanged": 3,
        "candidates.ApplicationRated": 1,
        "conversations.InterviewBegun": 1,
        "conversations.TurnHeard": len(ANSWERS),
        "conversations.InterviewEnded": 1,
        "evaluation.EvaluationDone": len(EVALUATORS),
    }
    assert {name: happened[name] for name in expected} == expected


def assert_turns_are_answered_once(house: House) -> None:
    turns = house.ask(
        "SELECT turn.speaker, turn.text FROM conversations_turn turn"
        " JOIN candidates_attempt attempt ON attempt.id = turn.attempt_id"
        " JOIN interviewers_stage stage ON stage.id = attempt.stage_id"
        " WHERE stage.kind = 'web_interview' ORDER BY turn.position"
    )
    assert [text for speaker, text in turns if speaker == "candidate"] == list(ANSWERS)
    spoken = [speaker for speaker, _ in turns]
    heard = [place for place, speaker in enumerate(spoken) if speaker == "candidate"]
    assert all(spoken[place + 1] == "interviewer" for place in heard)
    said = [text for speaker, text in turns if speaker == "interviewer"]
    assert len(said) == len(set(said))


def assert_evaluations_are_made_once(house: House) -> None:
    rows = house.ask("SELECT evaluator, number, status FROM evaluation_evaluation ORDER BY evaluator")
    assert rows == [(name, 1, "done") for name in EVALUATORS]
    doubled = "SELECT count(*) FROM evaluation_questionscore GROUP BY evaluation_id, question_id HAVING count(*) > 1"
    assert house.ask(doubled) == []
    assert house.number("SELECT count(*) FROM evaluation_questionscore") >= 3
    jobs = "SELECT count(*) FROM core_job WHERE name = 'evaluation.evaluate'"
    assert house.number(jobs) == house.number(f"{jobs} AND state = 'done'") == len(EVALUATORS)
