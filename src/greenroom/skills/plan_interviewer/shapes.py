"""Shapes an answer can have, as JSON: what `expects` of a planned check, field or tag holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

MOST_OPTIONS = 50
LONGEST_OPTION = 200
LONGEST_UNIT = 40


def yes_no(wanted: bool | None = None) -> dict[str, Any]:
    """Answer: bool. wanted: the one that passes, None where either does."""
    return {"type": "yes_no", "wanted": wanted}


def number(at_least: float | None = None, unit: str = "") -> dict[str, Any]:
    """Answer: a number, which passes from `at_least` on; any does where it is None."""
    return {"type": "number", "operator": "gte", "wanted": at_least, "unit": unit[:LONGEST_UNIT]}


def choice(options: Sequence[str], wanted: Sequence[str] = (), *, several: bool = False) -> dict[str, Any]:
    """Answer: a list of options. wanted: any of these passes; all of them have to be in where several can be chosen.

    Raises ValueError where there are not two different options.
    """
    offered = list(dict.fromkeys(option.strip()[:LONGEST_OPTION] for option in options if option.strip()))
    if len(offered) < 2:
        raise ValueError("A choice has two options.")
    offered = offered[:MOST_OPTIONS]
    passing = [option for option in wanted if option in offered]
    return {"type": "choice", "options": offered, "several": several, "wanted": passing}


def text(*, long: bool = False) -> dict[str, Any]:
    """Answer: words, several lines of them where long; any do."""
    return {"type": "text", "long": long}


def day() -> dict[str, Any]:
    """Answer: a date; any does."""
    return {"type": "date"}


def upload(extensions: Sequence[str] = ("pdf", "jpg", "png")) -> dict[str, Any]:
    """Answer: a file."""
    return {"type": "file", "extensions": list(extensions)}


def fact(
    format_: Literal["text", "number", "date", "freeform"] = "text", options: Sequence[str] = ()
) -> dict[str, Any]:
    """What is listened for. options: the only values, where given."""
    return {"type": "fact", "format": format_, "options": list(options)[:MOST_OPTIONS]}
