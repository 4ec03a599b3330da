"""The days of the notice are kept by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from greenroom.accounts.models import Workspace
from greenroom.candidates.models import Application, Attempt, Candidate
from greenroom.candidates.tests.test_holdings import TELLS, TEXTED, _stored, _told, _written, walked
from greenroom.candidates.tests.walking import Walk, interviewer, make_interviewer, walk
from greenroom.compliance import registry
from greenroom.compliance.actions import keeping
from greenroom.compliance.actions import requests as asking
from greenroom.compliance.contract import Holding
from greenroom.compliance.models import Consent, RetentionRun
from greenroom.compliance.queries import lapsed
from greenroom.compliance.rules import notice
from greenroom.compliance.rules.keeping import over_before
from greenroom.core import clock, scope
from greenroom.core.jobs import TryAgain
from greenroom.core.jobs.port import SCHEDULES
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.tests.scene import applied
from greenroom.interviewers.models import Interviewer

__all__ = ["interviewer", "walk", "walked"]

THEN = datetime(2026, 3, 2, 12, tzinfo=UTC)
OVER = datetime(2026, 3, 2 + 11, 0, 5, tzinfo=UTC)
"""The first minutes of the day on which ten days are over for who was here THEN."""


def _keep(workspace: Workspace, days: int = 10) -> Workspace:
    Workspace.objects.filter(id=workspace.id).update(keep_days=days)
    workspace.refresh_from_db()
    return workspace


def _somebody(interviewer: Interviewer, at: datetime = THEN, **given: Any) -> Application:
    with clock.at(at):
        return applied(interviewer, **given)


def _run(workspace: Workspace, at: datetime = OVER) -> int:
    with clock.at(at), scope.scoped(workspace.id):
        return keeping.run(workspace_id=workspace.id)


def _events(name: str) -> list[dict[str, Any]]:
    return list(StoredEvent.objects.filter(name=f"compliance.{name}").values_list("payload", flat=True))


def test_the_day_of_the_last_activity_does_not_count_and_days_are_those_of_the_zone():
    zone = ZoneInfo("Europe/Vienna")  # loses an hour on 29 March 2026
    assert over_before(date(2026, 3, 30), 1, zone=zone).astimezone(UTC) == datetime(
        2026, 3, 28, 23, tzinfo=UTC
    )
    assert over_before(date(2026, 3, 31), 1, zone=zone).astimezone(UTC) == datetime(
        2026, 3, 29, 22, tzinfo=UTC
    )


def test_a_notice_tells_its_days():
    versions = [notice.version(30), notice.version(30, captures=True), "1/30-2", "1-2"]
    assert list(map(notice.days_of, versions)) == [30, 30, 30, None]


def test_somebody_stays_until_their_last_day_ends_on_the_clock_of_the_house(interviewer, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    workspace = _keep(interviewer.workspace, 1)
    _somebody(interviewer, datetime(2026, 3, 2, 10, 59, tzinfo=UTC))  # a minute before midnight there
    assert _run(workspace, datetime(2026, 3, 3, 10, 59, tzinfo=UTC)) == 0
    assert _run(workspace, datetime(2026, 3, 3, 11, 0, tzinfo=UTC)) == 1
    assert not Candidate.objects.exists()


def test_whatever_became_of_it_goes_and_who_is_still_about_it_stays(interviewer, cast):
    workspace = _keep(interviewer.workspace)
    stage = interviewer.stages.get(kind="resume")
    old = {status: _somebody(interviewer) for status in Application.Status}
    for status, application in old.items():
        Application.objects.filter(id=application.id).update(status=status)
    began = {"workspace": workspace, "stage": stage}
    with clock.at(THEN):
        Attempt.objects.create(application=old["in_progress"], **began)  # begun and left alone
    stays = {"in a stage", "asks", "twice", "young"}
    people = {name: _somebody(interviewer, name=name) for name in stays}
    with clock.at(OVER - timedelta(days=3)):
        Attempt.objects.create(application=people["in a stage"], **began)
    asking.ask(workspace_id=workspace.id, subject_id=people["asks"].candidate_id, kind="object")
    Application.objects.filter(id=people["young"].id).update(last_engaged_at=OVER - timedelta(days=10))
    another = make_interviewer(workspace, slug="another-one")
    _somebody(another, OVER, name="twice", email=people["twice"].candidate.email)
    assert _run(workspace) == len(old)
    assert set(Candidate.objects.values_list("name", flat=True)) == stays


def test_who_agreed_to_fewer_days_has_those_and_fewer_days_hold_for_all(interviewer):
    workspace = _keep(interviewer.workspace)
    soon = _somebody(interviewer)
    assert Consent.objects.get(subject_id=soon.id).version.endswith("/10")
    workspace = _keep(workspace, 300)
    interviewer.workspace.refresh_from_db()
    _somebody(interviewer, name="Later")
    assert _run(workspace) == 1
    assert Candidate.objects.get().name == "Later"
    assert _run(_keep(workspace, 5), OVER + timedelta(days=1)) == 1


def test_each_workspace_has_its_own_days_and_its_own_job(interviewer, cast):
    _keep(interviewer.workspace)
    _somebody(interviewer)
    theirs = cast.stranger.workspace
    with scope.scoped(theirs.id):
        _somebody(make_interviewer(theirs))
    assert _run(theirs) == 0
    assert SCHEDULES["compliance.look_at_the_days"] == timedelta(days=1)
    with clock.at(OVER):
        keeping.set_out()
        assert run_due_jobs().count("compliance.keep_to_the_days") == Workspace.objects.count()
    with scope.everything("a test looks"):
        assert Candidate.objects.get().workspace_id == theirs.id
        run = RetentionRun.objects.get(people=1)
    assert (run.workspace_id, run.day) == (interviewer.workspace_id, OVER.date())


def test_two_runs_at_once_share_the_people_and_count_each_once(interviewer, monkeypatch):
    workspace = _keep(interviewer.workspace)
    for _number in range(5):
        _somebody(interviewer)
    monkeypatch.setattr(keeping, "BATCH", 2)
    real, others = keeping._batch, []

    def overtaken(*given: Any) -> list[Any]:
        found = real(*given)
        if not others:
            others.append(0)
            others[0] = _run(workspace)
        return found

    monkeypatch.setattr(keeping, "_batch", overtaken)
    assert (_run(workspace), others) == (0, [5])
    run = RetentionRun.objects.get()
    assert (run.people, run.left) == (5, 0)
    assert len(_events("DaysOver")) == 5
    assert _events("RetentionEnded") == [{"run_id": str(run.id), "people": 5}]
    _somebody(interviewer)
    assert _run(workspace) == 0, "the day's run is through"


def test_who_cannot_go_yet_holds_up_nobody_and_goes_the_next_day(interviewer, monkeypatch):
    workspace = _keep(interviewer.workspace)
    first, _second = _somebody(interviewer), _somebody(interviewer)
    waits = {first.candidate_id}

    def busy(subject: Any) -> None:
        if subject.candidate_id in waits:
            raise TryAgain("a message has not left")

    whole = list(registry.erased())
    room = Holding(slug="x", label="x", tables=(), show=lambda _s: (), erase=busy)
    monkeypatch.setattr(registry, "erased", lambda: [*whole, room])
    with capture_logs() as lines:
        assert _run(workspace) == 1
    assert [line for line in lines if line["event"] == "days are over"] == [
        {"event": "days are over", "log_level": "info", "people": 1, "left": 1}
    ]
    assert RetentionRun.objects.get().left == 1
    assert Application.objects.get() == first, "all or nothing"
    waits.clear()
    assert _run(workspace, OVER + timedelta(days=1)) == 1


class Killed(BaseException):
    """As kill -9: nothing in the product catches it."""


def test_killed_between_any_two_rooms_it_leaves_no_row_in_the_end(walked: Walk, monkeypatch):
    workspace = walked.interviewer.workspace
    over = clock.now() + timedelta(days=workspace.keep_days + 1)
    whole = list(registry.erased())

    def dies(_subject: Any) -> None:
        raise Killed

    mortal = Holding(slug="x", label="x", tables=(), show=lambda _s: (), erase=dies)
    for after in range(len(whole) + 1):
        with monkeypatch.context() as patch:
            patch.setattr(registry, "erased", lambda after=after: [*whole[:after], mortal])
            with pytest.raises(Killed):
                _run(workspace, over)
    assert _run(workspace, over) == 1
    written = _written()
    assert {words: _told(words, written) for words in (*TELLS, *TEXTED) if _told(words, written)} == {}
    assert _stored() == []
    assert not Candidate.objects.exists()
    assert RetentionRun.objects.get().people == 1
    assert len(_events("DaysOver")) == 1


def test_the_team_reads_who_goes_next_and_administrators_how_the_last_run_went(interviewer, cast, sign_in):
    workspace = _keep(interviewer.workspace)
    with clock.at(OVER - timedelta(days=4)):
        assert "nobody is erased" in sign_in(cast.viewer).get("/data/").content.decode()
    _somebody(interviewer)
    _somebody(interviewer, THEN + timedelta(days=9))
    with clock.at(OVER - timedelta(days=8)):
        assert lapsed.coming(workspace) == lapsed.Coming()
    with clock.at(OVER - timedelta(days=7)):
        assert lapsed.coming(workspace) == lapsed.Coming(1, OVER.date())
        page = sign_in(cast.viewer).get("/data/").content.decode()
        assert "1 person is erased, on March 13, 2026" in page
        assert "It has not run yet" not in page
        assert "It has not run yet" in sign_in(cast.owner).get("/data/").content.decode()
    _run(workspace)
    assert "1 person erased" in sign_in(cast.owner).get("/data/").content.decode()
    assert "person erased" not in sign_in(cast.viewer).get("/data/").content.decode()
