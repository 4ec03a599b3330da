"""What language models were asked is counted for everybody who reads, and is money only where a price was set."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from greenroom.candidates.models import Application, Candidate
from greenroom.candidates.tests.walking import make_interviewer
from greenroom.core import clock, scope
from greenroom.evaluation.models import Evaluation
from greenroom.guidance.rules.spending import SETTING, BadPrices, Price, Used, cost, prices_in
from greenroom.interviewers.models import Interviewer

PAGE = "/ai/spending/"
SMALL = Price(Decimal("0.15"), Decimal("0.60"))


def test_prices_are_read_by_model_and_a_cost_is_rounded_once() -> None:
    prices = prices_in(" vendor/small:1 = 0.15/0.60, large=2.5/10 ,")
    assert prices == {"vendor/small:1": SMALL, "large": Price(Decimal("2.5"), Decimal(10))}
    used = [Used("vendor/small:1", 3, 1), Used("vendor/small:1", 4, 0)]
    assert cost(used, prices) == round(0.15 * 7 + 0.6)
    assert cost([Used("large", 1_000_000, 1_000_000)], prices) == 12_500_000
    assert cost([*used, Used("unknown", 1, 1)], prices) is None
    assert cost([], {}) == 0


@pytest.mark.parametrize("written", ["small", "small=1", "=1/2", "small=a/b", "small=-1/2", "small=1/inf"])
def test_what_is_no_price_is_said(written) -> None:
    with pytest.raises(BadPrices, match=SETTING):
        prices_in(written)


def judged(interviewer: Interviewer, name: str, *used: tuple[str, int, int], days: int = 0) -> Application:
    """Somebody whose answers models have read so often, in these models, tokens in and tokens out."""
    whose = {"workspace_id": interviewer.workspace_id}
    person = Candidate.objects.create(**whose, name=name, email=f"{name}@example.org", found_by=name)
    application = Application.objects.create(
        **whose, candidate=person, interviewer=interviewer, status="completed", verified_at=clock.now()
    )
    stage = interviewer.stages.get(kind="web_interview")
    attempt = application.attempts.create(**whose, stage=stage, status="evaluated", submitted_at=clock.now())
    for number, (model, taken, given) in enumerate(used, start=1):
        Evaluation.objects.create(
            **whose,
            attempt=attempt,
            evaluator="scorecard",
            number=number,
            status="done",
            engine="model",
            model=model,
            input_tokens=taken,
            output_tokens=given,
            finished_at=clock.now() - timedelta(days=days),
        )
    return application


@pytest.fixture
def spent(cast) -> Application:
    """Two interviewers; the second is asked of forty days ago."""
    with scope.scoped(cast.workspace.id):
        first = make_interviewer(cast.workspace)
        other = make_interviewer(cast.workspace, title="Gardener", slug="gardener")
        judged(other, "rowan", ("large", 7_000, 9), days=40)
        judged(first, "alex", ("small", 1_000_000, 0))
        return judged(first, "casey", ("small", 2_000_000, 500_000), ("small", 0, 0))


def test_the_page_adds_up_by_model_and_by_interviewer(
    spent, cast, sign_in, monkeypatch, django_assert_max_num_queries
) -> None:
    client = sign_in(cast.viewer)
    monkeypatch.delenv(SETTING, raising=False)
    client.get(PAGE)
    with django_assert_max_num_queries(8):
        page = client.get(PAGE)
    (line,) = page.context["models"]
    assert (line.label, line.runs, line.kept) == ("small", "3", "1")
    assert (line.taken, line.given, line.cost) == ("3,000,000", "500,000", "")
    assert [each.label for each in page.context["interviewers"]] == ["Window Cleaner"]
    assert SETTING in page.content.decode()
    monkeypatch.setenv(SETTING, "small=0.15/0.60")
    ever = client.get(f"{PAGE}?ever=1")
    assert [(each.label, each.cost) for each in ever.context["models"]] == [("large", ""), ("small", "$0.75")]
    assert [each.label for each in ever.context["interviewers"]] == ["Gardener", "Window Cleaner"]
    monkeypatch.setenv(SETTING, "small")
    assert "is no price" in client.get(PAGE).content.decode()
    assert sign_in(cast.stranger).get(f"{PAGE}?ever=1").context["models"] == []


def test_beside_what_made_a_score_stands_what_it_took(spent, cast, sign_in, monkeypatch) -> None:
    monkeypatch.setenv(SETTING, "small=0.15/0.60")
    page = sign_in(cast.viewer).get(f"/interviewers/window-cleaner/candidates/{spent.id}/")
    assert [(line.taken, line.given, line.cost) for line in page.context["spent"]] == [
        ("2,000,000", "500,000", "$0.60"),
        ("3,000,000", "500,000", "$0.75"),
    ]
    assert "2,000,000 tokens in, 500,000 out" in page.content.decode()
