"""A form about something shared says what its writer had before them; one that does not overwrites nothing."""

from __future__ import annotations

from html import unescape
from itertools import count

from tests.hostile import forms
from tests.hostile.conftest import Page

SAID = "seen"
"""The field in which forms say it."""
OTHERWISE = ("/outreach/phone/", "/apply/")
"""Where the name means something else: how many lines a page had shown."""


def _forms(page: Page) -> list[forms.Form]:
    response, content = page.read()
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return forms.of(content.decode(), page.address) if is_page else []


ROOMS = ("/ai/", "/outreach/", "/interviewers/")
"""Where recruiters edit what others edit too."""


def _edits(form: forms.Form) -> bool:
    """Whether it changes something that is there."""
    return SAID in form.fields and not form.action.startswith(OTHERWISE) and not form.action.endswith("/new/")


def test_without_what_its_writer_saw_a_form_changes_nothing_and_keeps_the_words(pages) -> None:
    number, asked, lost, taken = count(1), {}, [], []
    for page in (each for each in pages if each.address.startswith(ROOMS)):
        for form in (each for each in _forms(page) if _edits(each) and each.action not in asked):
            sent = form.filled(lambda: f"Rewritten {next(number)}")
            typed = [str(sent[name]) for name in form.typed]
            sent.pop(SAID)
            answer = page.client.post(form.action, sent, headers={"host": "localhost"})
            asked[form.action] = answer.status_code
            shown = unescape(answer.content.decode())
            lost += [(form.action, words) for words in typed if words not in shown]
            standing = unescape(page.read()[1].decode())
            taken += [(form.action, words) for words in typed if words in standing]
    assert {action: status for action, status in asked.items() if status not in {200, 409, 422}} == {}
    assert (lost, taken) == ([], [])
    assert len(asked) >= 11, asked
