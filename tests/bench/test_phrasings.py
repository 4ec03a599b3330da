"""What is promised of replies by text message holds on phrasings that shaped nothing."""

from __future__ import annotations

from collections import Counter

from greenroom.skills.contract import run
from greenroom.skills.read_answer import SKILL
from tests.bench import phrasings


def test_nineteen_of_twenty_replies_are_read_as_they_were_meant() -> None:
    found = {figure.name: figure for figure in phrasings.measure()}
    whole = found["Replies read as they were meant"]
    assert whole.of >= 400
    assert whole.met


def test_what_is_unclear_is_asked_again_and_hardly_ever_guessed() -> None:
    guessed = Counter(
        (phrasing.meant, phrasings.reading(run(SKILL, phrasing.question).output))
        for phrasing in phrasings.phrasings()
    )
    wrong = sum(n for (meant, read), n in guessed.items() if meant != read and read in {"yes", "no"})
    assert wrong / guessed.total() < 0.02
