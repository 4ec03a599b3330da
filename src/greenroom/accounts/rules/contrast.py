"""Can white words be read on a colour? (WCAG 2.2, 1.4.3)"""

from __future__ import annotations

import re

LEAST = 4.5  # to 1, for text of ordinary size
_HEX = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Six hexadecimal digits after a hash, in lower case."""
    return bool(_HEX.fullmatch(text))


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 for black to 1 for white."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def with_white(colour: str) -> float:
    """Contrast of white on the colour, 1 to 21."""
    return 1.05 / (luminance(colour) + 0.05)
