"""A candidate's recording over HTTP, and its playing to the team."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.compliance.models import Consent
from greenroom.conversations.models import Call
from greenroom.core import clock
from greenroom.core.ids import new_id
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions import reading
from greenroom.interviewers.models import Stage
from greenroom.media.actions import recordings
from greenroom.media.models import Recording
from greenroom.media.recordings import parts, ranges
from greenroom.media.recordings.tests.films import film

SOUND = film(seconds=2, video=False)
BEGUN = {"key": "k" * 32, "source": "candidate_audio", "ago": "0"}


@pytest.fixture
def room(walk: Walk) -> Walk:
    """A candidate in an interview with video."""
    Stage.objects.filter(kind="web_interview").update(config={"video": True})
    walk.enter().send_resume()
    walk.get("interview/")
    return walk


def begin(walk: Walk, **more: str) -> Any:
    return walk.post("interview/recordings/", {**BEGUN, **more})


def put(walk: Walk, url: str, data: bytes, offset: object) -> Any:
    return walk.client.put(f"{url}?offset={offset}", data, content_type="application/octet-stream")


def close(walk: Walk, url: str, data: bytes = SOUND, **more: str) -> Any:
    whole = {"size": str(len(data)), "sha256": hashlib.sha256(data).hexdigest(), "lasted": "2000"}
    return walk.client.post(f"{url}close/", {**whole, **more})


@pytest.fixture
def url(room: Walk) -> str:
    """Where a recording that has begun is sent."""
    return begin(room).json()["url"]


def test_bytes_are_taken_only_where_the_recording_ends_and_are_then_whole(room, url):
    first = put(room, url, SOUND[:1000], 0)
    assert (first.status_code, first.json(), first["Cache-Control"]) == (200, {"offset": 1000}, "no-store")
    for offset in (0, 999, 1001, 10**9):
        elsewhere = put(room, url, SOUND[1000:2000], offset)
        assert (elsewhere.status_code, elsewhere.json()) == (409, {"offset": 1000})
    assert begin(room).json() == {"id": url.split("/")[-2], "url": url, "offset": 1000}
    known = room.client.get(url).json()
    assert known == {"offset": 1000, "sha256": hashlib.sha256(SOUND[:1000]).hexdigest()}
    assert close(room, url).status_code == 409
    assert put(room, url, SOUND[1000:], 1000).json() == {"offset": len(SOUND)}
    for _again in range(2):
        assert close(room, url).status_code == 200
    assert put(room, url, b"more", len(SOUND)).status_code == 409
    row = Recording.objects.get()
    assert parts.path_of(row.id).read_bytes() == SOUND
    assert (row.state, row.media_type, row.segment) == ("closed", "audio/webm", 1)


def test_a_segment_lies_on_the_attempts_clock_by_when_it_began(room, time_machine_at):
    attempt = Attempt.objects.get(stage__kind="web_interview")
    with time_machine_at(attempt.created_at + timedelta(seconds=90)):
        begin(room, ago="30000")
        begin(room, key="another-one", ago="99999999")
    assert sorted(Recording.objects.values_list("began_ms", flat=True)) == [0, 60_000]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"key": "short"}, 400),
        ({"key": "x/../../../../x"}, 400),
        ({"ago": "-1"}, 400),
        ({"source": "server_audio"}, 400),
        ({"source": "candidate_camera"}, 200),
    ],
)
def test_what_begins_a_recording_is_checked(room, given, status):
    assert begin(room, **given).status_code == status
    assert Recording.objects.count() == (status == 200)


@pytest.mark.parametrize(
    ("config", "source", "status"),
    [
        ({"video": False}, "candidate_camera", 403),
        ({"video": False}, "candidate_audio", 200),
        ({"spoken": False, "video": True}, "candidate_audio", 403),
    ],
)
def test_what_the_stage_does_not_record_is_not_taken(room, config, source, status):
    Attempt.objects.filter(stage__kind="web_interview").update(config=config)
    assert begin(room, source=source).status_code == status


def test_pieces_that_are_too_large_cut_off_or_no_recording_are_told_apart(room, url, monkeypatch):
    assert put(room, url, bytes(recordings.CHUNK_BYTES + 1), 0).status_code == 413
    assert put(room, url, b"MZ" + bytes(99), 0).status_code == 415
    assert put(room, url, SOUND, "x").status_code == 400
    broken = {"wsgi.input": BytesIO(SOUND[:50]), "CONTENT_LENGTH": "60"}
    cut = room.client.generic("PUT", f"{url}?offset=0", **broken)
    assert cut.status_code == 408
    assert put(room, url, SOUND, 0).status_code == 200
    monkeypatch.setattr(recordings, "ATTEMPT_BYTES", len(SOUND))
    assert put(room, url, b"more", len(SOUND)).status_code == 413
    assert close(room, url, sha256="0" * 64).status_code == 422
    assert close(room, url, sha256="forged").status_code == 400


def test_a_full_disk_is_told_as_one_and_what_was_confirmed_stays(room, url, monkeypatch):
    put(room, url, SOUND[:1000], 0)

    def full(_part: object, _data: bytes, *, at: int) -> None:
        with open("/dev/full", "wb", buffering=0) as device:  # noqa: PTH123  (a device, not a path of ours)
            device.write(b"x")

    with monkeypatch.context() as patch:
        patch.setattr(parts, "append", full)
        assert put(room, url, SOUND[1000:], 1000).status_code == 507
    assert room.client.get(url).json()["offset"] == 1000
    assert put(room, url, SOUND[1000:], 1000).status_code == 200


def test_nobody_else_and_nothing_forged_gets_in(room, url, another):
    other = another()
    other.enter(email="drew@example.org", name="Drew Sample").send_resume()
    other.get("interview/")
    stranger = another()
    for act in (
        lambda walk: put(walk, url, SOUND, 0),
        lambda walk: walk.client.get(url),
        lambda walk: close(walk, url),
    ):
        assert act(other).status_code == 404
        assert act(stranger).status_code == 302
    assert put(room, room.at(f"interview/recordings/{new_id()}/"), SOUND, 0).status_code == 404
    assert Client().get(url).status_code == 302
    assert room.client.get(room.at(f"resume/{url.split('/')[-2]}/")).status_code == 404
    assert Recording.objects.get().size == 0


def test_after_the_end_only_what_was_recorded_before_it_still_arrives_for_a_day(room, url, time_machine_at):
    put(room, url, SOUND[:1000], 0)
    with time_machine_at(clock.now() + timedelta(seconds=30)):
        room.post("interview/finish/")
    with time_machine_at(clock.now() + timedelta(minutes=2)):
        assert begin(room, key="after-the-end").status_code == 404
        assert begin(room, key="before-the-end", ago="115000").status_code == 200
        assert put(room, url, SOUND[1000:], 1000).status_code == 200
    with time_machine_at(clock.now() + timedelta(days=1, minutes=1)):
        assert close(room, url).status_code == 404
        assert put(room, url, b"more", len(SOUND)).status_code == 404


def test_taking_the_agreement_back_ends_the_recording(room, url):
    put(room, url, SOUND[:1000], 0)
    Consent.objects.update(withdrawn_at=clock.now())
    assert put(room, url, SOUND[1000:], 1000).status_code == 403
    assert begin(room, key="another-one").status_code == 403


@pytest.fixture
def played(room: Walk, url: str) -> str:
    """Where the team finds a recording that is ready."""
    put(room, url, SOUND, 0)
    close(room, url)
    run_due_jobs()
    slug, application = room.interviewer.slug, room.application()
    return f"/interviewers/{slug}/candidates/{application.id}/recordings/{Recording.objects.get().id}/"


def test_the_team_is_given_the_part_it_asks_for(played, cast, sign_in, monkeypatch):
    client = sign_in(cast.viewer)
    whole = b"".join(client.get(played).streaming_content)
    file = Recording.objects.select_related("file").get().file
    assert hashlib.sha256(whole).hexdigest() == file.sha256
    part = client.get(played, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert part["Content-Type"] == "audio/webm"
    assert "no-store" in part["Cache-Control"]
    monkeypatch.setattr(ranges, "MOST", 500)
    assert client.get(played, headers={"Range": "bytes=0-"}).content == whole[:500]
    beyond = client.get(played, headers={"Range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(whole)}")
    changed = client.get(played, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert changed.status_code == 200
    list(changed.streaming_content)


def test_who_reads_blind_hears_somebody_and_does_not_see_them(played, room, cast, sign_in):
    def status(member) -> int:
        return sign_in(member).get(played, headers={"Range": "bytes=0-9"}).status_code

    reading.change(by=cast.colleague, blind=True)
    assert status(cast.colleague) == 206
    Recording.objects.update(media_type="video/webm")
    assert (status(cast.colleague), status(cast.owner)) == (404, 206)
    reading.unmask(room.application(), by=cast.colleague)
    assert status(cast.colleague) == 206


def test_nobody_but_the_team_plays_it(played, room, cast, sign_in):
    assert room.client.get(played).status_code == 302
    assert sign_in(cast.stranger).get(played).status_code == 404
    assert sign_in(cast.owner).get(played.replace(room.interviewer.slug, "another")).status_code == 404
    Recording.objects.update(application_id=new_id())
    assert sign_in(cast.owner).get(played).status_code == 404


def test_what_could_not_be_made_ready_is_a_download_and_never_opens_in_our_pages(room, url, cast, sign_in):
    false = SOUND[:80] + b"<script>" * 100
    put(room, url, false, 0)
    row = Recording.objects.get()
    at = f"/interviewers/{room.interviewer.slug}/candidates/{row.application_id}/recordings/{row.id}/"
    client = sign_in(cast.owner)
    assert client.get(at).status_code == 404
    close(room, url, false)
    run_due_jobs()
    given = client.get(at)
    assert b"".join(given.streaming_content) == false
    assert given["Content-Type"] == "application/octet-stream"
    assert given["Content-Disposition"].startswith("attachment")
    assert given["X-Content-Type-Options"] == "nosniff"


def test_the_review_page_plays_it_beside_the_transcript_and_says_what_is_missing(played, room, cast, sign_in):
    client = sign_in(cast.viewer)
    Recording.objects.update(began_ms=0, ended_ms=2_000)
    review = played.split("recordings/")[0]
    page = client.get(review).content.decode()
    assert f'src="{played}"' in page
    assert 'data-from="0" data-to="2000"' in page
    turns = page.split('data-turns="')[1].split('"')[0]
    assert turns.count("turn-") == 2
    assert "is not complete" not in page
    late = begin(room, key="more-of-it").json()["url"]
    put(room, late, SOUND, 0)
    assert "Some of the recording is on its way" in client.get(review).content.decode()
    Recording.objects.filter(size__gt=0, state="remuxed").update(source="server_audio", gaps=[[500, 1500]])
    page = client.get(review).content.decode()
    assert "You hear what our server heard" in page
    assert '<rect x="250" width="500"' in page
    assert "00:00 – 00:01" in page
    Recording.objects.all().delete()
    assert "data-media" not in client.get(review).content.decode()


def test_the_review_page_says_how_often_the_interviewer_spoke_too_soon(played, room, cast, sign_in):
    attempt = room.application().attempts.get(stage__kind="web_interview")
    call = {
        "workspace_id": attempt.workspace_id,
        "attempt": attempt,
        "joined_at": clock.now(),
        "ended_at": clock.now(),
    }
    Call.objects.create(**call, cut_ins=1, turns=6)
    Call.objects.create(**call, cut_ins=0, turns=34)
    page = sign_in(cast.viewer).get(played.split("recordings/")[0]).content.decode()
    assert (
        "Spoke too soon after 1 of 40 answers here; 2.5\u00a0% of 40 in all calls of this interviewer (n = 2)."
        in page
    )
