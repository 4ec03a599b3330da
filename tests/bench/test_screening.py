"""Pairs are counted rightly."""

from __future__ import annotations

from tests.bench import screening
from tests.bench.screening import Resume


def resume(name: str, occupation: str) -> Resume:
    return Resume(name, occupation, name, {})


def test_a_pair_won_counts_one_an_equal_one_a_half_and_a_lost_one_nothing() -> None:
    found = [resume("5", "COOK"), resume("3", "CLERK"), resume("5", "NURSE"), resume("9", "PILOT")]
    counted = screening.pairs(
        found, lambda _job, one: float(one.text), {"COOK": "A cook", "BAKER": "A baker"}
    )
    assert (counted.won, counted.n) == (1.5, 3)
    assert counted.share == 0.5


def test_the_bag_of_words_prefers_the_rarer_word_and_does_not_reward_length() -> None:
    cook = Resume("cook", "COOK", "", {"kitchen": 2, "team": 1})
    clerk = Resume("clerk", "CLERK", "", {"team": 3, "file": 3})
    other = Resume("other", "CLERK", "", {"team": 1})
    score = screening.by_words([cook, clerk, other])
    assert score("kitchen team", cook) > score("kitchen team", clerk) > 0
    longer = Resume("longer", "COOK", "", {"kitchen": 2, "team": 1, "file": 9})
    assert score("kitchen team", longer) < score("kitchen team", cook)


def test_there_are_twelve_occupations_and_eleven_branches() -> None:
    kinds = screening.jobs()
    assert [len(jobs) for jobs in kinds.values()] == [12, 11]
    assert all(job.strip() for jobs in kinds.values() for job in jobs.values())
