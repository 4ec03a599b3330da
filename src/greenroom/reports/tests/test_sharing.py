"""A scorecard in the hands of somebody without an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from greenroom.accounts.permissions import Forbidden
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.ids import new_id
from greenroom.core.models import StoredEvent
from greenroom.evaluation.models import QuestionScore
from greenroom.evaluation.queries import reading
from greenroom.evaluation.tests import scene
from greenroom.media.actions import playing, recordings
from greenroom.media.actions.recordings import Place
from greenroom.media.recordings.tests.films import film
from greenroom.media.tests.test_recordings import sha
from greenroom.reports.actions import sharing
from greenroom.reports.actions.sharing import Said, Shown
from greenroom.reports.models import Remark, Share
from greenroom.reports.rules.options import Options
from greenroom.reports.rules.tokens import hashed


@pytest.fixture
def application(interviewer):
    return scene.evaluated(interviewer)


@pytest.fixture
def shared(application, in_workspace):
    """Share with these, and the page as somebody with the link."""

    def make(**given):
        given.setdefault("options", Options(contact=False))
        share, token = sharing.share(application, Shown(**given), by=in_workspace.colleague)
        return share, f"/shared/{token}/"

    return make


def score_of(application) -> QuestionScore:
    return QuestionScore.objects.filter(
        evaluation__attempt__application=application, verdict="scored"
    ).first()


def words(response) -> str:
    return response.content.decode()


def test_a_link_shows_what_it_may_and_is_found_by_no_search_engine(shared, application) -> None:
    share, address = shared()
    page = Client().get(address)
    text = words(page)
    assert page.status_code == 200
    assert "Casey Sample" in text
    assert application.candidate.email not in text
    assert score_of(application).reason.split("\n")[0][:40] in text
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex, nofollow", "private, no-store")
    assert address.split("/")[2] not in str(Share.objects.values())
    Client().get(address)
    share.refresh_from_db()
    assert share.views == 2
    assert StoredEvent.objects.filter(name="reports.ShareViewed").count() == 1
    assert StoredEvent.objects.filter(name="reports.ScorecardShared").count() == 1


def test_a_blind_link_names_nobody_even_where_the_candidate_did(shared, application) -> None:
    _share, address = shared(is_blind=True, options=Options(contact=True, resume=True))
    text = words(Client().get(address))
    assert "Casey" not in text
    assert application.candidate.email not in text
    assert reading.alias(application) in text
    with pytest.raises(Refused):
        shared(is_blind=True, with_recording=True)


def test_a_link_ends_and_says_so(shared, in_workspace, sign_in, application) -> None:
    share, address = shared(days=2)
    _other, still = shared(days=30)
    with time_machine.travel(clock.now() + timedelta(days=3)):
        over = Client().get(address)
        assert over.status_code == 410
        assert "This link has ended" in words(over)
        assert Client().post(f"{address}scores/{new_id()}/").status_code == 410
    url = f"/interviewers/window-cleaner/candidates/{application.id}/shares/"
    member = sign_in(in_workspace.colleague)
    member.post(f"{url}{share.id}/revoke/")
    member.post(f"{url}{share.id}/revoke/")
    assert Client().get(address).status_code == 410
    assert StoredEvent.objects.filter(name="reports.ShareRevoked").count() == 1
    assert Client().get(still).status_code == 200
    in_workspace.colleague.delete()
    assert Client().get(still).status_code == 410
    nowhere = Client().get("/shared/never-was/")
    assert nowhere.status_code == 404
    assert "This link leads nowhere" in words(nowhere)


def test_guessing_is_soon_over(shared) -> None:
    _share, address = shared()
    guesses = [Client().get(f"/shared/guess-{n}/").status_code for n in range(32)]
    assert (guesses[0], guesses[-1]) == (404, 429)
    assert Client().get(address).status_code == 200


def test_who_has_the_link_agrees_or_not_and_no_score_moves(
    shared, application, sign_in, in_workspace
) -> None:
    _share, address = shared()
    score, client = score_of(application), Client()
    before, name = score.score, score.id.hex
    url = f"{address}scores/{score.id}/"
    empty = client.post(url, {})
    assert empty.status_code == 422
    no = {f"{name}-name": "Morgan Reed", f"{name}-agrees": "no", f"{name}-reason": "I heard more."}
    assert "Give the score you would give" in words(client.post(url, no))
    assert not Remark.objects.exists()
    assert client.post(url, {**no, f"{name}-mark": "5"}).status_code == 302
    assert "I heard more." in words(client.get(address))
    page = f"/interviewers/window-cleaner/candidates/{application.id}/"
    assert "I heard more." in words(sign_in(in_workspace.viewer).get(page))
    assert client.post(url, {f"{name}-name": "Morgan Reed", f"{name}-agrees": "yes"}).status_code == 302
    assert "I heard more." not in words(client.get(address))
    assert Remark.objects.count() == 2
    score.refresh_from_db()
    assert score.score == before
    team = words(sign_in(in_workspace.viewer).get(page))
    assert ("Morgan Reed" in team, "I heard more." in team) == (True, False)
    assert "Casey Sample" in team
    assert StoredEvent.objects.filter(name="reports.RemarkMade").count() == 2


def test_nothing_is_said_of_somebody_elses_score_nor_through_a_candidates_link(
    shared, application, interviewer
) -> None:
    other = scene.evaluated(interviewer, "Rowan Vale")
    said = Said(name="Morgan Reed", agrees=True)
    share, _address = shared()
    with pytest.raises(NotFound):
        sharing.remark(share, score_of(other).id, said)
    theirs, address = shared(audience="candidate", options=Options(scores=False, reasons=False))
    with pytest.raises(NotFound):
        sharing.remark(theirs, score_of(application).id, said)
    text = words(Client().get(address))
    assert "Agree or disagree" not in text
    assert f"{application.score:.0f}</span>" not in text
    assert not Remark.objects.exists()


def test_the_recording_is_heard_only_where_the_link_allows_it(shared, application) -> None:
    attempt = application.attempts.get(stage__kind="web_interview")
    data = film(seconds=2, video=False)
    place = Place(application.workspace_id, application.id, attempt.id)
    row = recordings.begin(place=place, key="one", source="candidate_audio", began_ms=0)
    recordings.append(row, offset=0, data=data)
    row = recordings.close(row, size=len(data), sha256=sha(data), ended_ms=2_000)
    playing.prepare(recording_id=row.id)
    _silent, without = shared()
    _heard, with_it = shared(with_recording=True)
    piece = f"recordings/{row.id}/"
    assert Client().get(f"{without}{piece}").status_code == 404
    assert piece in words(Client().get(with_it))
    assert piece not in words(Client().get(without))
    part = Client().get(f"{with_it}{piece}", headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(part.content)) == (206, 10)
    assert Client().get(f"{with_it}{piece}", headers={"Range": "bytes=999999999-"}).status_code == 416
    assert Client().get(f"{with_it}recordings/{new_id()}/").status_code == 404


def test_the_team_makes_a_link_and_sees_it_once(sign_in, in_workspace, application) -> None:
    url = f"/interviewers/window-cleaner/candidates/{application.id}/shares/"
    client = sign_in(in_workspace.colleague)
    made = words(client.post(url, {"label": "Morgan", "days": "7", "transcript": "on"}))
    token = made.split("/shared/")[1].split("/")[0]
    assert Share.objects.get().token_hash == hashed(token)
    assert token not in words(client.get(url))
    assert client.post(url, {"label": "Morgan", "days": "900"}).status_code == 422
    with pytest.raises(Forbidden):
        sharing.share(application, Shown(options=Options()), by=in_workspace.viewer)
