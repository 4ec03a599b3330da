"""What interviewers know of the company."""

from __future__ import annotations

import pytest

from greenroom.accounts.models import Workspace
from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import Changed, Refused
from greenroom.core.models import StoredEvent
from greenroom.guidance.actions import company as actions
from greenroom.guidance.models import CompanyContext
from greenroom.guidance.queries import company

WORDS = {
    "overview": "We sell lamps in three countries.",
    "delivery": "exact_delivery",
    "address": "8 Quarry Lane",
    "industry": "Retail",
    "size": "140 people",
    "culture": "We say thank you.",
}
PAGE, SAVE = "/ai/company/", "/ai/company/save/"


@pytest.fixture
def about(in_workspace) -> Workspace:
    in_workspace.workspace.about = "We sell lamps."
    in_workspace.workspace.save()
    return in_workspace.workspace


def test_before_it_is_saved_it_is_what_the_workspace_says_about_itself(about, in_workspace, sign_in):
    found = company.of(about)
    assert (found.overview, found.delivery, found.revision) == ("We sell lamps.", "reference_only", 0)
    assert "We sell lamps.</textarea>" in sign_in(in_workspace.colleague).get(PAGE).content.decode()
    assert not CompanyContext.objects.exists()


def test_saving_one_field_keeps_what_the_workspace_said_about_itself(about, in_workspace):
    actions.save(
        overview=about.about, delivery="reference_only", industry="Retail", seen=0, by=in_workspace.colleague
    )
    kept = company.of(about)
    assert (kept.overview, kept.industry, kept.revision) == ("We sell lamps.", "Retail", 1)


def test_what_was_saved_stands_whatever_the_workspace_says_later(about, in_workspace):
    actions.save(**WORDS, seen=0, by=in_workspace.colleague)
    about.about = "Something else"
    about.save()
    assert company.of(about).overview == WORDS["overview"]


def test_the_page_saves_and_the_books_name_the_fields_and_not_the_words(in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    assert client.post(SAVE, {**WORDS, "seen": 0})["Location"] == PAGE
    page = client.get(PAGE).content.decode()
    assert all(word in page for word in WORDS.values() if word != "exact_delivery")
    told = StoredEvent.objects.get(name="guidance.CompanyContextChanged").payload
    assert told["fields"] == ", ".join(WORDS)
    assert "lamps" not in str(told)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"overview": "x" * 10_001}, "10,001 characters long; keep it to 10,000"),
        ({"culture": "x" * 4_001}, "keep it to 4,000"),
        ({"address": "x" * 301}, "keep it to 300"),
        ({"delivery": "shouted"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    in_workspace, sign_in, change, said
):
    response = sign_in(in_workspace.colleague).post(SAVE, {**WORDS, "seen": 0, **change})
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "We say thank you." in page or "culture" in change
    (field,) = change
    assert response.context["form"].errors.keys() == {field}
    assert not CompanyContext.objects.exists()


def test_ten_thousand_characters_fit(in_workspace):
    kept = actions.save(**{**WORDS, "overview": "é" * 10_000}, seen=0, by=in_workspace.colleague)
    assert len(kept.overview) == 10_000


def test_the_second_tab_sees_what_there_is_and_keeps_what_it_typed(in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    client.post(SAVE, {**WORDS, "seen": 0})
    response = client.post(SAVE, {**WORDS, "overview": "Mine", "seen": 0})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Somebody changed this" in page
    assert "About the company: We sell lamps in three countries." in page
    assert "How candidates are told:" not in page
    assert "Mine</textarea>" in page
    assert client.post(SAVE, {**WORDS, "overview": "Mine", "seen": 1}).status_code == 302
    assert "Mine</textarea>" in client.get(PAGE).content.decode()


def test_two_first_writers_do_not_overwrite_each_other(in_workspace):
    actions.save(**WORDS, seen=0, by=in_workspace.colleague)
    with pytest.raises(Changed):
        actions.save(**{**WORDS, "overview": "Mine"}, seen=0, by=in_workspace.owner)
    assert CompanyContext.objects.get().overview == WORDS["overview"]


def test_the_same_words_twice_are_one_revision(in_workspace):
    for _ in range(2):
        kept = actions.save(**WORDS, seen=0, by=in_workspace.colleague)
    assert kept.revision == 1
    assert StoredEvent.objects.filter(name="guidance.CompanyContextChanged").count() == 1


def test_a_way_of_telling_that_nobody_offers_is_refused(in_workspace):
    with pytest.raises(Refused) as refused:
        actions.save(**{**WORDS, "delivery": "sung"}, seen=0, by=in_workspace.colleague)
    assert refused.value.field == "delivery"


def test_a_viewer_reads_and_cannot_save(in_workspace, sign_in):
    client = sign_in(in_workspace.viewer)
    page = client.get(PAGE).content.decode()
    assert '<fieldset class="stack" disabled>' in page
    assert SAVE in page
    assert ">Save<" not in page
    assert client.post(SAVE, {**WORDS, "seen": 0}).status_code == 403
    with pytest.raises(Forbidden):
        actions.save(**WORDS, seen=0, by=in_workspace.viewer)
    assert not CompanyContext.objects.exists()
