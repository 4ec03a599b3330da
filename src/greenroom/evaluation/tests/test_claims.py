"""What people make of statements that do not line up."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import NotFound, Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions import claims, evaluations
from greenroom.evaluation.models import Claim
from greenroom.evaluation.queries import scorecards
from greenroom.evaluation.tests import scene
from greenroom.evaluation.tests.test_evaluators import ANSWERS, RESUME


def test_a_word_on_a_claim_has_a_name_and_a_time_and_outlives_another_run(interviewer, in_workspace) -> None:
    application = scene.evaluated(interviewer, resume=RESUME, answers=ANSWERS)
    colleague, before = in_workspace.colleague, application.score
    dates = Claim.objects.get(kind="date")
    claims.say(application, dates.id, word="ask", by=in_workspace.owner)
    for _again in range(2):
        claims.say(application, dates.id, word="explained", by=colleague)
    evaluations.retry(scene.evaluation(application, "cross_check"), by=colleague)
    run_due_jobs()
    card = scorecards.get_for(colleague, application.id)
    said = {claim.kind: claim for claim in card.claims}
    assert said["date"].id != dates.id
    assert (said["date"].word, said["date"].author) == ("explained", str(colleague))
    assert said["date"].said_at is not None
    assert said["skill"].word == ""
    claims.say(application, said["date"].id, word="", by=colleague)
    taken_back = Claim.objects.get(id=said["date"].id)
    assert (taken_back.word, taken_back.author, taken_back.said_at, taken_back.said_by) == (
        "",
        "",
        None,
        None,
    )
    events = StoredEvent.objects.filter(name="evaluation.ClaimSpokenTo").order_by("id")
    assert [event.payload["word"] for event in events] == ["ask", "explained", ""]
    application.refresh_from_db()
    assert application.score == before
    with pytest.raises(Refused):
        claims.say(application, said["date"].id, word="lies", by=colleague)
    with pytest.raises(Forbidden):
        claims.say(application, said["date"].id, word="ask", by=in_workspace.viewer)
    with pytest.raises(NotFound):
        claims.say(scene.applied(interviewer), said["date"].id, word="ask", by=colleague)
    assert Claim.objects.get(id=said["date"].id).word == ""
