"""What instructions say of the workflow, in six languages."""

from __future__ import annotations

import pytest

from greenroom.skills.plan_interviewer.instructions import Wishes, read
from greenroom.skills.plan_interviewer.workflow_words import LANGUAGES, wording

SMS, CV, FORM, TALK = "conversational_sms", "resume", "form", "web_interview"


@pytest.mark.parametrize(
    ("wish", "order"),
    [
        ("SMS, then resume, then a 10-minute voice screen", (SMS, CV, TALK)),
        ("SMS -> resume -> voice", (SMS, CV, TALK)),
        ("1. SMS\n2. Resume\n3. Voice interview, 20 minutes", (SMS, CV, TALK)),
        ("Start with an SMS. Then a resume check. Finally a phone interview.", (SMS, CV, TALK)),
        ("Interview after the resume", (CV, TALK)),
        ("Before the interview, send a form", (FORM, TALK)),
        ("erst Lebenslauf, dann Formular", (CV, FORM)),
        ("Zuerst SMS, danach ein Videointerview von 15 Minuten", (SMS, TALK)),
        ("Puis un formulaire, ensuite un entretien vidéo de 20 minutes", (FORM, TALK)),
        ("Primero SMS, luego currículum y después una entrevista de voz", (SMS, CV, TALK)),
        ("Primeiro o formulário, depois entrevista por vídeo", (FORM, TALK)),
        ("رسالة نصية ثم السيرة الذاتية ثم مقابلة صوتية", (SMS, CV, TALK)),
        ("Only a voice interview of 10 minutes", (TALK,)),
        ("form, resume, I want to review, then voice", (FORM, CV, TALK)),
    ],
)
def test_the_stages_are_the_ones_named_in_their_order(wish: str, order: tuple[str, ...]) -> None:
    flow = read(wish).flow
    assert (flow.order, flow.exact) == (order, True)


@pytest.mark.parametrize(
    ("wish", "removed"),
    [
        ("no resume", {CV}),
        ("no resume or form", {CV, FORM}),
        ("Skip the resume, please", {CV}),
        ("ohne Lebenslauf", {CV}),
        ("kein Formular", {FORM}),
        ("sans CV", {CV}),
        ("sin currículum", {CV}),
        ("sem currículo", {CV}),
        ("بدون سيرة ذاتية", {CV}),
        ("A resume is not needed", {CV}),
    ],
)
def test_a_stage_that_is_not_wanted_is_left_out(wish: str, removed: set[str]) -> None:
    flow = read(wish).flow
    assert (flow.removed, flow.order) == (removed, ())


@pytest.mark.parametrize(
    ("wish", "before", "after"),
    [
        ("let me look before the interview", (TALK,), ()),
        ("After the resume I want to review them", (), (CV,)),
        ("Lass mich vor dem Interview draufschauen", (TALK,), ()),
        ("Laissez-moi regarder avant l'entretien", (TALK,), ()),
        ("Déjame revisar antes de la entrevista", (TALK,), ()),
        ("Deixe-me ver antes da entrevista", (TALK,), ()),
        ("دعني أراجع قبل المقابلة", (TALK,), ()),
    ],
)
def test_a_person_who_wants_to_look_first_is_understood(
    wish: str, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    wishes = read(wish)
    assert (wishes.flow.waits.before, wishes.flow.waits.after) == (before, after)
    assert wishes.unread == ()


def test_every_stage_can_wait_for_a_person() -> None:
    assert read("Manual review between stages").flow.waits.always


@pytest.mark.parametrize(
    ("wish", "least", "most", "number"),
    [
        ("a 10-minute voice screen", None, 10, 4),
        ("video interview of 15 minutes", None, 15, 6),
        ("Interview von zehn Minuten", None, 10, 4),
        ("a half an hour interview", None, 30, 12),
        ("15 to 20 minute interview", 15, 20, 8),
        ("at least 20 minutes of interview", 20, None, 8),
        ("مقابلة صوتية مدتها 10 دقائق", None, 10, 4),
        ("20 minute interview with 3 questions", None, 20, 3),
    ],
)
def test_minutes_limit_the_interview_and_its_questions(
    wish: str, least: int | None, most: int | None, number: int
) -> None:
    wishes = read(wish)
    talk = wishes.flow.wish(TALK)
    assert (talk.least_minutes, talk.most_minutes, wishes.number) == (least, most, number)


def test_figures_belong_to_the_stage_they_stand_beside() -> None:
    flow = read("A form with 4 questions and a 15 minute video interview with 5 questions").flow
    assert flow.wish(FORM).questions == 4
    assert (flow.wish(TALK).questions, flow.wish(TALK).most_minutes) == (5, 15)


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        ("resume, then voice, knock out below 60%", TALK),
        ("reject below 60 percent in the interview", TALK),
        ("mindestens 60 Prozent im Lebenslauf", CV),
        ("knock out below 60%", ""),
    ],
)
def test_a_minimum_score_is_read_with_its_stage(wish: str, kind: str) -> None:
    assert read(wish).flow.wish(kind).minimum_score == 60


