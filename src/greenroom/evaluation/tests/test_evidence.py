"""Every quote that is kept stands in its text letter for letter."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.candidates.models import AttemptQuestion
from greenroom.conversations.models import Turn
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.actions.findings import UNFOUND, gather, keep
from greenroom.evaluation.contract import Findings, Noted, Quote, Scored
from greenroom.evaluation.models import Evidence, Highlight, QuestionScore
from greenroom.evaluation.tests import scene

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=60)
ALMOST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_all_exact() -> int:
    """How many there are."""
    rows = list(Evidence.objects.select_related("turn", "resume"))
    for each in rows:
        source = each.turn.text if each.turn else each.resume.text
        assert source[each.start : each.end] == each.text
    return len(rows)


@pytest.fixture
def row(interviewer):
    application = scene.met(interviewer)
    return scene.evaluation(application, "scorecard")


@ALMOST
@given(data=st.data())
def test_quotes_of_any_turns_are_exact_or_dropped_and_counted(row, data) -> None:
    texts = data.draw(st.lists(WORDS, min_size=1, max_size=3))
    with transaction.atomic():
        turns = [_turn(row, text, place) for place, text in enumerate(texts, start=500)]
        quotes = [_quote(data, turns) for _ in range(data.draw(st.integers(1, 4)))]
        question = AttemptQuestion.objects.filter(attempt=row.attempt)[0]
        scored = Scored(question.version_id, "scored", 3.0, 0.5, "Because.", quotes=quotes)
        noted = [Noted("highlight", "Careful", 2, quote) for quote in quotes]
        findings = Findings(judgements=[], scores=[scored], notes=noted)
        keep(row, gather(row, findings), findings)
        _check(row, quotes, turns)
        transaction.set_rollback(True)
    row.refresh_from_db()


def _turn(row, text: str, place: int) -> Turn:
    return Turn.objects.create(
        workspace_id=row.workspace_id,
        attempt=row.attempt,
        position=place,
        speaker="candidate",
        kind="answer",
        text=text,
        start_ms=0,
        end_ms=0,
    )


def _quote(data, turns) -> Quote:
    """Words of a turn, as they stand or not quite."""
    turn = data.draw(st.sampled_from(turns))
    start = data.draw(st.integers(0, len(turn.text) - 1))
    end = data.draw(st.integers(start + 1, len(turn.text)))
    words = turn.text[start:end]
    change = data.draw(st.sampled_from(["none", "none", "words", "place", "turn", "nothing"]))
    if change == "words":
        words += data.draw(WORDS)
    if change == "place":
        start, end = start + 1, end + 1
    if change == "nothing":
        return Quote(start, start, "", turn_id=turn.id)
    where = UUID(int=7) if change == "turn" else turn.id
    return Quote(start, end, words, turn_id=where)


def _check(row, quotes, turns) -> None:
    texts = {turn.id: turn.text for turn in turns}
    exact = [q for q in quotes if q.text and texts.get(q.turn_id, "")[q.start : q.end] == q.text]
    row.refresh_from_db()
    assert assert_all_exact() == 2 * len(exact)
    assert row.dropped == 2 * (len(quotes) - len(exact))
    assert Highlight.objects.count() == len(exact)
    score = QuestionScore.objects.get()
    assert (score.verdict, score.score) == (("scored", 3.0) if exact else ("not_addressed", None))
    assert score.reason == ("Because." if exact else UNFOUND)


@pytest.mark.parametrize(
    "answers",
    [
        [
            "  I check\tthe harness\n\nbefore every descent.  ",
            "🙂 Ich prüfe die Höhe. 🧗🏽‍♀️ Ok?",
            "Yes. " * 400,
        ],
        [
            "أتحقق من الحزام قبل كل نزول",
            "風が強ければ作業を止めます。",
            "e\u0301tage par e\u0301tage, je vérifie",
        ],
        ["no", "?", "I check the harness before every descent. I check the harness before every descent."],
    ],
)
def test_whatever_was_said_the_built_in_engine_quotes_it_exactly(interviewer, answers) -> None:
    scene.evaluated(interviewer, answers=answers, resume=f"{scene.RESUME}\n{answers[0]}\n🙂 Höhe")
    assert_all_exact()
    assert QuestionScore.objects.filter(verdict="scored", evidence=None).count() == 0
    assert QuestionScore.objects.filter(verdict__in=["passed", "failed"], evidence=None).count() == 0


def test_an_ordinary_interview_leaves_evidence_in_turns_and_in_the_resume(interviewer) -> None:
    scene.met(interviewer)
    run_due_jobs()
    assert assert_all_exact() >= 4
    assert Evidence.objects.filter(turn=None).exists()
    assert Evidence.objects.filter(resume=None).exists()
