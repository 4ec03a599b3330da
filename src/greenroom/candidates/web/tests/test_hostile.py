"""Hostile strings in every field: they are words on every page, and run nowhere."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from greenroom.candidates.models import Application
from greenroom.conversations.models import Conversation, Turn
from greenroom.core.text import clean, searchable
from greenroom.evaluation.models import Evaluation, Highlight, Note, QuestionScore, Review, Tag
from greenroom.evaluation.tests import scene
from greenroom.media.models import Resume

URL = "/interviewers/window-cleaner/candidates/"
VARYING = {"br", "mark", "a", "sup"}  # as many as the text has lines, and evidence that it is long enough for
EVERY = 64  # of 3,296 strings one in sixty-four is shown: each class is among them


class Active(HTMLParser):
    """What in a page could run: the scripts it has, and attributes and addresses that hold code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for name, value in attrs:
            wicked = re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE)
            if name.startswith("on") or name in {"srcdoc", "style"} or (name in {"href", "src"} and wicked):
                self.found.append(f"{tag} {name}={value!r:.80}")


def active(page: str) -> Active:
    reader = Active()
    reader.feed(page)
    return reader


@pytest.fixture
def hostile(shared_data: Path) -> list[str]:
    lines = (shared_data / "15_security_payloads/payloads.jsonl").read_text(encoding="utf-8").split("\n")
    return [clean(json.loads(line)["payload"]) for line in lines if line]


def written(application: Application, words: str) -> None:
    """These words in every field of a candidate that somebody else writes."""
    person = application.candidate
    name = " ".join(words.split())[:160] or "x"
    person.name, person.location, person.found_by = name, name, searchable(name)[:460]
    person.save()
    application.rating, application.rating_comment, application.stopped_by = 3, words, words[:300]
    application.save()
    Resume.objects.update(
        text=words,
        hidden=[{"page": 1, "reason": "white", "text": words}],
        parsed={
            "work": [{"title": words, "employer": words, "start": words, "end": words}],
            "education": [{"school": words, "degree": words, "field": words}],
            "skills": [words],
        },
    )
    Turn.objects.filter(speaker="candidate").update(text=words)
    QuestionScore.objects.update(reason=words, points=[{"point": words, "made": True}])
    Highlight.objects.update(text=words[:300])
    Tag.objects.update(label=words[:80], value=words[:160])
    Evaluation.objects.filter(evaluator="tags").update(status="failed", error=words[:500])
    score = QuestionScore.objects.filter(question__modality="open")[0]
    mine = {"workspace_id": person.workspace_id, "author": words[:254]}
    said = {"attempt_id": score.evaluation.attempt_id, "question": score.question, "score": score}
    Review.objects.update_or_create(**said, defaults={**mine, "agrees": False, "mark": 2, "reason": words})
    Note.objects.update_or_create(application=application, defaults={**mine, "text": words})
    talk = Conversation.objects.get()
    talk.state["notes"] = [{"kind": "person", "question_id": "", "text": words}]
    talk.save()


@pytest.mark.endures
@pytest.mark.shared
def test_no_hostile_string_runs_or_breaks_the_list_and_the_page_of_a_candidate(
    interviewer, colleague, hostile
) -> None:
    application = scene.evaluated(interviewer)
    pages = (URL, f"{URL}{application.id}/")
    written(application, "plain words")
    plain = [active(colleague.get(page).content.decode()).tags for page in pages]
    assert len(hostile) > 3000
    for words in hostile[::EVERY]:
        written(application, words)
        for page, before in zip(pages, plain, strict=True):
            response = colleague.get(page)
            assert response.status_code == 200
            text = response.content.decode()
            seen = active(text)
            assert seen.found == []
            extra = {tag for tag in seen.tags if seen.tags[tag] != before.get(tag)} - VARYING
            assert extra == set(), words
        assert words in html.unescape(text)


@pytest.mark.shared
def test_hostile_strings_in_the_address_break_nothing(interviewer, colleague, hostile) -> None:
    application = scene.applied(interviewer)
    for words in hostile[::80]:
        given = dict.fromkeys(
            ["q", "status", "sort", "size", "after", "before", "attempt", "tab"], words[:200]
        )
        for page in (URL, f"{URL}{application.id}/", f"{URL}live/"):
            response = colleague.get(page, {**given, "seen": words[:200], "total": words[:200]})
            assert response.status_code in {200, 204}
            assert active(response.content.decode()).found == []
