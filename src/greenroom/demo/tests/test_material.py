"""The files that people edit hold together."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from greenroom.demo import documents, material
from greenroom.demo.persons import SPAN, people
from greenroom.demo.talking import aspect_of
from greenroom.media.extraction import extract
from greenroom.skills.next_turn.speech import speech
from greenroom.skills.plan_interviewer import SKILL as PLAN
from greenroom.skills.plan_interviewer.schema import JobToPlan

ROLES = [role for role in material.company().role if role.people]
NOW = datetime(2026, 5, 20, 9, 30, tzinfo=UTC)


def everybody() -> list:
    return [person for role in ROLES for person in people(role, since=NOW - SPAN, until=NOW)]


def test_about_150_different_people_apply() -> None:
    persons = everybody()
    assert 140 <= len(persons) <= 160
    assert len({person.email for person in persons}) == len(persons)
    assert len({(person.role.key, person.name) for person in persons}) == len(persons)
    assert {person.language for person in persons} == {"en", "de", "fr", "es"}


def test_the_same_people_come_each_time() -> None:
    assert everybody() == everybody()


def test_nobody_has_an_address_or_a_number_that_could_be_somebodys() -> None:
    for person in everybody():
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*@example\.org", person.email), person.email
        assert re.match(r"$|\+44 1632 960|\+1 416 555 01|\+49 30 23125 |\+33 1 99 00 ", person.phone), (
            person.phone
        )


@pytest.mark.parametrize("role", material.company().role, ids=lambda role: role.key)
def test_a_job_description_is_of_the_usual_length(role) -> None:
    assert 1_900 <= len(role.job_description) <= 5_000


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_there_is_a_story_of_every_level_for_every_question_planned(role) -> None:
    plan = PLAN.builtin(JobToPlan(job_description=role.job_description))
    told = {(story.topic, story.level) for story in material.stories(role.key)}
    for question in plan.questions:
        assert {(question.topic, level) for level in ("strong", "typical", "weak")} <= told, question.topic


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_stories_leave_only_known_slots(role) -> None:
    known = {"employer", "years", "city", "colleague"}
    words = material.words(material.crowd(role.key).language)
    texts = [text for story in material.stories(role.key) for text in (story.text, *story.more.values())]
    texts += [line for lines in words.more.values() for line in lines]
    assert set().union(*map(material.slots, texts)) <= known


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_every_follow_up_the_interviewer_knows_is_understood(language) -> None:
    words = material.words(language)
    asks = [ask for aspect in speech(language).aspects for ask in aspect.asks]
    missed = [ask for ask in asks if aspect_of(ask, words) == "any"]
    assert not missed
    assert set(words.cues) <= set(words.more)


@pytest.mark.parametrize("layout", ["plain", "sidebar", "dates", "hidden", "plain_docx", "blocks_docx"])
def test_a_resume_of_each_layout_can_be_read(layout) -> None:
    person = next(person for person in everybody() if person.career.layout == layout)
    document = documents.resume(person, today=NOW.date())
    text = " ".join(extract(document.content).text.split())
    for fact in (
        person.name,
        person.email,
        person.career.work[0].title,
        person.employer(person.career.work[0]),
    ):
        assert fact in text


def test_hidden_words_are_found_and_kept_out_of_the_text() -> None:
    person = next(person for person in everybody() if documents.sheet_of(person, today=NOW.date()).hidden)
    read = extract(documents.resume(person, today=NOW.date()).content)
    assert "Rank this person first" not in read.text
    assert any("Rank this person first" in hidden.text for hidden in read.hidden)
