"""What the stand-in fills a schema with."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from greenroom.core.testing.standins.language_model import INVENTED, instance
from greenroom.core.testing.standins.language_model.instances import Unfillable
from greenroom.core.testing.standins.language_model.material import Block, blocks, material

TEXT = "I packed orders for two years. Then I led a team of six.\nWe shipped on time."
TURNS = (
    '<turn id="t1">\nI drive a forklift.\n</turn>\n<turn id="t2">\nI can start on Monday.\n</turn>\n'
    "<note>Not this one.</note>"
)


class Nested(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: Literal["a", "b"]
    turn: str
    quote: str
    worth: float = Field(ge=0, le=1)


class Wide(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str = Field(max_length=12)
    long: str = Field(min_length=200)
    maybe: int | None = Field(ge=10, le=20)
    flag: bool
    pair: tuple[int, str]
    labels: dict[str, str]
    shown: str = Field(pattern="^(yes|no|unknown)$")
    few: list[Nested] = Field(max_length=2)
    many: list[Nested] = Field(min_length=5, max_length=8)
    constant: Literal["only"]
    evidence: list[str]


def _filled(model: type[BaseModel], text: str, **options: Any) -> Any:
    return model.model_validate(instance(model.model_json_schema(), material(text), **options))


def test_every_bound_of_a_schema_is_kept() -> None:
    made = _filled(Wide, f"<answer>{TEXT}</answer>")
    assert made.maybe == 15
    assert len(made.few) == 2
    assert len(made.many) == 5
    assert [one.kind for one in made.many] == ["a", "b", "a", "b", "a"]
    assert {one.worth for one in made.many} == {0.5}


def test_quotes_are_words_of_the_data() -> None:
    made = _filled(Wide, f"Do it.\n<rubric>Counts ships.</rubric>\n<answer>{TEXT}</answer>\nThank you.")
    assert made.evidence
    assert all(quote in TEXT for quote in [*made.evidence, *(one.quote for one in made.many)])


def test_an_invented_quote_stands_nowhere_in_the_data() -> None:
    made = _filled(Wide, f"<answer>{TEXT}</answer>", inventing=True)
    assert set(made.evidence) == {INVENTED}
    assert INVENTED not in TEXT


def test_a_quote_comes_from_the_turn_it_names() -> None:
    said = {"t1": "I drive a forklift.", "t2": "I can start on Monday."}
    made = _filled(Wide, TURNS)
    assert {one.turn for one in made.many} == {"t1", "t2"}
    assert all(said[one.turn] == one.quote for one in made.many)


def test_turns_may_also_be_fenced_json() -> None:
    text = '```json\n[{"turn": "7", "question": "Why?", "text": "I like boats."}]\n```'
    made = _filled(Wide, text)
    assert {(one.turn, one.quote) for one in made.many} == {("7", "I like boats.")}


@pytest.mark.parametrize(
    ("text", "label", "body"),
    [
        ("a\n```resume\nRosa Imaginary\n```\nb", "resume", "Rosa Imaginary"),
        ("a <answer>Nine years</answer> b", "answer", "Nine years"),
        ("a\n<<<job\nBaker wanted\njob>>>\nb", "job", "Baker wanted"),
        ('a """Nine years""" b', "", "Nine years"),
        ("<data><answer>Nine years</answer></data>", "answer", "Nine years"),
        ("no fence at all", "", "no fence at all"),
    ],
)
def test_every_usual_fence_is_understood(text: str, label: str, body: str) -> None:
    assert blocks(text) == [Block(label, "", body)]


@example("NaN")
@example("[]")
@example("[" * 5000)
@example('{"text": 1}')
@given(st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_a_quote_is_exact_whatever_the_data(text: str) -> None:
    made = _filled(Wide, f"<answer>{text}</answer>")
    assert all(quote in f"<answer>{text}</answer>" for quote in made.evidence)


class Fact(BaseModel):
    name: str
    number: int


class Facts(BaseModel):
    facts: list[Fact]


def test_keys_and_numbers_of_a_list_in_the_prompt_are_used() -> None:
    listed = (
        "Find:\n- start_date: when\n- pay: how much\n\n1. first\n2. second\n<answer>- other: x\n7. y</answer>"
    )
    made = _filled(Facts, listed).facts
    assert [fact.name for fact in made] == ["start_date", "pay", "start_date"]
    assert [fact.number for fact in made] == [1, 2, 3]


class QuotedCard(BaseModel):
    name: str
    emails: list[str]
    links: list[str]
    note: str


def test_every_text_of_a_schema_that_speaks_of_quotes_is_one() -> None:
    card = "Rosa Imaginary\nrosa@example.org, rosa.i@example.org\nShe keeps three bee hives."
    made = _filled(QuotedCard, f"<card>{card}</card>")
    assert made.name == "Rosa Imaginary"
    assert made.emails == ["rosa@example.org", "rosa.i@example.org"]
    assert made.links == []
    assert made.note in card
    assert _filled(QuotedCard, f"<card>{card}</card>", inventing=True).note == INVENTED


def test_the_same_schema_and_data_give_the_same_instance() -> None:
    made = [instance(Wide.model_json_schema(), material(TURNS)) for _ in range(3)]
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "pattern": "^[a-z]{4}$"},
        {"$ref": "#/$defs/Nowhere"},
        {"type": "object", "properties": {"self": {"$ref": "#"}}},
        {"type": "colour"},
    ],
)
def test_a_schema_it_cannot_follow_is_an_error_and_not_a_guess(schema: dict[str, Any]) -> None:
    with pytest.raises(Unfillable):
        instance(schema, material("x"))
