"""The measures of judgement work, and the engine stays above the floors on material it was not shaped on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import judgement


def test_quadratic_kappa_is_one_for_agreement_and_nought_for_chance() -> None:
    assert judgement.quadratic_kappa([0, 1, 2, 3], [0, 1, 2, 3], 4) == pytest.approx(1)
    assert judgement.quadratic_kappa([0, 0, 3, 3], [0, 3, 0, 3], 4) == pytest.approx(0)
    assert judgement.quadratic_kappa([0, 3], [3, 0], 4) == pytest.approx(-1)


@pytest.mark.shared
def test_agreement_with_people_stays_above_the_floors_on_the_held_out_half(
    shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judgement, "DRAWS", 2)
    graded = judgement.graded_examples(shared_data, "held_out", with_points=True)
    assert sum(figure.value for figure in graded) / len(graded) > 0.565
    assert judgement.reference(shared_data, "held_out").value > 0.46


@pytest.mark.shared
def test_the_halves_share_no_answer(shared_data: Path) -> None:
    for prompt in ("1", "5"):
        _, _, tuned = judgement.marked_answers(shared_data, prompt, "tuned")
        _, _, held_out = judgement.marked_answers(shared_data, prompt, "held_out")
        assert len(tuned) > 200 < len(held_out)
        assert len({text for text, _ in tuned} & {text for text, _ in held_out}) < 5
