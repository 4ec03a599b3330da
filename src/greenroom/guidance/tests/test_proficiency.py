"""Rubrics by which a language is rated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import Changed, Refused
from greenroom.core.models import StoredEvent
from greenroom.guidance.actions import proficiency as actions
from greenroom.guidance.actions import tuning
from greenroom.guidance.models import ProficiencyRubric, ProficiencyRubricVersion
from greenroom.guidance.queries import proficiency, shipped
from greenroom.guidance.rules.languages import LANGUAGES
from greenroom.guidance.rules.proficiency import MOST_CATEGORIES, SCORES, Category, checked
from greenroom.skills.lexical import is_in

PAGE = "/ai/evaluation/"


def category(name: str = "Grammar") -> Category:
    return Category(name, {score: f"{name} of {score}" for score in SCORES})


def typed(*categories: Category, **more) -> dict[str, object]:
    given: dict[str, object] = {"language": "en", "name": "Calls", "seen": 0, **more}
    for place, each in enumerate(categories):
        given[f"name_{place}"] = each.name
        given |= {f"anchor_{place}_{score}": text for score, text in each.anchors.items()}
    return given


@pytest.fixture
def rubric(in_workspace) -> ProficiencyRubric:
    return actions.create(language="en", name="Calls", categories=[category()], by=in_workspace.owner)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_rubric_comes_with_the_product_in_its_own_language(language):
    found = shipped.rubric(language)
    assert len(found.categories) == 4
    assert checked(found.categories) == list(found.categories)
    words = " ".join(text for each in found.categories for text in each.anchors.values())
    assert is_in(words, language)
    texts = [text for each in found.categories for text in each.anchors.values()]
    assert len(set(texts)) == 20


def test_a_language_nobody_offers_has_none():
    assert shipped.rubric("xx") is None
    assert shipped.rubric("../en") is None


def test_a_template_starts_from_the_one_that_comes_with_the_product(in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    page = client.get(f"{PAGE}new/?language=de").content.decode()
    assert shipped.rubric("de").categories[0].anchors["3"] in page
    response = client.post(
        f"{PAGE}new/", typed(*shipped.rubric("de").categories, language="de", name="Deutsch")
    )
    assert response["Location"] == PAGE
    made = ProficiencyRubric.objects.get()
    assert (made.language, made.is_active, made.current.number) == ("de", False, 1)
    assert [Category.from_json(each) for each in made.current.categories] == list(
        shipped.rubric("de").categories
    )


def test_every_language_says_that_it_has_no_active_template(in_workspace, sign_in):
    page = sign_in(in_workspace.viewer).get(PAGE).content.decode()
    assert page.count("No active template") == len(LANGUAGES)
    assert proficiency.active(in_workspace.workspace.id, "en") is None


def test_one_is_active_for_a_language_and_takes_the_place_of_the_other(rubric, in_workspace, sign_in):
    other = actions.create(language="en", name="Mail", categories=[category()], by=in_workspace.owner)
    spanish = actions.create(language="es", name="Calls", categories=[category()], by=in_workspace.owner)
    client = sign_in(in_workspace.owner)
    for each in (rubric, spanish, other):
        assert client.post(f"{PAGE}{each.id}/switch/", {"to": "active"})["Location"] == PAGE
    assert set(ProficiencyRubric.objects.filter(is_active=True)) == {other, spanish}
    assert proficiency.active(in_workspace.workspace.id, "en") == other.current
    client.post(f"{PAGE}{other.id}/switch/", {"to": "inactive"})
    assert proficiency.active(in_workspace.workspace.id, "en") is None
    names = StoredEvent.objects.filter(subject_id=rubric.id).order_by("id").values_list("name", flat=True)
    assert list(names) == [
        "guidance.ProficiencyRubricWritten",
        "guidance.ProficiencyRubricActivated",
        "guidance.ProficiencyRubricDeactivated",
    ]


def test_new_words_are_a_new_version_and_the_old_one_keeps_its_own(rubric, in_workspace, sign_in):
    before = rubric.current
    client = sign_in(in_workspace.owner)
    stricter = replace(category(), anchors={**category().anchors, "5": "Flawless."})
    assert client.post(f"{PAGE}{rubric.id}/save/", typed(stricter, seen=1)).status_code == 302
    rubric.refresh_from_db()
    assert (rubric.current.number, rubric.versions.count()) == (2, 2)
    assert ProficiencyRubricVersion.objects.get(id=before.id).categories == [category().as_json()]
    old = client.get(f"{PAGE}{rubric.id}/?version=1").content.decode()
    assert "Grammar of 5" in old
    assert "Flawless." not in old
    assert client.get(f"{PAGE}{rubric.id}/?version=9").status_code == 404


def test_the_same_words_twice_are_one_version(rubric, in_workspace):
    actions.revise(rubric, name="Calls", categories=[category()], seen=0, by=in_workspace.owner)
    assert rubric.versions.count() == 1


def test_the_second_writer_sees_what_there_is_and_keeps_what_they_typed(rubric, in_workspace, sign_in):
    actions.revise(rubric, name="Calls", categories=[category("Words")], seen=1, by=in_workspace.owner)
    with pytest.raises(Changed):
        actions.revise(rubric, name="Calls", categories=[category("Mine")], seen=1, by=in_workspace.owner)
    client, where = sign_in(in_workspace.owner), f"{PAGE}{rubric.id}/save/"
    response = client.post(where, typed(category("Mine"), seen=1))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Words of 3" in page
    assert "Mine of 3</textarea>" in page
    assert client.post(where, typed(category("Mine"), seen=2)).status_code == 302
    rubric.refresh_from_db()
    assert (rubric.current.number, rubric.current.categories[0]["name"]) == (3, "Mine")


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        (typed(category(), name=""), "name", "Give the template a name."),
        (typed(), "name_0", "Write at least one category."),
        (typed(category("")), "name_0", "Name this category."),
        (typed(category(), category("grammar")), "name_1", "Two categories have this name."),
        (typed(Category("Grammar", {"1": "Kept as typed"})), "anchor_0_2", "Say what a 2 sounds like."),
        (typed(Category("Grammar", {"1": "x" * 601})), "anchor_0_1", "keep it to 600"),
        (typed(category(), name="x" * 121), "name", "keep it to 120"),
    ],
    ids=range(7),
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    in_workspace, sign_in, given, field, said
):
    response = sign_in(in_workspace.owner).post(f"{PAGE}new/", given)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert f'id="{field}_error"' in page or not given.get("name_0")
    assert all(str(text) in page for text in given.values())
    assert not ProficiencyRubric.objects.exists()


def test_a_name_is_given_once_for_a_language(rubric, in_workspace):
    with pytest.raises(Refused) as refused:
        actions.create(language="en", name="Calls", categories=[category()], by=in_workspace.owner)
    assert refused.value.field == "name"


def test_one_more_category_can_be_asked_for_without_script_and_saves_nothing(in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    page = client.post(f"{PAGE}new/", typed(category(), more="1"))
    assert 'name="name_1"' in page.content.decode()
    assert "Grammar of 4" in page.content.decode()
    full = typed(*(category(f"No {n}") for n in range(MOST_CATEGORIES)), more="1")
    assert f'name="name_{MOST_CATEGORIES}"' not in client.post(f"{PAGE}new/", full).content.decode()
    assert not ProficiencyRubric.objects.exists()


def test_an_empty_category_is_left_out(in_workspace):
    made = actions.create(
        language="en", name="Calls", categories=[Category(), category()], by=in_workspace.owner
    )
    assert [each["name"] for each in made.current.categories] == ["Grammar"]


@pytest.mark.parametrize("who", ["colleague", "viewer"])
def test_only_an_administrator_changes_them(rubric, in_workspace, sign_in, who):
    member = getattr(in_workspace, who)
    client = sign_in(member)
    page = client.get(f"{PAGE}{rubric.id}/").content.decode()
    assert "Grammar of 3" in page
    assert "<textarea" not in page
    for address in ("new/", f"{rubric.id}/save/", f"{rubric.id}/switch/"):
        assert client.post(f"{PAGE}{address}", typed(category("Mine"), to="active")).status_code == 403
    for act in (
        lambda: actions.create(language="en", name="Mine", categories=[category()], by=member),
        lambda: actions.revise(rubric, name="Mine", categories=[category()], seen=1, by=member),
        lambda: actions.activate(rubric, by=member),
        lambda: actions.deactivate(rubric, by=member),
    ):
        with pytest.raises(Forbidden):
            act()
    kept = ProficiencyRubric.objects.get()
    assert (kept.name, kept.is_active, kept.current.number) == ("Calls", False, 1)


def test_a_stranger_finds_nothing_of_it(rubric, in_workspace, sign_in):
    assert sign_in(in_workspace.stranger).get(f"{PAGE}{rubric.id}/").status_code == 404


def tuned(client, wish: str, place: int = 0, **more):
    given = typed(*shipped.rubric("en").categories[:2], **{f"wish_{place}": wish}, tune=str(place), **more)
    return client.post(f"{PAGE}new/", given)


def test_other_words_are_proposed_with_what_they_replace_and_nothing_is_saved(in_workspace, sign_in):
    before = shipped.rubric("en").categories[1]
    page = tuned(sign_in(in_workspace.owner), "stricter for senior roles", place=1)
    words = page.content.decode()
    assert page.status_code == 200
    proposal = page.context["categories"][1].proposal
    assert page.context["categories"][0].proposal is None
    assert {change.score for change in proposal.changes} == set(SCORES)
    for change in proposal.changes:
        assert change.before == before.anchors[change.score] != change.after
        assert f"{change.after}</textarea>" in words
        assert change.reason
    assert "Proposed by: built-in." in words
    assert not ProficiencyRubric.objects.exists()


def test_proposed_words_are_a_version_once_they_are_saved(rubric, in_workspace):
    wished = tuning.propose(category(), wish="stricter", language="en", by=in_workspace.owner)
    actions.revise(rubric, name="Calls", categories=[wished.category], seen=1, by=in_workspace.owner)
    rubric.refresh_from_db()
    assert Category.from_json(rubric.current.categories[0]) == wished.category
    assert rubric.versions.count() == 2


@pytest.mark.parametrize(("wish", "said"), [("", "Say what should change."), ("x" * 301, "keep it to 300")])
def test_a_wish_that_says_nothing_or_too_much_is_told_beside_it(in_workspace, sign_in, wish, said):
    page = tuned(sign_in(in_workspace.owner), wish)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert 'id="wish_0_error"' in page.content.decode()


def test_a_model_that_cannot_be_had_is_told_and_the_words_stay(in_workspace, sign_in, monkeypatch):
    for name in ("BASE_URL", "NAME", "API_KEY", "API_KEY_FILE"):
        monkeypatch.delenv(f"GREENROOM_MODEL_{name}", raising=False)
    in_workspace.workspace.engines = {"improve_question": "model"}
    in_workspace.workspace.save()
    page = tuned(sign_in(in_workspace.owner), "stricter")
    assert page.status_code == 422
    assert "no language model is configured" in page.content.decode()
    assert shipped.rubric("en").categories[0].anchors["3"] in page.content.decode()


def test_only_an_administrator_asks_for_other_words(in_workspace, sign_in):
    assert tuned(sign_in(in_workspace.colleague), "stricter").status_code == 403
    with pytest.raises(Forbidden):
        tuning.propose(category(), wish="stricter", language="en", by=in_workspace.viewer)
