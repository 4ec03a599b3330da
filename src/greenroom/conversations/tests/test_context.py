"""What an interviewer says of company, role and process, and how: told, told in short, told to who asks, or never."""

from __future__ import annotations

import pytest

from greenroom.candidates.models import Attempt
from greenroom.conversations import engine
from greenroom.conversations.actions import interviews
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import facts
from greenroom.conversations.queries.facts import COMPANY, JOB, PROCESS
from greenroom.evaluation.tests import scene
from greenroom.guidance.models import KnowledgeItem, Persona
from greenroom.interviewers.models import Stage

COMPANY_TEXT = "We clean the tallest facades of the harbour. We are forty people. We began in a garage."
ROLE_TEXT = "You work in a crew of three, from Monday to Friday."
PROCESS_TEXT = "After this interview you meet the crew for half a day."


def write(interviewer, **delivery: str) -> None:
    texts = {"company": COMPANY_TEXT, "role": ROLE_TEXT, "process": PROCESS_TEXT}
    interviewer.context = {name: {"text": texts[name], "delivery": how} for name, how in delivery.items()}
    interviewer.save()


def sources(interviewer, config=None) -> set[str]:
    return {fact.source for fact in facts.approved(interviewer, config)}


def told(interviewer, config=None) -> tuple[str, ...]:
    return facts.told_before(interviewer, config or {}, shorten=facts.in_two_sentences)


def sit_down(interviewer) -> Attempt:
    application = scene.applied(interviewer)
    scene.sent_resume(application)
    return scene.begun(application)


def said(attempt: Attempt) -> list[str]:
    rows = Turn.objects.filter(attempt=attempt, speaker="interviewer").order_by("position")
    return list(rows.values_list("text", flat=True))


def ask(attempt: Attempt, question: str) -> Turn:
    """The reply to a question."""
    interviews.hear(attempt=attempt, text=question, key=question[:40])
    asked = Turn.objects.get(attempt=attempt, key=question[:40])
    return Turn.objects.filter(attempt=attempt, position__gt=asked.position).earliest("position")


def test_where_no_section_is_written_the_job_description_is_what_may_be_told(interviewer) -> None:
    assert sources(interviewer) == {JOB}
    assert told(interviewer) == ()


@pytest.mark.parametrize(
    ("delivery", "before", "to_who_asks"),
    [
        ("exact_delivery", (COMPANY_TEXT,), True),
        ("summarized_delivery", (COMPANY_TEXT.removesuffix(" We began in a garage."),), True),
        ("reference_only", (), True),
        ("silent_reference", (), False),
    ],
)
def test_each_way_of_telling_tells_what_it_says(interviewer, delivery, before, to_who_asks) -> None:
    write(interviewer, company=delivery)
    assert told(interviewer) == before
    assert (COMPANY in sources(interviewer)) == to_who_asks
    assert JOB not in sources(interviewer)  # sections stand in place of the raw job description


def test_sections_are_told_in_their_order_and_a_stages_own_win(interviewer) -> None:
    write(interviewer, company="exact_delivery", role="exact_delivery", process="reference_only")
    assert told(interviewer) == (COMPANY_TEXT, ROLE_TEXT)
    config = {
        "company_overview": "We are two.",
        "job_overview_delivery_mode": "silent_reference",
        "interview_process_overview_delivery_mode": "exact_delivery",
    }
    assert told(interviewer, config) == ("We are two.", PROCESS_TEXT)
    assert sources(interviewer, config) == {PROCESS}  # what is too short to be a fact is none


def test_an_exact_section_is_said_word_for_word_before_the_first_question(interviewer) -> None:
    write(interviewer, company="exact_delivery", role="summarized_delivery")
    words = said(sit_down(interviewer))
    assert words[1] == COMPANY_TEXT
    assert words[2]
    assert words[2] in ROLE_TEXT
    assert words[-1] == "How do you stay safe on a rope?"


def test_a_silent_section_is_never_said_whatever_is_asked(interviewer) -> None:
    hours = {"text": "Working hours are 7 am to 3 pm, Monday to Friday.", "delivery": "silent_reference"}
    interviewer.context = {"role": hours}
    interviewer.save()
    attempt = sit_down(interviewer)
    assert ask(attempt, "What are the working hours?").source == ""
    assert not any("7 am" in text for text in said(attempt))


def test_a_section_for_reference_is_told_to_who_asks_and_to_nobody_else(interviewer) -> None:
    hours = {"text": "Working hours are 7 am to 3 pm, Monday to Friday.", "delivery": "reference_only"}
    interviewer.context = {"process": hours}
    interviewer.save()
    attempt = sit_down(interviewer)
    assert not any("7 am" in text for text in said(attempt))
    reply = ask(attempt, "What are the working hours?")
    assert (reply.source, "7 am" in reply.text) == (PROCESS, True)


def test_what_only_the_knowledge_base_answers_is_told_from_it_with_its_title(interviewer) -> None:
    attempt = sit_down(interviewer)
    question = "Is there parking for my car?"
    assert ask(attempt, question).source == ""
    KnowledgeItem.objects.create(
        workspace_id=interviewer.workspace_id,
        title="Getting here",
        content="There is free parking for every car behind the depot.",
    )
    reply = ask(attempt, f"{question} And now?"[: len(question)] + " Parking for a car?")
    assert reply.source == "Getting here"
    assert "behind the depot" in reply.text


def test_a_stage_keeps_the_words_it_was_begun_with(interviewer, cast) -> None:
    room = Stage.objects.get(interviewer=interviewer, kind="web_interview")
    Stage.objects.filter(id=room.id).update(config={"company_overview": COMPANY_TEXT})
    application = scene.applied(interviewer)
    scene.sent_resume(application)
    attempt = interviews.attempts.begin(application=application, stage=room)
    Stage.objects.filter(id=room.id).update(config={})
    interviews.begin(attempt=attempt)
    assert said(attempt)[1] == COMPANY_TEXT


def test_an_interviewer_talks_as_its_persona_does_unless_a_style_is_asked_for(interviewer, cast) -> None:
    Persona.objects.update(is_default=False)
    speaks = Persona.objects.create(workspace_id=interviewer.workspace_id, name="Ada", manner="Warm.")
    interviewer.context, interviewer.persona = {"style": "Formal, please."}, speaks
    interviewer.save()
    room = Stage.objects.get(interviewer=interviewer, kind="web_interview")

    def plan(**config: str) -> engine.Plan:
        Stage.objects.filter(id=room.id).update(config=config)
        attempt = sit_down(interviewer)
        return engine.State.from_json(Conversation.objects.get(attempt=attempt).state).plan

    assert (plan().persona, plan().manner, plan().instructions) == ("Ada", "Warm.", "Formal, please.")
    assert plan(instructions="Be brief.").instructions == "Be brief."
    assert plan(instructions="").instructions == ""


def test_the_style_that_is_asked_for_is_heard_in_what_is_said(interviewer) -> None:
    interviewer.context = {
        "role": {"text": "Working hours are 7 am to 3 pm, Monday to Friday."},
        "style": "Formal.",
    }
    interviewer.save()
    assert ask(sit_down(interviewer), "What are the working hours?").text.startswith(
        "I can tell you the following:"
    )
