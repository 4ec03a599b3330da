"""Paragraphs made of runs that may be hidden: what DOCX and ODT have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from greenroom.media.extraction.contract import Hidden

PAGE_END = "\f"


@dataclass
class Writer:
    """Collects visible text page by page, and what was hidden."""

    pages: list[str] = field(default_factory=lambda: [""])
    hidden: list[Hidden] = field(default_factory=list)
    characters: int = 0

    def line(self, text: str) -> None:
        """Add one paragraph; page ends within it start a new page."""
        for index, part in enumerate(text.split(PAGE_END)):
            if index and self.pages[-1].strip():
                self.pages.append("")
            self.pages[-1] += part
        self.pages[-1] += "\n"
        self.characters += len(text)

    def hide(self, reason: str, text: str) -> None:
        text = " ".join(text.split())
        if not text:
            return
        last = self.hidden[-1] if self.hidden else None
        if last and (last.page, last.reason) == (len(self.pages), reason):
            self.hidden[-1] = Hidden(last.page, reason, f"{last.text} {text}")
        else:
            self.hidden.append(Hidden(len(self.pages), reason, text))


def is_light(colour: str) -> bool:
    """Whether an RRGGBB colour is too light to be read on white paper."""
    value = colour.strip().lstrip("#")
    try:
        red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255 > 0.94


def is_alike(one: str, other: str) -> bool:
    """Whether two RRGGBB colours can hardly be told apart."""
    try:
        pairs = [
            (int(one.lstrip("#")[at : at + 2], 16), int(other.lstrip("#")[at : at + 2], 16))
            for at in (0, 2, 4)
        ]
    except ValueError:
        return False
    return all(abs(a - b) < 16 for a, b in pairs)
