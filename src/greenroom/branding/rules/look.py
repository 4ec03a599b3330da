"""Colours and face of a page as one short word, and the style sheet it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from greenroom.branding.rules import colours
from greenroom.branding.rules.fonts import FAMILIES, INTER

_WORD = re.compile(r"([0-9a-f]{6})-([0-9a-f]{6})-([a-z]+)")


@dataclass(frozen=True)
class Look:
    """primary, ground: "#rrggbb", ground in the light theme alone. font: of `fonts.FAMILIES`."""

    primary: str
    ground: str = colours.PLAIN
    font: str = INTER

    @property
    def word(self) -> str:
        """As it stands in an address: "0b6457-ffffff-inter"."""
        return f"{self.primary[1:]}-{self.ground[1:]}-{self.font}"

    @property
    def sheet(self) -> str:
        """The tokens it sets. Whatever was asked for, words can be read."""
        ground = colours.carrying(self.ground)
        primary = colours.readable(self.primary, ground)
        tokens = {
            "--accent-base": primary,
            "--accent": f"light-dark({primary}, {colours.for_dark(primary)})",
            "--surface": f"light-dark({ground}, {colours.DARK_GROUND})",
            "--font": FAMILIES[self.font],
        }
        return ":root {\n" + "".join(f"  {name}: {value};\n" for name, value in tokens.items()) + "}\n"


def read(word: str) -> Look | None:
    """The look of an address, or None where the word is none."""
    found = _WORD.fullmatch(word)
    if found is None or found[3] not in FAMILIES:
        return None
    return Look(f"#{found[1]}", f"#{found[2]}", found[3])
