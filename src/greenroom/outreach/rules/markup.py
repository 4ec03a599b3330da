"""From the plain text a person wrote to the paragraphs of mail: everything escaped, addresses become links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from greenroom.outreach.rules.kinds import ADDRESSES, OWN_WORDS
from greenroom.outreach.rules.wording import VARIABLE, lacks

_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")
_ALONE = re.compile(r"\A\{\{\s*(\w+)\s*\}\}\Z")


@dataclass(frozen=True)
class Paragraph:
    """html: safe to put into a page. button: the address of a paragraph that is a link and nothing else."""

    html: str = ""
    button: str = ""
    variable: str = ""


def paragraphs(text: str, values: Mapping[str, str]) -> Iterator[Paragraph]:
    """The paragraphs of a text with its variables filled, as `wording.fill` does."""
    for block in re.split(r"\n\s*\n", text.strip()):
        alone = _ALONE.match(block.strip())
        if alone and alone[1] in ADDRESSES and _is_address(values.get(alone[1], "")):
            yield Paragraph(button=values[alone[1]], variable=alone[1])
            continue
        lines = [line for line in block.split("\n") if not lacks(line, values)]
        html = "<br>".join(_line(line, values) for line in lines)
        if html.strip():
            yield Paragraph(html=html)


def _line(line: str, values: Mapping[str, str]) -> str:
    found, place = [], 0
    for variable in VARIABLE.finditer(line):
        found += [_linked(line[place : variable.start()]), _value(variable[1], values)]
        place = variable.end()
    return "".join([*found, _linked(line[place:])])


def _value(name: str, values: Mapping[str, str]) -> str:
    value = values.get(name, "")
    if name in ADDRESSES and _is_address(value):
        return _link(value)
    if name in OWN_WORDS:
        return "<br>".join(map(_linked, value.split("\n")))
    return f"<bdi>{escape(value)}</bdi>"


def _linked(text: str) -> str:
    found, place = [], 0
    for address in _ADDRESS.finditer(text):
        found += [escape(text[place : address.start()]), _link(address[0])]
        place = address.end()
    return "".join([*found, escape(text[place:])])


def _link(address: str) -> str:
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def _is_address(value: str) -> bool:
    return bool(_ADDRESS.fullmatch(value))
