"""The forms of a page as a browser sends them, with words in every field that takes words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

WORDS = frozenset({"", "text", "search", "textarea"})
"""Types of fields that take any words."""
SENT = frozenset(
    {"hidden", "email", "url", "tel", "number", "date", "datetime-local", "time", "color", "range"}
)
"""Types of fields that are sent as they stand."""


@dataclass
class Form:
    """fields: what is sent as it stands. typed: the names of the fields that take words. action: where it is sent."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

    def filled(self, words: Callable[[], str]) -> dict[str, str | list[str]]:
        """What is sent when each of them holds the next words."""
        return {**self.fields, **{name: words() for name in self.typed}}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(given.get("action", "")) if given.get("method", "").lower() == "post" else None
            self.forms += [self.form] if self.form else []
        elif tag == "select":
            self.choice = given.get("name", "")
        elif tag == "option" and "selected" in given:
            self._send(self.choice, given.get("value", ""))
        elif tag in {"input", "textarea"}:
            self._field(given, "textarea" if tag == "textarea" else given.get("type", ""))

    def _field(self, given: dict[str, str], kind: str) -> None:
        name = given.get("name", "")
        if not name or self.form is None or "disabled" in given or "readonly" in given:
            return
        if kind in WORDS:
            self.form.typed.append(name)
        elif kind in SENT or "checked" in given:
            self._send(name, given.get("value", "on"))

    def _send(self, name: str, value: str) -> None:
        if self.form and name:
            self.form.fields.setdefault(name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None


def of(page: str, address: str) -> list[Form]:
    """The forms of a page that send words, each with the address it is sent to."""
    reader = _Reader()
    reader.feed(page)
    found = [form for form in reader.forms if form.typed]
    for form in found:
        form.action = urlsplit(urljoin(address, form.action)).path
    return found
