"""What a person can say about a question."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from greenroom.core.errors import Refused
from greenroom.core.text import clean
from greenroom.interviewers.rules import limits
from greenroom.interviewers.rules.blueprint import QuestionPlan
from greenroom.interviewers.rules.expectations import SHAPES, shape_of

NOTHING_TO_WEIGH = frozenset({"structured", "tag", "qualification", "form", "sms"})
"""Modalities that pass or fail, or are only heard: no score, so no weight."""


@dataclass(frozen=True)
class Wording:
    """The words of a version; the fields are those of `models.QuestionVersion`. anchors: "1" and "5"."""

    text: str
    modality: str
    anchors: dict[str, str] = field(default_factory=dict)
    key_points: list[str] = field(default_factory=list)
    weight: float = 1
    min_follow_ups: int = 0
    max_follow_ups: int = 2
    topic: str = ""
    expects: dict[str, Any] = field(default_factory=dict)
    is_dealbreaker: bool = False
    is_required: bool = True
    instructions: str = ""
    reading_notes: str = ""

    @classmethod
    def of(cls, plan: QuestionPlan) -> Wording:
        return cls(**plan.model_dump(exclude={"quote"}))

    def checked(self) -> Wording:
        """Itself, tidied. Raises Refused with the field that is wrong."""
        tidy = replace(
            self,
            text=clean(self.text).strip(),
            anchors={score: clean(words).strip() for score, words in self.anchors.items() if words.strip()},
            key_points=[clean(point).strip() for point in self.key_points if point.strip()],
            topic=" ".join(clean(self.topic).split())[: limits.LONGEST_TOPIC],
            weight=0 if self.modality in NOTHING_TO_WEIGH else self.weight,
            instructions=clean(self.instructions).strip(),
            reading_notes=clean(self.reading_notes).strip(),
            expects=_shape(self.modality, self.expects),
        )
        tidy._check_words()
        tidy._check_numbers()
        return tidy

    def _check_words(self) -> None:
        if not self.text:
            raise Refused("Write what is asked.", field="text")
        if len(self.text) > limits.LONGEST_QUESTION:
            raise Refused(f"Keep it under {limits.LONGEST_QUESTION} characters.", field="text")
        if any(len(words) > limits.LONGEST_ANCHOR for words in self.anchors.values()):
            raise Refused(f"Keep each anchor under {limits.LONGEST_ANCHOR} characters.", field="anchors")
        if len(self.key_points) > limits.MOST_KEY_POINTS:
            raise Refused(f"At most {limits.MOST_KEY_POINTS} key points.", field="key_points")
        if any(len(point) > limits.LONGEST_KEY_POINT for point in self.key_points):
            raise Refused(
                f"Keep each key point under {limits.LONGEST_KEY_POINT} characters.", field="key_points"
            )
        for name in ("instructions", "reading_notes"):
            if len(getattr(self, name)) > limits.LONGEST_GUIDANCE:
                raise Refused(f"Keep it under {limits.LONGEST_GUIDANCE:,} characters.", field=name)

    def _check_numbers(self) -> None:
        if not 0 <= self.weight <= 5:
            raise Refused("A weight is between 0 and 5.", field="weight")
        if not 0 <= self.min_follow_ups <= limits.MOST_LEAST_FOLLOW_UPS:
            raise Refused("At least 0 to 5 follow-ups.", field="min_follow_ups")
        if not self.min_follow_ups <= self.max_follow_ups <= limits.MOST_FOLLOW_UPS:
            raise Refused("At most 0 to 10 follow-ups, and not fewer than the least.", field="max_follow_ups")

    def differs_from(self, version: object) -> bool:
        """Whether a version says anything else."""
        return any(getattr(version, name) != value for name, value in asdict(self).items())


def _shape(modality: str, expects: dict[str, Any]) -> dict[str, Any]:
    shapes = SHAPES.get(modality)
    if shapes is None:
        raise ValueError(f"there is no modality {modality!r}")
    if not shapes:
        return {}
    try:
        shape = shape_of(expects)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = str(first["loc"][-1]) if first["loc"] else "type"
        raise Refused(str(first["msg"]).removeprefix("Value error, "), field=place) from wrong
    if shape.type not in shapes:
        raise Refused("Choose a kind of answer that fits here.", field="type")
    return shape.model_dump(mode="json")
