"""What an interviewer calls itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greenroom.candidates.actions import attempts
from greenroom.candidates.tests.walking import Walk, make_interviewer
from greenroom.conversations.actions import interviews
from greenroom.conversations.engine import Plan
from greenroom.conversations.engine.phrases import greeting
from greenroom.conversations.models import Turn
from greenroom.core import clock
from greenroom.guidance.actions import personas
from greenroom.interviewers.models import Interviewer, Stage

PLAN = Plan(role="Nurse", language="en", questions=(), candidate="Casey", persona="Wren")
NAMED = {
    "ar": "اسمي Wren.",
    "de": "Mein Name ist Wren.",
    "en": "My name is Wren.",
    "es": "Me llamo Wren.",
    "fr": "Je m'appelle Wren.",
    "pt": "O meu nome é Wren.",
}


@pytest.mark.parametrize("language", NAMED)
def test_the_name_is_said_in_every_language_and_that_it_is_no_person_after_it(language):
    said = greeting(replace(PLAN, language=language))
    unnamed = greeting(replace(PLAN, language=language, persona=""))
    assert NAMED[language] in said
    assert said.replace(f"{NAMED[language]} ", "") == unnamed


def greeted(interviewer: Interviewer) -> str:
    Stage.objects.filter(interviewer=interviewer, kind="resume").update(removed_at=clock.now())
    walk = Walk(interviewer).enter()
    stage = Stage.objects.get(interviewer=interviewer, removed_at=None)
    attempt = attempts.begin(application=walk.application(), stage=stage)
    interviews.begin(attempt=attempt)
    return Turn.objects.filter(attempt=attempt).earliest("position").text


@pytest.mark.django_db
def test_the_workspaces_default_speaks_unless_the_interviewer_names_another(in_workspace):
    owner = in_workspace.owner
    fern, wren = (personas.create(name=name, manner="", by=owner) for name in ("Fern", "Dry Stone"))
    personas.make_default(fern, by=owner)
    assert "My name is Fern. I am an AI interviewer" in greeted(make_interviewer(in_workspace.workspace))
    other = make_interviewer(in_workspace.workspace, slug="other", persona=wren)
    assert "My name is Dry Stone. I am an AI interviewer" in greeted(other)
