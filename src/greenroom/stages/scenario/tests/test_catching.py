"""Catching the assistant's mistakes: what counts, what does not, and how it is scored."""

from __future__ import annotations

import pytest

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Conversation
from greenroom.core import scope
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import Evidence, QuestionScore
from greenroom.stages.scenario.rules.catching import Mistake, Words, catch
from greenroom.stages.scenario.tests.test_task import SCRIPT, Task

FLOORS = Mistake(wrong="28", right="24", told="The brief says: The tower has 28 floors.", at=2)


@pytest.mark.parametrize(
    ("wrote", "shows"),
    [
        ("That is wrong, it has 24 floors.", "That is wrong, it has 24 floors."),
        ("Thanks. You wrote 28, which is not right.", "You wrote 28, which is not right."),
        ("Is that so about the floors? I read twenty-four.", "I read twenty-four."),
        ("The crew does 24 floors in one day.", "The crew does 24 floors in one day."),
        ("Thanks, then we plan for 28 floors.", None),
        ("The reply looks good, and the brief says so.", None),
        ("That is wrong, please check again.", None),
        ("Pay 24 euros an hour.", None),
        ("Room 240 and 1.24 metres of rope for the floors.", None),
    ],
)
def test_a_mistake_is_caught_by_what_puts_it_right_and_by_nothing_else(wrote, shows):
    found = catch(FLOORS, [Words("one", 3, wrote)], "en")
    assert (found.text if found else None) == shows
    if found:
        assert wrote[found.start : found.end] == found.text


def test_what_was_said_before_the_mistake_catches_nothing():
    assert catch(FLOORS, [Words("one", 1, "The tower has 24 floors.")], "en") is None


@pytest.mark.parametrize(
    ("language", "told", "wrote", "is_caught"),
    [
        ("de", "Das Budget beträgt 1080 Euro.", "Das ist falsch, es sind 900 Euro.", True),
        ("de", "Das Budget beträgt 1080 Euro.", "Gut, 1080 Euro also.", False),
        ("fr", "Le budget est de 1080 euros.", "C'est faux, ce sont 900 euros.", True),
        ("es", "El presupuesto es de 1080 euros.", "Eso está mal, son 900 euros.", True),
        ("pt", "O orçamento é de 1080 euros.", "Isso está errado, são 900 euros.", True),
        ("ar", "الميزانية 1080 دولار.", "هذا خطأ، الميزانية 900 دولار.", True),
        ("ar", "الميزانية 1080 دولار.", "حسنا، الميزانية 1080 دولار.", False),
    ],
)
def test_it_is_caught_in_every_language(language, told, wrote, is_caught):
    found = catch(Mistake("1080", "900", told, 0), [Words("one", 1, wrote)], language)
    assert (found is not None) is is_caught


def test_a_mistake_in_words_is_caught_by_most_of_the_right_ones():
    doors = Mistake(
        "the east door is locked", "the west door is locked", "At night the east door is locked.", 0
    )
    right = "You are mistaken: it is the west door that is locked at night."
    assert catch(doors, [Words("one", 1, right)], "en") is not None
    assert catch(doors, [Words("one", 1, "Good, I shall lock up then.")], "en") is None


@pytest.fixture
def detecting(cast):
    with scope.scoped(cast.workspace.id):
        yield Task(cast.workspace, mode="error_detection")


def score() -> QuestionScore:
    return QuestionScore.objects.get(question__text="Checks what the assistant says")


def planted() -> dict[str, str]:
    found: dict[str, str] = Conversation.objects.get().state["planted"][0]
    return found


@pytest.mark.parametrize(
    ("catches", "verdict", "worth"), [(True, "scored", 5.0), (False, "not_addressed", None)]
)
def test_who_catches_it_scores_and_who_takes_it_over_does_not_with_the_words_that_show_it(
    detecting, catches, verdict, worth
):
    detecting.write("How many floors does the tower have?")
    named = planted()["right" if catches else "wrong"]
    detecting.draft(f"Please plan for {named} floors then.", headers=SCRIPT)
    detecting.hand_in()
    run_due_jobs()
    assert (score().verdict, score().score) == (verdict, worth)
    assert [point["made"] for point in score().points] == [catches]
    assert score().reason == f"Caught {int(catches)} of 1 mistakes that the assistant made on purpose."
    shown = list(Evidence.objects.filter(score=score()).values_list("text", flat=True))
    assert shown == ([f"Please plan for {named} floors then."] if catches else [])


def test_where_no_mistake_was_made_nobody_is_marked_down_for_finding_none(detecting):
    detecting.write("What colour is the door?")
    detecting.hand_in()
    run_due_jobs()
    assert (score().verdict, score().score) == ("unknown", None)
    assert Attempt.objects.get().coverage == pytest.approx(0.5)
