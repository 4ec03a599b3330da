"""A sample of the hostile strings, sent through every form there is: words, and nothing that was typed is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from itertools import cycle

import pytest

from greenroom.core.text import clean
from tests.hostile import forms
from tests.hostile.conftest import Page
from tests.hostile.words import look, squeezed

LONGEST = 60
"""Characters: what the shortest field of words takes, so that a refusal has another reason."""
TYPED_ANEW = frozenset({"confirm"})
"""What asks for a name before something is deleted is empty each time."""
EACH = 3
"""Strings of each class."""


@pytest.fixture
def sample(shared_data) -> list[str]:
    """Strings of every class that are words of one line."""
    found: dict[str, list[str]] = {}
    for line in (shared_data / "15_security_payloads/payloads.jsonl").read_text(encoding="utf-8").split("\n"):
        given = json.loads(line) if line else {"cls": "", "payload": ""}
        words = clean(given["payload"]).strip()
        if 8 < len(words) <= LONGEST and "\n" not in words:
            found.setdefault(given["cls"], []).append(words)
    return [words for strings in found.values() for words in strings[:: max(1, len(strings) // EACH)][:EACH]]


def every_form(pages: list[Page]) -> Iterator[tuple[Page, forms.Form]]:
    """Each form there is at the moment it is asked for, once for the address it is sent to."""
    done = set()
    for page in pages:
        while form := next((form for form in _forms(page) if form.action not in done), None):
            done.add(form.action)
            yield page, form


def _forms(page: Page) -> list[forms.Form]:
    response, content = page.read()
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return forms.of(content.decode(), page.address) if is_page else []


@pytest.mark.endures
@pytest.mark.shared
def test_what_is_typed_into_any_form_stays_words_and_is_kept_or_shown_again(pages, sample) -> None:
    words, answers, lost = cycle(sample), {}, []
    for page, form in every_form(pages):
        action = form.action
        sent = form.filled(lambda: next(words))
        answer = page.client.post(action, sent, headers={"host": "localhost"})
        assert answer.status_code < 500, action
        answers[action] = answer.status_code
        if answer.status_code in {301, 302, 303} and answer["Location"].startswith("/"):
            shown = page.client.get(answer["Location"])
            assert shown.status_code < 500, answer["Location"]
            answer = shown
        if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        seen = look(answer.content.decode())
        assert not seen.wicked, action
        if answers[action] == 422:
            whole = squeezed(unescape(answer.content.decode()))
            lost += [
                (action, name)
                for name in form.typed
                if name not in TYPED_ANEW and squeezed(str(sent[name])) not in whole
            ]
    assert not lost
    assert len(answers) > 25
    assert {302, 422} <= set(answers.values())
