"""What an attempt uses of what is charged for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.models import Turn
from greenroom.core import scope
from greenroom.stages.conversational_sms.actions import chats
from greenroom.stages.conversational_sms.usage import messages
from greenroom.stages.tests.scene import LICENCE, ask, make_stage
from greenroom.stages.web_interview.usage import minutes

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "most", "charged"),
    [
        (0, None, 0),
        (1, None, 1),
        (60, None, 1),
        (61, None, 2),
        (600, 300, 5),
        (3 * 86_400, 900, 15),
        (3 * 86_400, None, 120),
        (-5, None, 0),
    ],
)
def test_a_begun_minute_counts_whole_and_no_more_than_the_stage_may_last(seconds, most, charged):
    config = {"web_interview_config": {"max_duration_seconds": most}}
    attempt = Attempt(config=config, created_at=NOON, submitted_at=NOON + timedelta(seconds=seconds))
    assert minutes(attempt) == charged


def test_an_interview_that_goes_on_has_used_nothing_yet():
    assert minutes(Attempt(created_at=NOON)) == 0


@pytest.mark.django_db
def test_the_messages_we_sent_are_counted_and_theirs_are_not(cast):
    with scope.scoped(cast.workspace.id):
        stage = make_stage(cast.workspace, "conversational_sms")
        ask(stage, 0, "Do you have a licence?", expects=LICENCE)
        walk = Walk(stage.interviewer).enter()
        attempt = attempts.begin(application=walk.application(), stage=stage)
        chats.hear(attempt, text="yes I do", key="one")
        said = list(Turn.objects.filter(attempt=attempt).values_list("speaker", flat=True))
        assert "candidate" in said
        assert messages(attempt) == said.count("interviewer") > 1
