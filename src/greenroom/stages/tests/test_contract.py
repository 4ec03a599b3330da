"""What every kind of stage keeps to. A new kind is tested here without a line, once `typical` knows what is usual."""

from __future__ import annotations

import configparser
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.translation import override
from pydantic import ValidationError
from scripts import words

from greenroom.billing.models import Charge, Price
from greenroom.candidates.actions import attempts
from greenroom.candidates.events import AttemptSubmitted
from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.candidates.web.stage_views import stage_view
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation import registry as evaluators
from greenroom.evaluation.actions import evaluations
from greenroom.evaluation.contract import Findings
from greenroom.evaluation.judging import Bench
from greenroom.evaluation.models import Evaluation, Evidence, QuestionScore
from greenroom.evaluation.queries import scorecards
from greenroom.interviewers import registry as kinds
from greenroom.interviewers.actions import lifecycle, workflow
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.skills.desk import judge
from greenroom.stages import registry
from greenroom.stages.contract import StageKind
from greenroom.stages.handlers import charge_for_what_was_submitted
from greenroom.stages.tests.scene import address, ask, make_stage
from greenroom.stages.tests.typical import DONE, QUESTIONS, SETTINGS

ROOT = Path(__file__).resolve().parents[4]
EVERY = pytest.mark.parametrize("kind", registry.all_kinds(), ids=lambda kind: kind.slug)
VERDICTS = set(QuestionScore.Verdict.values)


@pytest.fixture
def stage(kind: StageKind, cast):
    """An interviewer of this one stage, with one question."""
    with scope.scoped(cast.workspace.id):
        made = make_stage(cast.workspace, kind.slug)
        ask(made, 0, **QUESTIONS[kind.slug])
        yield made


@pytest.fixture
def attempt(stage: Stage) -> Attempt:
    """A candidate who has just begun it."""
    walk = Walk(stage.interviewer).enter()
    return attempts.begin(application=walk.application(), stage=stage)


def evaluate(kind: StageKind, attempt: Attempt) -> list[Findings]:
    def asked(skill: str, given: Any) -> Any:
        return judge(skill, given, engines={})

    fresh = Attempt.objects.select_related("stage__interviewer__workspace").get(id=attempt.id)
    return [evaluator.evaluate(fresh, Bench(asked)) for evaluator in evaluators.for_kind(kind.slug)]


@EVERY
def test_a_kind_is_registered_wherever_kinds_are_known(kind):
    assert kinds.get(kind.slug) is kind
    own = tuple(kind.evaluators)
    assert evaluators.for_kind(kind.slug)[: len(own)] == own
    assert kind.slug in QUESTIONS
    assert kind.slug in DONE
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    strangers = contracts["importlinter:contract:kinds"]["modules"].split()
    assert f"greenroom.stages.{kind.slug}" in strangers


def test_kinds_stand_in_the_usual_order_of_a_workflow():
    usual = ("resume", "form", "conversational_sms", "web_interview", "scenario")
    assert list(registry.KINDS) == [slug for slug in usual if slug in registry.KINDS]
    assert [kind.slug for kind in kinds.all_kinds()] == list(registry.KINDS)


@EVERY
def test_settings_come_back_as_they_were_kept_and_unknown_ones_are_refused(kind):
    usual = kind.config()
    assert kind.config(**usual.model_dump(mode="json")) == usual
    assert kind.config(**usual.model_dump(mode="json", exclude_defaults=True)) == usual
    with pytest.raises(ValidationError):
        kind.config(surprise=1)
    with pytest.raises(ValidationError):
        usual.instructions = "changed"


@EVERY
def test_the_entrance_resolves_and_is_guarded(kind):
    url = reverse(
        kind.entrance, args=["northfield", "window-cleaner", "018f5a00-0000-7000-8000-000000000000"]
    )
    assert resolve(url).func.door.startswith("public:")


@EVERY
def test_what_it_needs_is_among_what_it_holds(kind):
    assert kind.modalities
    assert set(kind.needs) <= set(kind.modalities)
    assert kind.minutes(0) == kind.minutes_at_least >= 1


@EVERY
@pytest.mark.django_db
def test_a_candidate_can_enter_and_a_stranger_cannot(kind, stage):
    page = Walk(stage.interviewer).client.get(address(stage))
    assert page.status_code == 302
    inside = Walk(stage.interviewer).enter()
    assert inside.client.get(address(stage)).status_code == 200
    assert Attempt.objects.get().stage == stage


@EVERY
@pytest.mark.django_db
def test_an_attempt_without_a_word_is_evaluated_to_nothing_that_passes(kind, attempt):
    attempts.submit(attempt=attempt)
    for findings in evaluate(kind, attempt):
        assert isinstance(findings, Findings)
        assert {scored.verdict for scored in findings.scores} <= {"unknown", "not_addressed"}


