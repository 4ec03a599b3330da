"""What an attempt uses of what is charged for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils.translation import override

from greenroom.billing.models import Charge, Price
from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.models import Turn
from greenroom.core import scope
from greenroom.core.money import UNIT
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.actions import budgets
from greenroom.stages.conversational_sms.actions import chats
from greenroom.stages.conversational_sms.usage import messages
from greenroom.stages.tests.scene import LICENCE, ask, make_stage
from greenroom.stages.tests.typical import DONE
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
def test_members_hear_of_a_spent_budget_in_their_own_words_and_the_candidate_goes_on(cast):
    with scope.scoped(cast.workspace.id):
        Price.objects.create(workspace=cast.workspace, service="resume", amount=UNIT)
        stage = make_stage(cast.workspace, "resume")
        budgets.set_budget(stage.interviewer, amount=UNIT, by=cast.owner)
        walk = Walk(stage.interviewer).enter()
        attempt = attempts.begin(application=walk.application(), stage=stage)
        with override("de"):
            DONE["resume"](attempt)
        run_due_jobs()
        attempt.refresh_from_db()
        assert attempt.status == Attempt.Status.EVALUATED
        assert Charge.objects.get().amount == UNIT
        told = [message for message in mail.outbox if message.to == [cast.owner.user.email]]
        assert [message.subject for message in told] == [
            "The budget of “Window Cleaner” is spent: nobody new can start"
        ]
        assert "$1.00" in told[0].body


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
