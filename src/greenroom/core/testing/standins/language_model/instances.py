"""A valid instance of a JSON schema, the same one every time for the same schema and data."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from greenroom.core.testing.standins.language_model.material import Block, Material
from greenroom.core.testing.standins.language_model.words import INVENTED, Words

FORMATS = {
    "date": "2024-05-01",
    "date-time": "2024-05-01T09:00:00Z",
    "time": "09:00:00Z",
    "email": "someone@example.org",
    "uri": "https://example.org/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
MAX_DEPTH = 24
_CHOICE = re.compile(r"\^\((?:\?:)?(?P<words>\w+(?:\|\w+)*)\)\$")


class Unfillable(ValueError):
    """The schema asks for something this filler does not make; the message says what."""


@dataclass(frozen=True)
class _Place:
    """Where in the instance a value goes.

    item: its place in the innermost list. block: what it may quote. quoting: every text in here is a quote.
    """

    name: str
    item: int
    block: Block
    depth: int = 0
    quoting: bool = False


def instance(schema: dict[str, Any], given: Material, *, name: str = "", inventing: bool = False) -> Any:
    """Fill in `schema` from what a prompt offers. inventing: quote what stands in none of them.

    Names guide the words: `quote` and `quotes` get words that stand in the data, and so does every text of a
    schema whose name or title speaks of quotes. `turn` and the like get the id of the block that is quoted,
    `name` a key of the prompt's list where it has one, and `text` is worded as what it is the text of. Enums
    give their members in turn, numbers the middle of their range, optional values are there, lists have three
    items where their bounds allow.
    """
    filler = _Filler(schema, Words(given, inventing=inventing))
    quoting = _speaks_of_quotes(name or str(schema.get("title", "")))
    return filler.value(schema, _Place("", 0, filler.words.quotable(0), quoting=quoting))


def _speaks_of_quotes(name: str) -> bool:
    return "quote" in name.lower()


class _Filler:
    def __init__(self, root: dict[str, Any], words: Words) -> None:
        self.root = root
        self.words = words
        self._kinds: dict[str, Callable[[dict[str, Any], _Place], Any]] = {
            "object": self._object,
            "array": self._array,
            "integer": lambda schema, at: _integer(schema, at.item + words.first),
            "number": lambda schema, at: _number(schema, at.name),
            "boolean": lambda _, at: at.item % 2 == 0,
            "null": lambda _schema, _at: None,
            "string": self._string,
        }

    def value(self, schema: Any, at: _Place) -> Any:
        if at.depth > MAX_DEPTH:
            raise Unfillable("the schema is nested without an end")
        if isinstance(schema, dict) and _speaks_of_quotes(str(schema.get("$ref", ""))):
            at = replace(at, quoting=True)
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._member(schema["enum"], at)
        if (kind := _kind(schema)) not in self._kinds:
            raise Unfillable(f"there is no type {kind}")
        return self._kinds[kind](schema, at)

    def _resolved(self, schema: Any) -> dict[str, Any]:
        """The schema behind references, and of several alternatives the first that is not null."""
        if not isinstance(schema, dict):
            return {}
        if "$ref" in schema:
            return self._resolved(
                self._referred(schema["$ref"]) | {k: v for k, v in schema.items() if k != "$ref"}
            )
        for key in ("anyOf", "oneOf"):
            if key in schema:
                options = [self._resolved(option) for option in schema[key]]
                return next((option for option in options if option.get("type") != "null"), options[0])
        if "allOf" in schema:
            merged: dict[str, Any] = {key: value for key, value in schema.items() if key != "allOf"}
            for part in schema["allOf"]:
                merged |= self._resolved(part)
            return merged
        return schema

    def _referred(self, reference: str) -> dict[str, Any]:
        found: Any = self.root
        for step in reference.removeprefix("#").strip("/").split("/"):
            found = found.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(found, dict) else None
        if not isinstance(found, dict):
            raise Unfillable(f"{reference} points nowhere")
        return found

    def _member(self, members: list[Any], at: _Place) -> Any:
        said = [member for member in members if member is not None] or members
        known = [member for member in said if member == at.block.id]
        return known[0] if known else said[at.item % len(said)]

    def _object(self, schema: dict[str, Any], at: _Place) -> dict[str, Any]:
        inside = replace(at, depth=at.depth + 1)
        made = {
            name: self.value(inner, replace(inside, name=at.name if name == "text" and at.name else name))
            for name, inner in schema.get("properties", {}).items()
        }
        rest = schema.get("additionalProperties")
        if not made and isinstance(rest, dict):
            for key in schema.get("propertyNames", {}).get("enum", ("1", "5")):
                made[key] = self.value(rest, replace(inside, name=f"{at.name} {key}"))
        return made

    def _array(self, schema: dict[str, Any], at: _Place) -> list[Any]:
        least, most = schema.get("minItems", 0), schema.get("maxItems", math.inf)
        if "prefixItems" in schema:
            parts = schema["prefixItems"]
            return [self.value(part, replace(at, depth=at.depth + 1)) for part in parts]
        count = int(max(least, min(most, self.words.count(at.name, at.block, quoting=at.quoting))))
        return [self.value(schema.get("items", {}), self._item(at, index)) for index in range(count)]

    def _item(self, at: _Place, index: int) -> _Place:
        block = at.block if at.depth > 1 else self.words.quotable(index)
        return replace(at, item=index, block=block, depth=at.depth + 1)

    def _string(self, schema: dict[str, Any], at: _Place) -> str:
        if schema.get("format") in FORMATS:
            return FORMATS[schema["format"]]
        if "pattern" in schema:
            if choice := _CHOICE.fullmatch(schema["pattern"]):
                return str(self._member(choice["words"].split("|"), at))
            raise Unfillable(f"a string that matches {schema['pattern']}")
        text = self.words.text(at.name, at.block, at.item, quoting=at.quoting)
        text = text[: schema.get("maxLength", len(text))]
        return text.ljust(schema.get("minLength", 0), ".")


def _kind(schema: dict[str, Any]) -> str:
    kind = schema.get("type") or ("object" if "properties" in schema else "string")
    if isinstance(kind, list):
        return next((str(one) for one in kind if one != "null"), "null")
    return str(kind)


def _number(schema: dict[str, Any], name: str) -> float:
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    if low is not None and high is not None:
        return float(low + high) / 2
    if low is not None:
        return float(low) + 1
    if high is not None:
        return float(high) - 1
    return 0.5 if "confidence" in name else 3.0


def _integer(schema: dict[str, Any], item: int) -> int:
    low = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
    high = schema.get("maximum")
    if high is None and "exclusiveMaximum" in schema:
        high = schema["exclusiveMaximum"] - 1
    if high is None:
        return int(low + item)
    return int((low + high) // 2)


__all__ = ["INVENTED", "Unfillable", "instance"]
