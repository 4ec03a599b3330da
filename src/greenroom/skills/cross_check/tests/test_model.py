"""How a model's comparison is read: without both quotes there is no conflict."""

from __future__ import annotations

from greenroom.skills.cross_check.model import FoundConflicts, prompt, read
from greenroom.skills.cross_check.tests.test_builtin import RESUME, given_in

GIVEN = given_in(
    {
        "language": "en",
        "resume": RESUME,
        "written": [["f1", "Do you hold a licence?", "Yes, since 2019"]],
        "said": [["t1", "Your jobs?", "I left Tall Pines Parcels in 2023."]],
    }
)


def answer(**changed: object) -> FoundConflicts:
    conflict = {
        "kind": "date",
        "severity": 2,
        "reason": "The resume has it going on.",
        "first": {"source": "resume", "quote": "March 2021 - present"},
        "second": {"turn": "t1", "quote": "left tall pines   parcels in 2023"},
    }
    return FoundConflicts.model_validate({"conflicts": [{**conflict, **changed}], "compared": 0})


def test_both_quotes_become_exact_spans() -> None:
    checked = read(GIVEN, answer())
    (found,) = checked.output.conflicts
    assert (checked.dropped, checked.output.compared) == (0, 1)
    assert GIVEN.resume[found.first.start : found.first.end] == "March 2021 - present"
    assert found.second.text == "left Tall Pines Parcels in 2023"


def test_a_quote_that_stands_nowhere_takes_its_conflict_with_it() -> None:
    invented = read(GIVEN, answer(second={"turn": "t1", "quote": "I was never there"}))
    assert (invented.output.conflicts, invented.dropped) == ([], 1)
    elsewhere = read(GIVEN, answer(first={"source": "f1", "quote": "March 2021"}))
    assert (elsewhere.output.conflicts, elsewhere.dropped) == ([], 1)
    nobody = read(GIVEN, answer(first={"source": "f9", "quote": "x"}, second={"turn": "t9", "quote": "y"}))
    assert nobody.dropped == 2


def test_what_was_written_and_said_reaches_the_model_as_data_only() -> None:
    system, user = prompt(GIVEN)
    assert "Tall Pines" not in system
    assert 'id="resume"' in user
    assert 'id="f1"' in user
    assert 'id="t1"' in user