@EVERY
@pytest.mark.django_db
def test_a_typical_attempt_ends_evaluated_with_exact_evidence(kind, attempt):
    DONE[kind.slug](attempt)
    run_due_jobs()
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.EVALUATED
    rows = list(Evaluation.objects.filter(attempt=attempt))
    assert {row.evaluator for row in rows} == {evaluator.name for evaluator in evaluators.for_kind(kind.slug)}
    assert all(row.engine and row.dropped == 0 for row in rows)
    assert {row.verdict for row in QuestionScore.objects.all()} <= VERDICTS
    evidence = list(Evidence.objects.select_related("turn", "resume"))
    assert evidence
    for each in evidence:
        text = each.turn.text if each.turn else each.resume.text
        assert text[each.start : each.end] == each.text


@EVERY
@pytest.mark.django_db
def test_evaluating_twice_finds_the_same(kind, attempt):
    DONE[kind.slug](attempt)
    first, second = ([findings.scores for findings in evaluate(kind, attempt)] for _ in range(2))
    assert first == second


@EVERY
@pytest.mark.django_db
def test_the_panel_is_drawn_before_within_and_after_an_attempt(kind, stage, cast):
    walk = Walk(stage.interviewer).enter()
    application = walk.application()

    def panel() -> str:
        card = scorecards.get_for(cast.owner, application.id).stages[0]
        about = {"application": application, "interviewer": stage.interviewer, "may_decide": True}
        return render_to_string(
            "candidates/review/_stage.html", {"stage": stage_view(card, QueryDict(), clock.now()), **about}
        )

    before = panel()
    attempt = attempts.begin(application=application, stage=stage)
    within = panel()
    DONE[kind.slug](attempt)
    sent = panel()
    run_due_jobs()
    after = panel()
    assert "has not come to this step" in before
    assert str(kind.label) in within
    assert QUESTIONS[kind.slug]["text"] in sent
    assert QUESTIONS[kind.slug]["text"] in after
    assert len({before, within, sent, after}) == 4
    assert Evaluation.objects.filter(status="done").exists()


@EVERY
@pytest.mark.django_db
def test_nothing_empty_is_activated(kind, cast):
    with scope.scoped(cast.workspace.id):
        made = make_stage(cast.workspace, kind.slug)
        draft = made.interviewer
        Interviewer.objects.filter(id=draft.id).update(status="draft", planning="done")
        if not kind.needs:
            assert lifecycle.activate(draft, by=cast.owner).status == "active"
            return
        with pytest.raises(Refused, match="add at least one question"):
            lifecycle.activate(draft, by=cast.owner)
        assert Interviewer.objects.get(id=draft.id).status == "draft"
        ask(made, 0, **{**QUESTIONS[kind.slug], "modality": kind.needs[0]})
        if lacking := kind.lacks(kind.config()):
            with pytest.raises(Refused, match=lacking):
                lifecycle.activate(draft, by=cast.owner)
            workflow.configure(made, config=SETTINGS[kind.slug], by=cast.owner)
        assert lifecycle.activate(draft, by=cast.owner).status == "active"


@EVERY
def test_what_it_is_called_is_said_in_every_language(kind):
    for language in words.PLURALS:
        catalog = words.kept(language)
        for said in (kind.invitation, kind.label, kind.about):
            with override("en"):
                source = str(said)
            translated = catalog.get(source)
            assert translated is not None, f"{language}: {source}"
            assert translated.string


@EVERY
@pytest.mark.django_db
def test_asking_twice_for_an_evaluation_asks_once(kind, attempt):
    DONE[kind.slug](attempt)
    evaluations.request(attempt_id=attempt.id)
    assert Evaluation.objects.count() == len(evaluators.for_kind(kind.slug))


@EVERY
@pytest.mark.django_db
def test_an_attempt_is_charged_once_when_it_is_submitted(kind, attempt, cast):
    Price.objects.create(workspace=cast.workspace, service=kind.service, amount=1_000)
    with clock.at(attempt.created_at + timedelta(minutes=4, seconds=1)):
        DONE[kind.slug](attempt)
    charge_for_what_was_submitted(
        AttemptSubmitted(attempt_id=attempt.id, application_id=attempt.application_id, kind=kind.slug)
    )
    charge = Charge.objects.get()
    attempt.refresh_from_db()
    assert (charge.key, charge.service) == (f"attempt:{attempt.id}", kind.service)
    assert charge.quantity == kind.used(attempt) > 0
    assert Interviewer.objects.get().spent == charge.amount == charge.quantity * 1_000
    assert (charge.application_id, charge.occurred_at) == (attempt.application_id, attempt.submitted_at)


@EVERY
@pytest.mark.django_db
def test_what_a_member_tries_out_is_never_charged(kind, attempt):
    Application.objects.update(is_test=True)
    DONE[kind.slug](Attempt.objects.select_related("stage__interviewer__workspace", "application").get())
    assert Attempt.objects.exclude(submitted_at=None).exists()
    assert not Charge.objects.exists()
