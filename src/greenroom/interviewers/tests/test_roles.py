"""The roles that come with the product: each is a whole interviewer that could be activated as it is."""

from __future__ import annotations

import re

import pytest

from greenroom.interviewers import registry, roles
from greenroom.interviewers.actions import drafting, lifecycle
from greenroom.interviewers.queries import blueprints, interviewers
from greenroom.interviewers.rules import facts
from greenroom.skills.plan_interviewer.protected import ground_of

ALL = roles.all_roles()


def of(role: roles.Role, modality: str) -> list:
    return [
        question
        for stage in role.blueprint.stages
        for question in stage.questions
        if question.modality == modality
    ]


def test_there_are_thirty_with_codes_and_titles_of_their_own():
    assert len(ALL) >= 30
    assert len({role.code for role in ALL}) == len({role.blueprint.title for role in ALL}) == len(ALL)
    assert all(re.fullmatch(r"[a-z0-9-]{3,32}", role.code) for role in ALL)


@pytest.mark.parametrize("role", ALL, ids=lambda role: role.code)
def test_a_role_asks_enough_and_scores_what_it_asks(role):
    asked = of(role, "open")
    assert 4 <= len(asked) <= 8
    for question in asked:
        assert set(question.anchors) == {"1", "5"}
        assert question.anchors["1"] != question.anchors["5"]
        assert 3 <= len(question.key_points) <= 8
        assert question.topic
    for question in of(role, "criterion"):
        assert set(question.anchors) == {"1", "5"}
    assert role.blueprint.language in facts.LANGUAGES
    assert len({question.text for stage in role.blueprint.stages for question in stage.questions}) == sum(
        len(stage.questions) for stage in role.blueprint.stages
    )


@pytest.mark.parametrize("role", ALL, ids=lambda role: role.code)
def test_a_role_asks_nothing_that_may_not_be_asked(role):
    texts = [question.text for stage in role.blueprint.stages for question in stage.questions]
    assert [text for text in texts if ground_of(text)] == []


@pytest.mark.parametrize("role", ALL, ids=lambda role: role.code)
def test_a_role_stops_nobody_but_by_a_rule_with_a_question_under_it(role):
    for stage in role.blueprint.stages:
        dealbreakers = [question for question in stage.questions if question.is_dealbreaker]
        assert bool(dealbreakers) == stage.enforces_dealbreakers


@pytest.mark.django_db
@pytest.mark.parametrize("role", ALL, ids=lambda role: role.code)
def test_a_role_can_be_activated_as_it_is(role, in_workspace):
    made = drafting.from_template(role.code, by=in_workspace.colleague)
    kept = interviewers.get_for(in_workspace.colleague, made.slug)
    assert blueprints.read(kept).model_dump(exclude={"stages"}) == role.blueprint.model_dump(
        exclude={"stages"}
    )
    assert [stage.kind for stage in kept.stages.all()] == [stage.kind for stage in role.blueprint.stages]
    assert all(registry.get(stage.kind) for stage in kept.stages.all())
    assert lifecycle.activate(kept, by=in_workspace.colleague).status == "active"
