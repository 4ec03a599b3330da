"""What the team sees of visits, who may watch a screen, and when visits go."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from greenroom.compliance import registry
from greenroom.core import clock, scope
from greenroom.core.models import StoredEvent
from greenroom.diagnostics.actions import forgetting
from greenroom.diagnostics.models import CapturePolicy, ScreenPart, Visit
from greenroom.diagnostics.tests.test_capturing import PASTE, event, film, noticed, now_ms, packed, send
from greenroom.media.models import StoredFile

ON = {"records_visits": "on", "records_screen": "on", "keep_days": "14"}


@pytest.fixture
def visited(captured):
    """A candidate whose visit has pages, events and a recording."""
    captured.get("resume/")
    began = now_ms() - 9
    away = [noticed(n, {"kind": "visibility", "state": "hidden"}, at=began + n) for n in (1, 2, 3)]
    denied = {"kind": "denied", "device": "microphone", "reason": "NotAllowedError"}
    trip = {"kind": "trip", "ms": 120, "lost": 2}
    send(captured, noticed(0, PASTE, at=began), *away, noticed(4, denied), noticed(5, trip))
    film(captured, packed(event(source=1)))
    return captured


@pytest.fixture
def root(visited) -> str:
    return f"/interviewers/{visited.interviewer.slug}/candidates/{visited.application().id}/visits/"


def test_the_team_reads_a_visit_line_by_line(root, cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.owner)
    with django_assert_max_num_queries(14):
        page = client.get(root).content.decode()
    for words in ("Overview of the steps", "312 characters", "×3", "The microphone was refused", "120 ms"):
        assert words in page, words
    assert page.index("Pasted") < page.index("The microphone was refused")
    assert f'href="{root}' in page
    candidate = client.get(root.removesuffix("visits/")).content.decode()
    assert f'href="{root}"' in candidate


def test_a_viewer_reads_visits_and_does_not_watch_the_screen(root, cast, sign_in):
    with scope.everything("a test looks"):
        part = ScreenPart.objects.get()
    watch, screen = f"{root}{part.visit_id}/replay/", f"{root}{part.visit_id}/screen/{part.id}/"
    client = sign_in(cast.colleague)
    assert screen in client.get(watch).content.decode()
    answer = client.get(screen)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content))[0]["data"] == {"source": 1}
    client = sign_in(cast.viewer)
    page = client.get(root).content.decode()
    assert "Pasted" in page
    assert "replay" not in page
    assert (client.get(watch).status_code, client.get(screen).status_code) == (403, 403)
    assert sign_in(cast.stranger).get(root).status_code == 404
    elsewhere = root.replace("window-cleaner", "another")
    assert sign_in(cast.owner).get(elsewhere).status_code == 404


def test_where_nothing_is_kept_the_page_says_why(walk, cast, sign_in):
    walk.enter()
    page = f"/interviewers/{walk.interviewer.slug}/candidates/{walk.application().id}/visits/"
    said = sign_in(cast.owner).get(page).content.decode()
    assert "Visits are not captured in this workspace." in said
    assert 'href="/settings/capture/"' in said


def test_an_administrator_says_what_is_captured_and_it_is_in_the_audit(cast, sign_in, interviewer):
    client = sign_in(cast.owner)
    assert 'value="30"' in client.get("/settings/capture/").content.decode()
    assert client.post("/settings/capture/", ON).headers["Location"] == "/settings/capture/"
    with scope.scoped(cast.workspace.id):
        policy = CapturePolicy.objects.get()
    assert (policy.records_visits, policy.records_screen, policy.keep_days) == (True, True, 14)
    names = StoredEvent.objects.filter(name="diagnostics.CapturePolicyChanged")
    assert {row.payload["setting"] for row in names} == {"records_visits", "records_screen", "keep_days"}
    for wrong, field in (
        ({"records_screen": "on", "keep_days": "14"}, "A recording needs its visit"),
        ({**ON, "keep_days": "181"}, "Between 1 and 180 days"),
        ({**ON, "keep_days": "0"}, "greater than or equal to 1"),
    ):
        answer = client.post("/settings/capture/", wrong)
        assert answer.status_code == 422
        assert field in answer.content.decode()
    with scope.scoped(cast.workspace.id):
        assert CapturePolicy.objects.get().keep_days == 14
    assert sign_in(cast.colleague).post("/settings/capture/", ON).status_code == 403


def test_visits_go_when_their_days_are_over_with_their_bytes_and_not_before(visited, time_machine_at):
    with scope.everything("a test looks"):
        key = _key()
    with time_machine_at(clock.now() + timedelta(days=29)):
        assert forgetting.forget_old() == 0
    with time_machine_at(clock.now() + timedelta(days=31)):
        assert forgetting.forget_old() == 1
    with scope.everything("a test looks"):
        assert (Visit.objects.count(), ScreenPart.objects.count()) == (0, 0)
        assert not StoredFile.objects.filter(key=key).exists()
    assert not default_storage.exists(key)


def _key() -> str:
    return str(ScreenPart.objects.select_related("file").get().file.key)


def test_who_asks_to_be_erased_takes_their_visits_along(visited):
    candidate_id = visited.application().candidate_id
    with scope.scoped(visited.interviewer.workspace_id):
        key = _key()
        subject = registry.subject(candidate_id)
        (ours,) = [holding for holding in registry.shown() if holding.slug == "visits"]
        assert len(list(ours.show(subject))) == len(list(ours.files(subject))) == 1
        ours.erase(subject)
        assert not Visit.objects.exists()
    assert not default_storage.exists(key)
