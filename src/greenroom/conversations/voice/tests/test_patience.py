"""How long a pause may last."""

from __future__ import annotations

import pytest

from greenroom.conversations.engine.phrases import LANGUAGES
from greenroom.conversations.voice import patience
from greenroom.conversations.voice.patience import (
    DONE,
    NOTHING_YET,
    OPEN,
    THINKING,
    TRAILING,
    WHOLE,
    Patience,
)

SAID = {
    "en": ("Hm, let me think.", "I climbed up, and", "So that's all.", "Yes."),
    "es": ("Déjame pensar…", "Subí a la cuerda y", "Eso es todo.", "Claro."),
    "fr": ("Laissez-moi réfléchir.", "Je suis monté parce que", "Voilà, c'est tout.", "Oui."),
    "de": ("Lassen Sie mich nachdenken.", "Ich bin hinauf, weil", "Nächste Frage, bitte.", "Ja."),
    "pt": ("Deixe-me pensar.", "Subi a corda e", "É isso.", "Sim."),
    "ar": ("دعني أفكر", "صعدت الحبل لأن", "هذا كل شيء", "نعم"),
}
ANSWERS = {
    "en": "I check my harness before every descent",
    "es": "Reviso mi arnés antes de cada descenso",
    "fr": "Je vérifie mon harnais avant chaque descente",
    "de": "Ich prüfe meinen Gurt vor jedem Abstieg",
    "pt": "Verifico o meu arnês antes de cada descida",
    "ar": "أفحص حزام الأمان قبل كل نزول",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_say_whether_their_speaker_goes_on(language):
    thinking, trailing, done, short = SAID[language]
    open_question, short_one = Patience(language), Patience(language, short=True)
    assert [open_question.pause(words) for words in (thinking, trailing, done)] == [THINKING, TRAILING, DONE]
    assert (open_question.pause(short), short_one.pause(short)) == (OPEN, WHOLE)
    assert open_question.pause(ANSWERS[language]) == OPEN
    assert short_one.pause(f"{ANSWERS[language]} {ANSWERS[language]}") == OPEN


def test_a_word_that_ends_an_answer_does_not_where_it_belongs_to_a_sentence():
    assert Patience().pause("Skip.") == DONE
    assert Patience().pause("I went to the gate and they asked for my boarding pass") == OPEN
    assert Patience().pause("") == NOTHING_YET
    assert Patience("xx").pause("um") == TRAILING, "a language without words of its own"


@pytest.mark.parametrize(
    ("longer", "time", "times"), [(False, 1.0, 1.0), (True, 1.0, 2.0), (True, 1.5, 2.0), (False, 3.0, 3.0)]
)
def test_who_needs_longer_pauses_has_them(longer, time, times):
    stretch = patience.stretch(longer_pauses=longer, time=time)
    granted = Patience(stretch=stretch)
    assert granted.pause(ANSWERS["en"]) == times * OPEN
    assert granted.silence() == times * Patience().silence()
