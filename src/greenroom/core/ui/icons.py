"""The icons: one file of symbols, drawn into the page so that no request and no script is needed for them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SOURCE = Path(__file__).parent / "icons.svg"
SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="0 0 16 16">(.*?)</symbol>', re.DOTALL)
DIRECTIONAL = frozenset({"left", "right", "undo", "send", "out"})
SIZES = frozenset({"", "small", "large"})


@cache
def shapes() -> dict[str, str]:
    """The drawing of each icon, by name."""
    return dict(SYMBOL.findall(SOURCE.read_text(encoding="utf-8")))


@cache
def icon(name: str, size: str = "", extra: str = "") -> SafeString:
    """An icon as inline SVG, hidden from screen readers: the word beside it says what it means.

    Size is "", "small" or "large"; extra is further classes. Raises ``ValueError`` for an unknown name.
    """
    if name not in shapes():
        raise ValueError(f"There is no icon {name!r} in {SOURCE.name}")
    if size not in SIZES:
        raise ValueError(f"An icon is small, large or neither, not {size!r}")
    names = ["icon", f"is-{size}" if size else "", "is-directional" if name in DIRECTIONAL else "", extra]
    # Our own file, not anybody's input.
    drawing = mark_safe(shapes()[name])  # noqa: S308
    classes = " ".join(filter(None, names))
    return format_html(
        '<svg class="{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>', classes, drawing
    )
