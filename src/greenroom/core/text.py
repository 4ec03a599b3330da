"""Small things about text."""

from __future__ import annotations

import re
import unicodedata

from django.utils.text import slugify


def slug(text: str, *, longest: int = 60, otherwise: str = "untitled") -> str:
    """A URL name in ASCII letters, digits and hyphens."""
    return slugify(text)[:longest].strip("-") or otherwise


def searchable(*parts: str) -> str:
    """Letters without case or marks, for finding "Zoë" by "zoe"."""
    plain = unicodedata.normalize("NFKD", " ".join(parts))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", plain).casefold().strip()


def clean(text: str) -> str:
    """What a person typed, without characters no database takes and with line ends as \\n."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))


def initials(name: str) -> str:
    """One or two capitals for an avatar."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
