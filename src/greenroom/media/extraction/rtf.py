"""RTF: striprtf reads the words; hidden runs are marked for it beforehand and set aside afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from striprtf import striprtf

from greenroom.media.extraction.contract import Hidden, Limits, Unreadable
from greenroom.media.extraction.styled import is_light

_TOKEN = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[^\\{}\r\n]+", re.IGNORECASE)
_MARKS = {"invisible": "\ue000", "white": "\ue001", "tiny": "\ue002"}
_END = "\ue00f"
_SKIPPED = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "listtable",
    "listoverridetable", "generator", "xmlnstbl", "rsidtbl", "datastore", "latentstyles", "fldinst",
}  # fmt: skip
_to_text: Callable[..., str] = striprtf.rtf_to_text
_MARKED = re.compile(f"([{''.join(_MARKS.values())}])(.*?){_END}", re.DOTALL)


@dataclass(frozen=True)
class _Look:
    vanished: bool = False
    colour: int = 0
    half_points: int = 24
    skipped: bool = False
    shaded: bool = False


def read_rtf(data: bytes, limits: Limits) -> tuple[list[str], list[Hidden]]:
    """Text of each page (by its hard page breaks) and what was hidden."""
    source = data.decode("latin-1")
    try:
        text = _to_text(_mark(source).replace("\\page ", "\\u57358? ").replace("\\page\\", "\\u57358?\\"),
                           encoding=_code_page(source), errors="replace")  # fmt: skip
    except (ValueError, KeyError, IndexError, RecursionError, LookupError) as error:
        raise Unreadable("damaged") from error
    if len(text) > limits.characters:
        raise Unreadable("too_long")
    hidden: list[Hidden] = []
    reasons = {mark: reason for reason, mark in _MARKS.items()}
    pages = []
    for number, page in enumerate(text.split("\ue00e"), 1):
        for mark, words in _MARKED.findall(page):
            if words.strip():
                hidden.append(Hidden(number, reasons[mark], " ".join(words.split())))
        pages.append(
            _MARKED.sub("", page).replace("|", "\t") if "\\cell" in source else _MARKED.sub("", page)
        )
    return pages, hidden


def _code_page(source: str) -> str:
    match = re.search(r"\\ansicpg(\d+)", source[:500])
    return f"cp{match.group(1)}" if match and match.group(1) not in {"0", "10000"} else "cp1252"


def _mark(source: str) -> str:
    """The same RTF with private characters around the words that a reader cannot see."""
    light = _light_colours(source)
    out: list[str] = []
    stack = [_Look()]
    for token in _TOKEN.finditer(source):
        piece, word = token.group(), token.group(1)
        if piece == "{":
            stack.append(stack[-1])
        elif piece == "}":
            if len(stack) > 1:
                stack.pop()
        elif word:
            stack[-1] = _changed(stack[-1], word, token.group(2))
        reason = _hidden(stack[-1], light)
        words = not word and piece not in "{}" and piece.strip() and piece not in {"\\*", "\\~"}
        if reason and (words or word == "u"):
            out.append(f"\\u{ord(_MARKS[reason])}?{piece}\\u{ord(_END)}?")
        else:
            out.append(piece)
    return "".join(out)


def _changed(look: _Look, word: str, number: str | None) -> _Look:
    if word == "plain":
        return replace(look, vanished=False, colour=0, half_points=24, shaded=False)
    if word == "v":
        return replace(look, vanished=number != "0")
    if word == "cf" and number:
        return replace(look, colour=int(number))
    if word == "fs" and number:
        return replace(look, half_points=int(number))
    if word in {"highlight", "cb", "chcbpat"}:
        return replace(look, shaded=number != "0")
    return replace(look, skipped=True) if word in _SKIPPED else look


def _hidden(look: _Look, light: set[int]) -> str:
    if look.skipped:
        return ""
    if look.vanished:
        return "invisible"
    if look.half_points <= 4:
        return "tiny"
    return "white" if look.colour in light and not look.shaded else ""


def _light_colours(source: str) -> set[int]:
    table = re.search(r"\{\\colortbl([^}]*)\}", source)
    if table is None:
        return set()
    light = set()
    for number, entry in enumerate(table.group(1).split(";")):
        parts = [re.search(rf"\\{name}(\d+)", entry) for name in ("red", "green", "blue")]
        if all(parts) and is_light("".join(f"{int(part.group(1)):02x}" for part in parts if part)):
            light.add(number)
    return light
