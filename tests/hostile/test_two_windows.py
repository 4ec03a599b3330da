"""A form about something shared says what its writer had before them; one that does not overwrites nothing."""

from __future__ import annotations

import re
from html import unescape
from itertools import count
from urllib.parse import urlencode

from greenroom.candidates.tests.walking import make_interviewer
from greenroom.interviewers.actions import workflow
from greenroom.outreach.actions import templates as messages
from greenroom.outreach.models import MessageTemplate
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
    assert len(asked) >= 12, asked


def test_buttons_without_what_their_page_showed_take_nothing_back(in_workspace, sign_in) -> None:
    """Restoring a stage and going back to our words: forms without words of their own."""
    by, where = in_workspace.owner, {"kind": "invitation", "channel": "email", "language": "en"}
    interviewer = make_interviewer(in_workspace.workspace)
    stage = interviewer.stages.get(kind="resume")
    workflow.remove(stage, by=by)
    stages_url = f"/interviewers/{interviewer.slug}/stages/"
    group = messages.create_group(name="Ours", by=by)
    text_url = f"/outreach/templates/{group.id}/text/"
    messages.write_text(group, **where, subject="Hello", body="{{ link }}", by=by)
    client = sign_in(by)
    pressed = [
        (f"{stages_url}{stage.id}/restore/", stages_url + f"?removed={stage.id}", {}),
        (f"{text_url}save/", f"{text_url}?{urlencode(where)}", {**where, "body": "Mine", "do": "reset"}),
    ]
    for action, page, sent in pressed:
        assert client.post(action, sent).status_code in {409, 422}, action
        shown = client.get(page).content.decode().partition(f'action="{action}"')[2]
        seen = re.search(r'name="seen" value="([^"]*)"', shown)
        assert client.post(action, {**sent, "seen": seen[1]}).status_code == 302, action
    stage.refresh_from_db()
    assert (stage.removed_at, MessageTemplate.objects.filter(group=group).exists()) == (None, False)
