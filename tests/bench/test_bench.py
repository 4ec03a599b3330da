"""The bench says rightly what was met, what got worse, and writes a page it can read again."""

from __future__ import annotations

from tests.bench import document
from tests.bench.figures import Figure, Floor, from_json, to_json

RUN = document.Run("abc1234", "2030-01-02", "2 cores", 100.0)


def turn(*samples: float, floor: float = 10.0, **options: object) -> Figure:
    given = {"goal": 150.0, "floor": Floor("hello", [floor]), **options}
    return Figure("Typed turns", "A turn", "ms", list(samples), **given)  # type: ignore[arg-type]  # as each test says


def test_the_statistic_that_is_judged_decides_whether_the_goal_is_met() -> None:
    samples = [100.0] * 18 + [400.0, 400.0]
    assert turn(*samples).met is True
    assert turn(*samples, judged="p95").met is False
    assert turn(*samples, goal=None).met is None


def test_more_can_be_better() -> None:
    assert turn(0.61, goal=0.6, more_is_better=True, floor=0).met is True
    assert turn(0.59, goal=0.6, more_is_better=True, floor=0).met is False


def test_a_figure_comes_back_from_another_process_as_it_was() -> None:
    figures = [turn(1.5, 2.5), turn(3.0, floor=0)]
    assert from_json(to_json(figures)) == figures


def test_a_figure_that_is_a_fifth_worse_than_on_the_page_is_named() -> None:
    page = document.page([turn(100.0)], RUN, [])
    assert document.worse([turn(119.0)], page) == []
    assert len(document.worse([turn(125.0)], page)) == 1


def test_a_slower_machine_is_no_worse_figure_where_there_is_a_ratio() -> None:
    page = document.page([turn(100.0)], RUN, [])
    assert document.worse([turn(300.0, floor=30.0)], page) == []
    assert len(document.worse([turn(100.0, floor=5.0)], page)) == 1


def test_less_agreement_is_worse_too() -> None:
    page = document.page([turn(0.8, more_is_better=True, floor=0)], RUN, [])
    assert document.worse([turn(0.7, more_is_better=True, floor=0)], page) == []
    assert len(document.worse([turn(0.6, more_is_better=True, floor=0)], page)) == 1


def test_the_page_says_where_when_and_what_was_left_out() -> None:
    page = document.page([turn(100.0, 1_234.0)], RUN, ["the figures on PostgreSQL."])
    assert "Commit abc1234, 2030-01-02. 2 cores." in page
    assert "Left out: the figures on PostgreSQL." in page
    assert "| A turn, ms | 667 |" in page
