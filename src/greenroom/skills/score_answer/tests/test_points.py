"""Points made in other words than the rubric's, and answers that make none."""

from __future__ import annotations

import pytest

from greenroom.skills.score_answer.builtin import score
from greenroom.skills.score_answer.schema import AnswerScore, AnswerToScore, Rubric

ASKED = {
    "en": "Would these conditions work for you, when could you start, and is there anything we should arrange?",
    "de": "Passen diese Bedingungen für Sie, ab wann könnten Sie anfangen, und gibt es etwas einzurichten?",
}
AVAILABLE = {
    "en": [
        "the hours or shifts that are possible",
        "start date or notice period",
        "anything to arrange, or nothing needed",
    ],
    "de": [
        "mögliche Arbeitszeiten oder Schichten",
        "Beginn oder Kündigungsfrist",
        "etwas einzurichten oder nichts nötig",
    ],
}
STORY = "Tell me about a time you and a colleague disagreed. How did you settle it?"
METHOD = "Take one piece of work where you handled cash, and walk me through it step by step."


def judged(answer: str, question: str, points: list[str], language: str = "en") -> AnswerScore:
    rubric = Rubric(question=question, key_points=points, language=language)
    return score(AnswerToScore(rubric=rubric, answer=answer))


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        (
            "en",
            (
                "I can do early and late shifts, weekends included. I could start next Monday. "
                "The only thing to arrange would be a stool at the till."
            ),
        ),
        (
            "en",
            "Night shifts are possible for me. My notice period is four weeks. There is nothing to arrange.",
        ),
        (
            "de",
            (
                "Die Zeiten passen, Früh und Spät, samstags auch. Anfangen könnte ich ab nächstem Montag. "
                "Ich brauche nur einen höhenverstellbaren Tisch."
            ),
        ),
    ],
)
def test_an_answer_that_says_when_from_when_and_with_what_makes_all_points(
    language: str, answer: str
) -> None:
    given = judged(answer, ASKED[language], AVAILABLE[language], language)
    assert all(point.span for point in given.points), given.reason
    assert given.score is not None
    assert given.score >= 4.0


@pytest.mark.parametrize(
    ("question", "point", "answer", "words"),
    [
        (
            STORY,
            "talked it over",
            "My colleague wanted the sale at the back. We talked it over in the break.",
            "talked it over",
        ),
        (
            STORY,
            "what the other wanted and why",
            "We disagreed about the sale. I understood that she was worried about the queue.",
            "worried about the queue",
        ),
        (
            METHOD,
            "the steps, one after the other",
            "I handled cash daily. First I printed the report, second I counted the notes, third I compared both.",
            "second I counted",
        ),
        (
            METHOD,
            "the reason for choosing this method",
            "I counted the notes of cash first. I counted cash coins last because they take longest.",
            "because they take longest",
        ),
        (
            "What did you do when a patient got worse?",
            "acted at once",
            "A patient went grey, and I checked her vital signs at once.",
            "at once",
        ),
    ],
)
def test_a_point_made_in_other_words_is_made(question: str, point: str, answer: str, words: str) -> None:
    (made,) = judged(answer, question, [point]).points
    assert made.span is not None
    assert words in made.span.text


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("start date or notice period", "I started in retail in March. The conditions work for me."),
        ("talked it over", "My colleague did the display her way and I did the till."),
        ("acted at once", "The patient went grey and I waited for the next shift."),
        ("the reason for choosing this method", "I count the cash twice and put it in the drawer."),
        ("the steps, one after the other", "I handled cash every day and it always balanced."),
    ],
)
def test_a_point_that_is_not_made_stays_open(point: str, answer: str) -> None:
    (open_point,) = judged(answer, f"{STORY} {METHOD}", [point]).points
    assert open_point.span is None


OPENING = {
    "en": [
        "comparable work: assessing patients",
        "where and for how long, in years or months",
        "my own tasks and responsibility",
        "the result that came of it",
    ],
    "fr": [
        "Python, PostgreSQL et SQL",
        "les étapes l'une après l'autre",
        "la raison de cette méthode",
        "le résultat vérifié ou testé",
    ],
    "de": [
        "vergleichbare Arbeit: Anfragen beantworten",
        "wo und wie lange, in Jahren oder Monaten",
        "meine eigenen Aufgaben",
        "das Ergebnis",
    ],
}


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        (
            "en",
            "Which part of your work comes closest to that, and what exactly did you do there?",
            "I am a nurse, so I have done all of that in training and on the ward. It was a while. It went well.",
        ),
        (
            "fr",
            "Prenez un travail où vous en avez eu besoin et racontez-le étape par étape.",
            "Pour PostgreSQL je regarde la documentation. À la fin, ça marche.",
        ),
        (
            "de",
            "Welcher Teil Ihrer bisherigen Arbeit kommt dem am nächsten, und was haben Sie dort getan?",
            (
                "Ich habe schon in verschiedenen Firmen gearbeitet, da war immer auch Kundenkontakt dabei. "
                "Am Ende hat es immer gepasst."
            ),
        ),
        (
            "de",
            "Welcher Teil Ihrer bisherigen Arbeit kommt dem am nächsten, und was haben Sie dort getan?",
            "Ich habe schon in verschiedenen Firmen gearbeitet. Das Ergebnis war gut.",
        ),
    ],
)
def test_an_empty_answer_is_credited_with_no_result_and_scores_low(
    language: str, question: str, answer: str
) -> None:
    given = judged(answer, question, OPENING[language], language)
    assert given.points[-1].span is None
    assert given.score is not None
    assert given.score <= 1.9
