"""Which colours can be read together (WCAG 2.2, 1.4.3), and the nearest that can.

Lightness is changed in Oklab (Björn Ottosson, 2020), so that a colour keeps its hue while it is darkened.
"""

from __future__ import annotations

from collections.abc import Callable

from greenroom.accounts.rules.contrast import LEAST, luminance

PLAIN = "#ffffff"  # what pages stand on in the light theme
FAINT_INK = "#666c71"  # the faintest words there
DARK_GROUND, DARK_INK = "#16191b", "#101314"  # what dark pages stand on, and the words on their buttons
_SOFTENED_BY, _SHARE = "#c9f2e8", 0.42  # how the tokens make a dark page's accent of a light one's
_HALVINGS = 16

Lab = tuple[float, float, float]


def between(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def reads_on(colour: str, ground: str) -> bool:
    """Whether white words on the colour can be read, and words of the colour on the ground."""
    return between(colour, PLAIN) >= LEAST and between(colour, ground) >= LEAST


def carries_words(ground: str) -> bool:
    """Whether the faintest words of a light page can be read on the ground."""
    return between(ground, FAINT_INK) >= LEAST


def readable(colour: str, ground: str = PLAIN) -> str:
    """The colour, or the nearest darker one of its hue that `reads_on` the ground."""
    if reads_on(colour, ground):
        return colour
    return _nearest(colour, 0.0, lambda tried: reads_on(tried, ground))


def carrying(ground: str) -> str:
    """The ground, or the nearest lighter one of its hue that `carries_words`."""
    return ground if carries_words(ground) else _nearest(ground, 1.0, carries_words)


def for_dark(colour: str) -> str:
    """What the colour is in the dark theme: softened, and light enough for the ground and for a button's words."""
    (a, b, c), (d, e, f), rest = _to_lab(colour), _to_lab(_SOFTENED_BY), 1 - _SHARE
    found = _from_lab((_SHARE * a + rest * d, _SHARE * b + rest * e, _SHARE * c + rest * f))
    return found if _reads_in_dark(found) else _nearest(found, 1.0, _reads_in_dark)


def _reads_in_dark(colour: str) -> bool:
    return between(colour, DARK_GROUND) >= LEAST and between(colour, DARK_INK) >= LEAST


def _nearest(colour: str, end: float, passes: Callable[[str], bool]) -> str:
    """The first that passes on the way from the colour's lightness to the end, 0 for black or 1 for white."""
    start, green_red, blue_yellow = _to_lab(colour)
    failing, passing, best = start, end, "#ffffff" if end else "#000000"
    for _step in range(_HALVINGS):
        middle = (failing + passing) / 2
        fading = abs(middle - end) / (abs(start - end) or 1)  # black and white have no hue
        tried = _from_lab((middle, green_red * fading, blue_yellow * fading))
        if passes(tried):
            passing, best = middle, tried
        else:
            failing = middle
    return best


def _to_lab(colour: str) -> Lab:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_lab(lab: Lab) -> str:
    light, green_red, blue_yellow = lab
    long = (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_coded(part) * 255):02x}" for part in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _coded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)
