"""PDF by typst. Data goes in as JSON, never as markup, so that nothing anybody wrote is run."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

LAYOUTS = Path(__file__).parent.parent / "layouts"
FONTS = LAYOUTS / "fonts"


@cache
def _compiler() -> Any:
    """One for the process: it keeps the fonts and what it has laid out before.

    It knows the fonts of the package alone, so that a report looks the same on every machine.
    """
    import typst  # noqa: PLC0415  (80 MB that only a report needs)

    return typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)


def render(layout: str, data: dict[str, Any]) -> bytes:
    """The layout `layouts/<layout>.typ`, filled with `data` (JSON values)."""
    compiled: bytes = _compiler().compile(
        input=str(LAYOUTS / f"{layout}.typ"), sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    return compiled
