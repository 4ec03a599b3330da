"""What a browser does with pages: fetches them, keeps cookies, fills in forms and sends them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx


@dataclass
class Form:
    """A form of a page. action: the path it is sent to. fields: what it holds before anybody writes in it."""

    action: str
    name: str = ""
    fields: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append(Form(given.get("action") or "", given.get("id") or ""))
            self.inside = True
        elif tag == "textarea" and self.inside:
            self.forms[-1].fields[given.get("name") or ""] = ""
        elif tag == "input" and self.inside and given.get("type") not in {"checkbox", "radio", "file"}:
            self.forms[-1].fields[given.get("name") or ""] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


@dataclass(frozen=True)
class Page:
    """An answer, read."""

    status: int
    path: str
    text: str
    location: str

    def form(self, *fields: str, name: str = "") -> Form:
        """The form with these fields, or of this id, ready to be sent."""
        reader = _Reader()
        reader.feed(self.text)
        found = [form for form in reader.forms if set(fields) <= set(form.fields) and name in {"", form.name}]
        assert found, f"{self.path} has no form {name} with {fields}"
        return replace(found[0], action=urlsplit(urljoin(self.path, found[0].action)).path)


@dataclass(frozen=True)
class Browser:
    """One person's browser. Raises httpx.TransportError when nobody answers."""

    client: httpx.Client

    @classmethod
    def at(cls, port: int) -> Browser:
        limits = httpx.Limits(max_keepalive_connections=0)  # a kept connection dies with the other side
        return cls(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, limits=limits))

    def get(self, path: str, **options: Any) -> Page:
        """The page, where redirects have led."""
        for _ in range(5):
            page = self._read(self.client.get(path, **options))
            if not page.location:
                return page
            path = page.location
        raise AssertionError(f"{path} leads round in circles")

    def send(self, form: Form, *, files: Any = None, headers: dict[str, str] | None = None) -> Page:
        """The answer itself, redirect or not."""
        return self._read(self.client.post(form.action, data=form.fields, files=files, headers=headers))

    def _read(self, answer: httpx.Response) -> Page:
        location = urlsplit(answer.headers.get("Location", "")).path
        return Page(answer.status_code, answer.request.url.path, answer.text, location)
