"""Taking in recordings: nothing that was confirmed is ever lost, doubled or changed."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from greenroom.compliance import registry
from greenroom.compliance.contract import Subject
from greenroom.compliance.models import Consent
from greenroom.core import clock, scope
from greenroom.core.errors import NotFound, Refused
from greenroom.core.ids import new_id
from greenroom.core.models import Job, StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.media.actions import playing, recordings
from greenroom.media.actions.recordings import Differs, Misplaced, NoRecording, NoRoom, Place, TooLarge
from greenroom.media.models import Recording, StoredFile
from greenroom.media.queries import recordings as kept
from greenroom.media.recordings import parts
from greenroom.media.recordings.sink import sink
from greenroom.media.recordings.tests.films import film, tone

SHORT = film(seconds=2, video=False)


@pytest.fixture
def place(in_workspace) -> Place:
    """An attempt of somebody who has agreed."""
    found = Place(in_workspace.workspace.id, new_id(), new_id())
    agreement = {"purpose": "interview", "version": "2/90", "language": "en", "wording": "Recorded."}
    Consent.objects.create(workspace=in_workspace.workspace, subject_id=found.application_id, **agreement)
    return found


def begin(place: Place, *, source: str = "candidate_audio", key: str = "", began_ms: int = 0) -> Recording:
    return recordings.begin(place=place, key=key or new_id().hex, source=source, began_ms=began_ms)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def arrived(place: Place, data: bytes, *, source: str = "candidate_audio", began_ms: int = 0) -> Recording:
    """All of it, closed."""
    row = begin(place, source=source, began_ms=began_ms)
    recordings.append(row, offset=0, data=data)
    return recordings.close(row, size=len(data), sha256=sha(data), ended_ms=began_ms + 2_000)


class Uploading(RuleBasedStateMachine):
    """A recorder and its twin in another tab send one recording over a line that loses, doubles and reorders."""

    place: Place

    @initialize(body=st.binary(min_size=1, max_size=400))
    def record(self, body: bytes) -> None:
        self.whole = SHORT[:64] + body
        self.row = begin(self.place)
        self.said = [0, 0]  # where each tab believes the recording to end
        self.confirmed = 0

    def put(self, offset: int, end: int) -> int:
        """What the server says: where the recording ends now."""
        data = self.whole[offset:end]
        try:
            now = recordings.append(self.row, offset=offset, data=data)
        except Misplaced as elsewhere:
            assert offset != self.confirmed
            return elsewhere.offset
        assert offset == self.confirmed
        self.confirmed = now
        return now

    @rule(tab=st.integers(0, 1), length=st.integers(64, 200), arrives=st.booleans())
    def send(self, tab: int, length: int, arrives: bool) -> None:
        """The next chunk; without its answer the tab still believes what it did."""
        offset = self.said[tab]
        if offset < len(self.whole):
            now = self.put(offset, offset + length)
            self.said[tab] = now if arrives else offset

    @rule(offset=st.integers(0, 500), length=st.integers(64, 200))
    def send_late(self, offset: int, length: int) -> None:
        """A chunk from long ago, or from ahead, comes in."""
        if offset < len(self.whole):
            self.put(offset, offset + length)

    @rule(tab=st.integers(0, 1))
    def reload(self, tab: int) -> None:
        row = kept.of_application(self.row.id, self.place.application_id)
        assert recordings.digest(row) == sha(self.whole[: row.size])
        self.said[tab] = row.size

    @rule(written=st.binary(min_size=1, max_size=90))
    def die_while_writing(self, written: bytes) -> None:
        """Killed after bytes were written and before the row said so."""
        with parts.held(self.row) as part:
            part.seek(0, os.SEEK_END)
            part.write(written)

    @invariant()
    def what_is_confirmed_is_what_was_recorded(self) -> None:
        path = parts.path_of(self.row.id)
        data = path.read_bytes()[: self.confirmed] if path.exists() else b""
        assert data == self.whole[: self.confirmed]
        assert Recording.objects.get(id=self.row.id).size == self.confirmed

    def teardown(self) -> None:
        if not hasattr(self, "row"):
            return
        while self.confirmed < len(self.whole):
            self.put(self.confirmed, self.confirmed + 150)
        done = {"size": len(self.whole), "sha256": sha(self.whole), "ended_ms": 9}
        for _again in range(2):
            assert recordings.close(self.row, **done).state == "closed"
        assert parts.path_of(self.row.id).read_bytes()[: self.confirmed] == self.whole


def test_whatever_the_line_does_the_bytes_that_arrive_are_the_bytes_that_were_recorded(place):
    few = settings(
        max_examples=20,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    run_state_machine_as_test(type("Here", (Uploading,), {"place": place}), settings=few)


def test_a_closed_recording_is_made_ready_once_and_its_part_goes(place):
    row = arrived(place, SHORT, began_ms=3_000)
    assert run_due_jobs().count("media.prepare_recording") == 1
    ready = Recording.objects.select_related("file").get(id=row.id)
    assert (ready.state, ready.media_type, ready.sha256) == ("remuxed", "audio/webm", sha(SHORT))
    assert 4_900 <= ready.ended_ms <= 5_100
    with default_storage.open(ready.file.key) as played:
        assert sha(played.read()) == ready.file.sha256
    assert not parts.path_of(row.id).exists()
    again = recordings.close(row, size=len(SHORT), sha256=sha(SHORT), ended_ms=0)
    assert again.state == "remuxed"
    assert run_due_jobs() == []
    names = list(StoredEvent.objects.filter(subject_id=row.id).values_list("name", flat=True))
    assert sorted(names) == ["media.RecordingBegun", "media.RecordingReady"]


def test_the_same_key_is_the_same_segment_and_a_new_one_counts_on(place):
    first = begin(place, key="one-two-three")
    assert begin(place, key="one-two-three").id == first.id
    assert [begin(place).segment, begin(place, source="candidate_camera").segment] == [2, 1]


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(100), b"\x7fELF" + bytes(100), b"webm" * 30])
def test_what_no_browser_records_is_refused_whatever_it_is_called(place, data):
    row = begin(place)
    with pytest.raises(NoRecording):
        recordings.append(row, offset=0, data=data)
    assert Recording.objects.get(id=row.id).size == 0


def test_what_only_looks_like_a_recording_is_failed_and_its_bytes_are_kept(place):
    false = SHORT[:80] + bytes(4_000)
    row = arrived(place, false)
    run_due_jobs()
    assert Recording.objects.get(id=row.id).state == "failed"
    assert parts.path_of(row.id).read_bytes() == false
    assert StoredEvent.objects.filter(name="media.RecordingFailed").count() == 1


def test_bytes_that_are_not_those_that_were_recorded_are_not_passed_off_as_such(place):
    row = begin(place)
    recordings.append(row, offset=0, data=SHORT)
    with pytest.raises(Misplaced) as short:
        recordings.close(row, size=len(SHORT) + 1, sha256=sha(SHORT), ended_ms=1)
    assert short.value.offset == len(SHORT)
    with pytest.raises(Differs):
        recordings.close(row, size=len(SHORT), sha256=sha(b"other"), ended_ms=1)
    assert Recording.objects.get(id=row.id).state == "failed"
    assert parts.path_of(row.id).read_bytes() == SHORT


def test_a_full_disk_is_said_and_nothing_confirmed_is_lost(place, monkeypatch):
    row = begin(place)
    recordings.append(row, offset=0, data=SHORT)

    @contextmanager
    def full(_recording: Recording):
        with open("/dev/full", "wb", buffering=0) as device:  # noqa: PTH123  (a device, not a path of ours)
            monkeypatch.setattr(parts, "length", lambda _part: len(SHORT))
            monkeypatch.setattr(parts, "append", lambda _part, data, at: device.write(data))  # noqa: ARG005
            yield device

    with monkeypatch.context() as patch:
        patch.setattr(parts, "held", full)
        with pytest.raises(NoRoom, match="disk is full"):
            recordings.append(row, offset=len(SHORT), data=b"more")
    monkeypatch.undo()
    assert recordings.digest(Recording.objects.get(id=row.id)) == sha(SHORT)


def test_nobody_is_recorded_without_an_agreement_to_it_or_after_taking_it_back(place):
    row = begin(place)
    for taken_back in ({"version": "1/90"}, {"version": "2/90", "withdrawn_at": clock.now()}):
        Consent.objects.update(**taken_back)
        for act in (
            lambda: begin(place),
            lambda: recordings.append(row, offset=0, data=SHORT),
        ):
            with pytest.raises(Refused, match="agreed"):
                act()
    assert Recording.objects.get(id=row.id).size == 0


def test_an_attempt_cannot_fill_the_disk(place, monkeypatch):
    monkeypatch.setattr(recordings, "ATTEMPT_BYTES", len(SHORT) + 10)
    recordings.append(begin(place), offset=0, data=SHORT)
    with pytest.raises(TooLarge):
        recordings.append(begin(place), offset=0, data=SHORT)
    monkeypatch.setattr(recordings, "SEGMENTS", 2)
    with pytest.raises(TooLarge):
        begin(place)


def test_what_is_left_open_is_played_as_far_as_it_came_and_an_empty_one_goes(place, time_machine_at):
    row, empty = begin(place), begin(place)
    recordings.append(row, offset=0, data=SHORT)
    assert recordings.close_left() == 0
    with time_machine_at(clock.now() + timedelta(days=1, minutes=1)):
        assert recordings.close_left() == 2
        run_due_jobs()
    assert Recording.objects.get(id=row.id).state == "remuxed"
    assert not Recording.objects.filter(id=empty.id).exists()


def test_a_disk_that_stays_full_ends_in_a_failure_that_keeps_the_bytes(place, monkeypatch):
    def full(*_given: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(playing, "make_playable", full)
    row = arrived(place, SHORT)
    for _try in range(20):
        Job.objects.filter(state="waiting").update(run_at=clock.now())
        run_due_jobs()
        if Recording.objects.get(id=row.id).state == "failed":
            break
        assert Recording.objects.get(id=row.id).state == "closed"
    assert StoredEvent.objects.get(name="media.RecordingFailed").payload["reason"] == "tries"
    assert parts.path_of(row.id).read_bytes() == SHORT


def test_files_of_no_recording_are_swept_after_a_day_and_no_others(place, time_machine_at):
    row = begin(place)
    recordings.append(row, offset=0, data=SHORT)
    strays = [parts.path_of(new_id()), parts.ready_path(new_id())]
    for stray in strays:
        stray.write_bytes(b"stray")
    assert recordings.sweep_parts() == 0
    with time_machine_at(clock.now() + timedelta(days=1, minutes=1)):
        assert recordings.sweep_parts() == 2
    assert parts.files() == [parts.path_of(row.id)]


@pytest.fixture
def time_machine_at() -> Callable:
    return lambda moment: time_machine.travel(moment, tick=False)


def test_erasing_somebody_removes_their_recordings_in_every_state(place):
    ready, open_still = arrived(place, SHORT), begin(place)
    run_due_jobs()
    recordings.append(open_still, offset=0, data=SHORT)
    theirs = Place(place.workspace_id, new_id(), new_id())
    Consent.objects.update(subject_id=theirs.application_id)
    other = begin(theirs)
    recordings.append(other, offset=0, data=SHORT)
    keys = list(StoredFile.objects.values_list("key", flat=True))
    nobody = {"row_ids": frozenset(), "names": frozenset(), "emails": frozenset(), "phones": frozenset()}
    subject = Subject(candidate_id=new_id(), application_ids=frozenset({place.application_id}), **nobody)
    (holding,) = [each for each in registry.erased() if each.slug == "recordings"]
    assert len(list(holding.files(subject))) == 1
    (sheet,) = holding.show(subject)
    assert len(sheet.facts) == 2
    for _again in range(2):
        holding.erase(subject)
    assert list(Recording.objects.values_list("id", flat=True)) == [other.id]
    assert not any(default_storage.exists(key) for key in keys)
    assert [path.name for path in parts.folder().iterdir()] == [f"{other.id.hex}.part"]
    Consent.objects.update(subject_id=place.application_id)
    with pytest.raises(NotFound):
        recordings.append(open_still, offset=len(SHORT), data=b"late")
    assert not parts.path_of(open_still.id).exists()
    assert not parts.path_of(ready.id).exists()


@pytest.mark.django_db(transaction=True)
def test_the_sound_of_a_call_is_kept_in_two_channels_with_its_absences(place):
    called, second = sink(place), tone(24_000, 2)
    for at_ms in (1_000, 2_000, 4_500, 5_500, 90_000):
        called.write(second, 24_000, at_ms)
    called.close()
    with scope.scoped(place.workspace_id):
        run_due_jobs()
        first, later = Recording.objects.filter(source="server_audio")
        assert (first.state, later.state, later.segment) == ("remuxed", "remuxed", 2)
        assert (first.began_ms, later.began_ms) == (1_000, 90_000)
        assert abs(first.ended_ms - 6_500) < 100
        assert first.gaps == [[3_000, 4_500]]
        assert first.media_type == "audio/webm"
    Consent.objects.update(withdrawn_at=clock.now())
    unwanted = sink(place)
    unwanted.write(second, 24_000, 100_000)
    unwanted.close()
    with scope.scoped(place.workspace_id):
        assert Recording.objects.filter(source="server_audio").count() == 2
