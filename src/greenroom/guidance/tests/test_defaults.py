"""Everything a new interviewer inherits."""

from __future__ import annotations

import pytest

from greenroom.core import scope
from greenroom.guidance.actions import company, integrity, languages, personas, proficiency
from greenroom.guidance.models import Persona, ProficiencyRubric
from greenroom.guidance.queries.defaults import Company, Integrity, defaults_for
from greenroom.guidance.rules.delivery import Delivery
from greenroom.guidance.rules.integrity import TYPES
from greenroom.guidance.rules.languages import LANGUAGES, Spoken
from greenroom.guidance.rules.proficiency import SCORES, Category
from greenroom.guidance.tests.conftest import png

GRAMMAR = Category("Grammar", {score: f"Grammar of {score}" for score in SCORES})


@pytest.fixture
def everything(in_workspace):
    owner = in_workspace.owner
    company.save(
        overview="We sell lamps.", delivery="silent_reference", address="8 Quarry Lane", seen=0, by=owner
    )
    integrity.save(is_enabled=True, threshold=85, types=["phone_detection"], by=owner)
    languages.save(chosen={"en": Spoken(True, "Anna"), "ar": Spoken(False)}, by=owner)
    persona = personas.create(name="Fern", manner="Dry.", picture=png(), by=owner)
    personas.make_default(persona, by=owner)
    for name, language in (("Calls", "en"), ("Mail", "en"), ("Anrufe", "de")):
        rubric = proficiency.create(language=language, name=name, categories=[GRAMMAR], by=owner)
        if name != "Mail":
            proficiency.activate(rubric, by=owner)
    return in_workspace


def test_a_new_workspace_gives_the_defaults_of_the_product(in_workspace):
    in_workspace.workspace.about = "We sell lamps."
    in_workspace.workspace.save()
    found = defaults_for(in_workspace.workspace.id)
    assert found.company == Company("We sell lamps.", Delivery.REFERENCE)
    assert found.integrity == Integrity(False, 70, tuple(TYPES))
    assert found.persona.name == Persona.objects.get(is_default=True).name
    assert found.spoken == list(LANGUAGES)
    assert found.rubrics == {}


def test_what_was_chosen_is_inherited_whole(everything):
    found = defaults_for(everything.workspace.id)
    assert found.company == Company("We sell lamps.", Delivery.SILENT, address="8 Quarry Lane")
    assert found.integrity == Integrity(True, 85, ("phone_detection",))
    assert (found.persona.name, found.persona.manner) == ("Fern", "Dry.")
    assert found.persona.picture_id == Persona.objects.get(name="Fern").picture_id
    assert found.languages["en"] == Spoken(True, "Anna")
    assert found.spoken == ["en", "es", "fr", "de", "pt"]
    assert {code: rubric.name for code, rubric in found.rubrics.items()} == {"en": "Calls", "de": "Anrufe"}
    assert found.rubrics["en"].categories == (GRAMMAR,)
    assert found.rubrics["en"].version_id == ProficiencyRubric.objects.get(name="Calls").current_id


def test_it_is_two_statements_however_much_there_is(everything, django_assert_num_queries):
    with django_assert_num_queries(2):
        defaults_for(everything.workspace.id)


def test_nothing_of_another_workspace_is_in_it(everything):
    with scope.scoped(everything.stranger.workspace_id):
        found = defaults_for(everything.stranger.workspace_id)
    assert found.company == Company("", Delivery.REFERENCE)
    assert found.rubrics == {}
    assert found.persona.name != "Fern"


def test_a_workspace_without_a_persona_has_none(in_workspace):
    Persona.objects.all().delete()
    assert defaults_for(in_workspace.workspace.id).persona is None
