"""Which words go where in an answer: quotes from the data, and plain words elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from greenroom.core.testing.standins.language_model.material import Block, Material

QUOTES = ("quote", "quotes", "evidence", "excerpt", "words")
IDS = ("turn", "turn_id", "id", "source")
# The fences that hold what is quoted, most likely first.
QUOTED = ("answer", "said", "turn", "reply", "exchange", "transcript", "resume", "job", "description", "text")
# What a field is filled with where all of an answer is quoted, by a part of its name.
PATTERNS = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "phone": re.compile(r"\+\d[\d ()-]{7,}\d|\b0\d[\d ()-]{7,}\d"),
    "link": re.compile(r"https?://[^\s,;|]+"),
    "start": re.compile(r"\b(?:19|20)\d\d\b"),
    "end": re.compile(r"\b(?:19|20)\d\d\b"),
}
INVENTED = "purple zeppelins juggle forty marble umbrellas"
ITEMS = 3


class Words:
    """The data of one prompt. inventing: quotes are words that stand nowhere in it."""

    def __init__(self, given: Material, *, inventing: bool) -> None:
        self._blocks = list(_quoted([part for block in given.blocks for part in _parts(block)]))
        self._keys = given.keys
        self.first = given.first
        self._inventing = inventing

    def quotable(self, index: int) -> Block:
        """The block that the item at `index` of a list speaks of: each in turn."""
        return self._blocks[index % len(self._blocks)]

    def count(self, name: str, block: Block, *, quoting: bool = False) -> int:
        """How many items a list of this name has, its bounds aside."""
        if quoting and (pattern := _pattern(name)):
            return len(pattern.findall(block.body))
        if _is_quote(name):
            return min(2, max(1, len(block.sentences)))
        return ITEMS

    def text(self, name: str, block: Block, item: int, *, quoting: bool = False) -> str:
        if self._inventing and (quoting or _is_quote(name)):
            return INVENTED
        if quoting:
            return _picked(name, block, item)
        if _is_quote(name):
            return _sentence(block, item)
        if name in IDS and block.id:
            return block.id
        if name in {"name", "key"} and self._keys:
            return self._keys[item % len(self._keys)]
        if name in {"language", "lang"}:
            return "en"
        if "question" in name or name == "text":
            return f"What did you do about {_topic(block, item)}?"
        return f"{name.replace('_', ' ').strip().capitalize() or 'Text'}: {_topic(block, item)}"


def _is_quote(name: str) -> bool:
    return name in QUOTES or name.endswith(("_quote", "_quotes"))


def _pattern(name: str) -> re.Pattern[str] | None:
    return next((pattern for part, pattern in PATTERNS.items() if part in name), None)


def _picked(name: str, block: Block, item: int) -> str:
    """The words of the data that a field of this name asks for; "" where none look like it."""
    if name == "name":
        return block.body.splitlines()[0].strip() if block.body else ""
    pattern = _pattern(name)
    if pattern is None:
        return _sentence(block, item)
    found = pattern.findall(block.body)
    return found[item % len(found)] if found else ""


def _sentence(block: Block, item: int) -> str:
    return block.sentences[item % len(block.sentences)] if block.sentences else block.body


def _topic(block: Block, item: int) -> str:
    return " ".join(_sentence(block, item).split()[:6]).rstrip(".,;:!?")


def _quoted(blocks: list[Block]) -> Iterator[Block]:
    """The blocks whose fence says that they hold what is quoted, else the last one."""
    for word in QUOTED:
        named = [block for block in blocks if word in block.label.lower() and block.sentences]
        if named:
            yield from named
            return
    yield next((block for block in reversed(blocks) if block.sentences), blocks[-1])


def _parts(block: Block) -> Iterator[Block]:
    """The block itself, or where it is JSON, one object or a list of them, the text of each."""
    try:
        data = json.loads(block.body)
    except (ValueError, RecursionError):
        data = None
    items = data if isinstance(data, list) else [data]
    if not items or not all(isinstance(item, dict) for item in items):
        yield block
        return
    for item in items:
        yield _from_json(item, block.label)


def _from_json(item: dict[str, Any], label: str) -> Block:
    texts = [value for value in item.values() if isinstance(value, str)]
    told = [item[key] for key in ("answer", "text") if isinstance(item.get(key), str)]
    name = next((str(item[key]) for key in IDS if key in item), "")
    return Block(label, name, told[0] if told else max(texts, key=len, default=""))
