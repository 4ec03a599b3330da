"""What a whole journey leaves behind: ids and short words, never what a person wrote."""

from __future__ import annotations

import gzip
import logging
from pathlib import Path

import pytest

from greenroom.candidates.models import Candidate
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.core.ui import assets
from greenroom.outreach.models import Message

SECRETS = [
    "Zyxwell",
    "zyxwell@example.org",
    "7700900321",
    "Quetzalworks",
    "zephyrharness",
    "marmaladewind",
    "tangerine",
]


@pytest.fixture
def gone(walk, settings, caplog):
    """The whole way, with a question, a wrong code, a bad file and a comment on it, jobs included."""
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
    caplog.set_level(logging.INFO)
    details = {"name": "Zyxwell Doe", "email": "zyxwell@example.org", "phone": "+44 7700 900321"}
    walk.apply(**{**details, "agree": ""})
    walk.apply(**details)
    walk.verify("not a code")
    code = Message.objects.get().subject[:6]
    walk.verify(code)
    walk.send_resume("Zyxwell Doe\nWindow cleaner at Quetzalworks, 2019 to 2024\n")
    walk.get("interview/")
    for n, text in enumerate(
        ["My zephyrharness, always.", "What are the working hours?", "The marmaladewind.", "Glass.", "No."]
    ):
        walk.say(text, f"k{n}")
    walk.post("interview/finish/")
    walk.post("thanks/", {"rating": "4", "comment": "tangerine"})
    run_due_jobs()
    return walk, code


def test_no_log_line_holds_what_a_candidate_wrote_or_who_they_are(gone, caplog):
    _walk, code = gone
    lines = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.get_records("setup"))
    assert "/turn/" in lines
    for secret in [*SECRETS, code]:
        assert secret.lower() not in lines.lower(), secret


def test_no_event_holds_what_a_candidate_wrote_or_who_they_are(gone):
    kept = "\n".join(f"{event.name} {event.payload}" for event in StoredEvent.objects.all())
    for secret in SECRETS:
        assert secret.lower() not in kept.lower(), secret


def test_a_journey_is_told_in_events_in_the_order_it_happened(gone):
    told = [event.name for event in StoredEvent.objects.filter(actor_kind="candidate").order_by("id")]
    assert [name for name in told if name != "conversations.TurnHeard"] == [
        "candidates.ApplicationStarted",
        "candidates.EmailCodeSent",
        "candidates.EmailVerified",
        "candidates.AttemptStarted",
        "candidates.AttemptSubmitted",
        "candidates.AttemptStarted",
        "conversations.InterviewBegun",
        "conversations.InterviewEnded",
        "candidates.AttemptSubmitted",
        "candidates.ApplicationRated",
    ]
    assert told.count("conversations.TurnHeard") == 5
    moves = StoredEvent.objects.filter(name="candidates.ApplicationStatusChanged").order_by("id")
    assert [event.payload["after"] for event in moves] == ["in_progress", "evaluating", "completed"]
    actors = set(StoredEvent.objects.filter(actor_kind="candidate").values_list("actor_id", flat=True))
    assert actors == {Candidate.objects.get().id}


def size_of(entry: str) -> int:
    """Bytes of an entry and all it imports, as they are sent."""
    manifest = assets.read_manifest()
    chunk = assets.find(manifest, entry)
    folder = Path(assets.MANIFEST).parents[1]
    files = {chunk["file"], *assets.imports_of(manifest, chunk)}
    return sum(len(gzip.compress((folder / file).read_bytes())) for file in files)


def test_a_candidate_loads_less_than_100_kilobytes_of_script_before_the_interview(walk):
    if not assets.read_manifest():
        pytest.fail(assets.MISSING)
    page = walk.get().content.decode()
    assert page.count("<script") == 1
    assert "interview-" not in page
    assert 1_000 < size_of("candidate") < 100_000