def test_reminders_and_quiet_hours_belong_to_the_text_messages() -> None:
    sms = read("SMS. 2 reminders after 48 hours. No messages between 9pm and 8am (Europe/Berlin).").flow.wish(
        SMS
    )
    assert (sms.nudges, sms.nudge_hours, sms.quiet, sms.zone) == (2, 48, (21, 8), "Europe/Berlin")


@pytest.mark.parametrize(
    ("wish", "modes"),
    [
        ("a video interview", {"video"}),
        ("phone screen", {"phone"}),
        ("Telefoninterview", {"phone"}),
        ("voice interview, multilingual", {"voice", "multilingual"}),
    ],
)
def test_the_way_of_talking_is_read(wish: str, modes: set[str]) -> None:
    assert read(wish).flow.wish(TALK).modes == modes


@pytest.mark.parametrize(
    ("wish", "subjects"),
    [
        ("be strict on forklift licence", ("forklift licence",)),
        (
            "be strict on the forklift licence and night shifts, then voice",
            ("forklift licence", "night shifts"),
        ),
        ("Reject anyone without a nursing registration.", ("nursing registration",)),
        (
            "They must have a driving licence, English at C1 and a degree",
            ("driving licence", "English at C1", "degree"),
        ),
        ("Dealbreakers: CPA, 5 years in audit", ("CPA", "5 years in audit")),
        ("streng beim Staplerschein, dann Interview", ("Staplerschein",)),
        ("Der Staplerschein ist Pflicht", ("Staplerschein",)),
        ("soyez strict sur le permis de conduire", ("permis de conduire",)),
        ("sé estricto con el carnet de carretillero", ("carnet de carretillero",)),
        ("seja rigoroso com a CNH", ("CNH",)),
        ("كن صارما بشأن رخصة القيادة", ("رخصة القيادة",)),
    ],
)
def test_what_nobody_may_lack_is_read_in_the_recruiters_words(wish: str, subjects: tuple[str, ...]) -> None:
    assert read(wish).strictness.subjects == subjects


@pytest.mark.parametrize(
    "wish",
    [
        "strict on requirements",
        "Reject everyone who does not meet the requirements",
        "streng bei den Anforderungen",
    ],
)
def test_all_that_is_required_can_be_enforced(wish: str) -> None:
    strictness = read(wish).strictness
    assert strictness.everything
    assert strictness.subjects == ()


def test_nobody_can_be_strict_on_what_is_protected() -> None:
    wishes = read("be strict on age")
    assert not wishes.strictness
    assert wishes.refused == (("age", "age"),)


def test_being_strict_without_a_subject_only_asks_for_follow_ups() -> None:
    wishes = read("Be strict.")
    assert not wishes.strictness
    assert wishes.min_follow_ups == 1


def test_being_strict_on_something_asks_for_no_follow_ups() -> None:
    assert read("be strict on forklift licence").min_follow_ups == 0


def test_a_topic_is_asked_where_the_instructions_place_it() -> None:
    assert read("Ask about their licence in the form").placed == (("their licence", FORM),)
    assert read("No formulário, pergunte sobre a CNH").placed == (("a CNH", FORM),)
    assert read("Ask about night work").placed == ()


def test_the_language_of_the_interview_and_the_style_are_read() -> None:
    wishes = read("Interview in Spanish, 5 questions. Be friendly and use first names.")
    assert (wishes.language, wishes.number) == ("es", 5)
    assert wishes.style == "Be friendly. use first names"


@pytest.mark.parametrize("wish", ["Make the page purple", "Send flowers to the winner"])
def test_what_is_not_understood_is_kept_to_be_said(wish: str) -> None:
    assert read(wish).unread == (wish,)


def test_no_instructions_are_no_wishes() -> None:
    assert read("  ") == Wishes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_a_workflow_needs(language: str) -> None:
    said, english = wording(language), wording("en")
    assert said.words.keys() == english.words.keys()
    assert said.scenario.keys() == english.scenario.keys()
    assert len(said.criteria) == len(english.criteria)
    assert "has" in said.frames
    assert all(len(said.words[name]) <= 500 for name in ("intro", "disqualification", "follow_up"))
