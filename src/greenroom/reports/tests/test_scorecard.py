"""The document says what the page says, whatever anybody is called and whatever they wrote."""

from __future__ import annotations

import re
import time
from html import unescape
from statistics import median

import pypdfium2
import pytest
from django.test import Client

from greenroom.conversations.models import Conversation, Turn
from greenroom.core import clock
from greenroom.evaluation.actions import claims
from greenroom.evaluation.models import Claim, Evidence, Highlight, QuestionScore, Tag
from greenroom.evaluation.queries import scorecards
from greenroom.evaluation.queries.reading import masked
from greenroom.evaluation.tests import scene
from greenroom.reports.actions import sharing
from greenroom.reports.actions.sharing import Shown
from greenroom.reports.documents import scorecard
from greenroom.reports.documents.words import words as fixed_words
from greenroom.reports.formats.pdf import render
from greenroom.reports.rules.options import Options

RESUME = scene.RESUME.replace("2019 - 2024", "2019 - 2022")
ANSWERS = (
    "I cleaned windows for Highline Facades from 2014 to 2022. I check the harness before every descent.",
    "When the wind picks up I stop the work, come down and tell the supervisor. " * 6,
    "I have never done rope access. My notice period is two weeks and I expect 15 pounds an hour.",
)


def squeezed(text: str) -> str:
    """Without white space and line-end hyphens, which a page may put anywhere."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]+", "", text)


def words_of(content: bytes) -> tuple[str, int]:
    """The text of all pages, squeezed, and how many pages there are."""
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return squeezed(_without_feet(text)), len(document)


def _without_feet(text: str) -> str:
    return re.sub(r"[^\n]*Made \d{4}-\d\d-\d\d \d\d:\d\d UTC[^\n]*", "", text)


@pytest.fixture
def card_of(in_workspace):
    return lambda application, **more: scorecards.get_for(in_workspace.viewer, application.id, **more)


def test_every_score_reason_and_quote_of_the_page_is_in_the_document(interviewer, card_of) -> None:
    application = scene.evaluated(interviewer)
    talk = Conversation.objects.get(attempt__application=application)
    talk.state["notes"] = [{"kind": "person", "question_id": "", "text": "Can I speak with somebody?"}]
    talk.save()
    text, _pages = words_of(scorecard.pdf(card_of(application), read_at=clock.now()))
    assert squeezed(f"{application.score:.0f} / 100") in text
    for attempt in application.attempts.exclude(score=None):
        assert squeezed(f"{attempt.score:.0f}") in text
    assert QuestionScore.objects.count() == 4
    for score in QuestionScore.objects.select_related("question"):
        assert squeezed(score.question.text) in text
        assert squeezed(score.reason) in text
        if score.score is not None:
            assert f"{score.score:.1f}" in text
    for evidence in Evidence.objects.exclude(score=None):
        assert squeezed(evidence.text) in text
    for note in Highlight.objects.all():
        assert squeezed(note.text) in text
    for tag in Tag.objects.all():
        assert squeezed(tag.label + tag.value) in text
    for turn in Turn.objects.all():
        assert squeezed(turn.text) in text
    assert squeezed("Can I speak with somebody?") in text


def test_languages_answers_and_what_does_not_line_up_are_in_the_document_and_on_the_shared_page(
    interviewer, rubric, card_of, in_workspace
) -> None:
    application = scene.evaluated(interviewer, resume=RESUME, answers=ANSWERS)
    claim = Claim.objects.select_related("first", "second").get(kind="date")
    claims.say(application, claim.id, word="explained", by=in_workspace.colleague)
    card = card_of(application)
    document, _pages = words_of(scorecard.pdf(card, read_at=clock.now()))
    _share, token = sharing.share(application, Shown(options=Options()), by=in_workspace.colleague)
    page = squeezed(unescape(Client().get(f"/shared/{token}/").content.decode()))
    answers = Tag.objects.exclude(typed=None)
    said = [
        "English proficiency",
        *(f"{each.level:.1f}" for each in card.proficiency if each.level),
        *(each.value for each in answers),
        claim.first.text,
        claim.second.text,
        claim.reason,
        "Explained",
    ]
    assert answers
    assert [each for each in said if squeezed(each) not in document] == []
    assert [each for each in said if squeezed(each) not in page] == []
    blind = scorecard.build(masked(card)[0], read_at=clock.now())
    assert blind["claims"]
    assert "Casey" not in str(blind)


NAMES = [
    "ليلى الخطيب",
    "דנה כהן",
    "山田 太郎",
    "김민준",
    "Zoë Ångström-Łuczak",
    "🙂 👩🏽‍🚀",
    "ก้อง ใจดี",
    "\u202eevil",
    "x" * 160,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_makes_a_document(interviewer, card_of, name) -> None:
    application = scene.evaluated(interviewer)
    application.candidate.name = name
    application.candidate.save()
    content = scorecard.pdf(card_of(application), read_at=clock.now())
    assert content.startswith(b"%PDF")
    assert squeezed(f"{application.score:.0f} / 100") in words_of(content)[0]


def test_long_words_and_long_answers_break_over_pages_and_lose_nothing(interviewer, card_of) -> None:
    answers = [f"I check the harness. {'On the rope I look down. ' * 250}END{n}." for n in range(3)]
    application = scene.evaluated(interviewer, answers=answers, resume="Heights " * 900 + "x" * 500)
    text, pages = words_of(scorecard.pdf(card_of(application), read_at=clock.now()))
    assert pages >= 5
    assert all(f"END{n}." in text for n in range(3))
    said = sum(turn.text.count("rope") for turn in Turn.objects.all())
    assert text[text.rindex("Transcript") :].count("rope") == said


@pytest.mark.parametrize("state", ["nothing", "resume", "begun", "waiting"])
def test_somebody_without_results_has_a_document_that_says_so(interviewer, card_of, state) -> None:
    application = scene.applied(interviewer)
    if state != "nothing":
        scene.sent_resume(application)
    if state == "begun":
        scene.begun(application)
    if state == "waiting":
        scene.answered(application)
    text, _pages = words_of(scorecard.pdf(card_of(application), read_at=clock.now()))
    said = "Not evaluated yet." if state in {"waiting", "begun"} else "has not come to this step"
    assert squeezed(said) in text
    assert squeezed("– / 100") in text


MARKUP = [
    '#panic("run")',
    "#sys.inputs.data",
    '#read("/etc/passwd")',
    "= Heading *bold* _it_ `code` $x^2$ <label> @ref",
    "\\#{}[]()\\u{0}",
    '"]; #(',
    "<script>alert(1)</script>",
    "${7*7} {{7*7}}",
]


def filled(words: str) -> dict[str, object]:
    """Data of the document with these words in every field that people write."""
    quote = {"text": words, "at": words, "dir": "ltr"}
    argued = {
        "text": words,
        "dir": "ltr",
        "reason": words,
        "reason_dir": "ltr",
        "quotes": [quote],
        "made_by": words,
        "reviews": [{"by": words, "mark": "3.0", "reason": words}],
    }
    question = {
        **argued,
        "number": 1,
        "weight": words,
        "score": 3.0,
        "shown": "3.0",
        "asked": True,
        "evaluated": True,
        "addressed": False,
    }
    check = {**argued, "verdict": words, "passed": True}
    turn = {"at": words, "agent": False, "pieces": [{"text": words, "marked": True}]}
    note = {"text": words, "dir": "ltr", "quote": quote}
    level = {"judged": True, "level": 3.0, "shown": "3.0"}
    category = {"name": words, "dir": "ltr", "reason": words, "reason_dir": "ltr", "quotes": [quote], **level}
    side = {"where": words, **quote}
    claim = {"kind": words, "severity": words, "reason": words, "dir": "ltr", "word": words, "by": words}
    claim["sides"] = [side, side]
    return {
        "style": "modern",
        "dir": "ltr",
        "scores": True,
        "remark": words,
        "notes": [{"by": words, "text": words, "dir": "ltr"}],
        "title": words,
        "candidate": {"name": words, "email": words, "phone": words},
        "role": words,
        "language": "en",
        "score": "50",
        "coverage": "100%",
        "stopped_by": words,
        "stages": [
            {
                "label": words,
                "score": "50",
                "reached": True,
                "language": "en",
                "dir": "ltr",
                "resume": words,
                "resume_dir": "ltr",
                "qualifications": [check],
                "questions": [question],
                "turns": [turn],
            }
        ],
        "chips": [words],
        "highlights": [note],
        "lowlights": [note],
        "flags": [{"label": words, "text": words, "at": words, "dir": "ltr"}],
        "proficiency": [{"title": words, "overall": words, "categories": [category]}],
        "structured": [{"label": words, "dir": "ltr", "value": words, "quote": quote}],
        "claims": [claim],
        "tags": [{"label": words, "value": words, "at": words}],
        "made": "2026-01-01 00:00 UTC",
        "words": {name: name for name in fixed_words()},
    }


@pytest.mark.parametrize("words", MARKUP)
def test_what_people_write_is_words_and_never_markup(words) -> None:
    text, _pages = words_of(render("scorecard", filled(words)))
    visible = squeezed(words)
    assert text.count(visible) >= 30


@pytest.mark.shared
def test_every_hostile_string_in_every_field_makes_a_document(hostile) -> None:
    for payload in hostile:
        assert render("scorecard", filled(payload[:300])).startswith(b"%PDF")


def test_three_pages_take_under_60_milliseconds_of_work_once_warm(interviewer, card_of) -> None:
    answers = [f"I check the harness. {'On the rope I look down. ' * 90}" for n in range(3)]
    application = scene.evaluated(interviewer, answers=answers)
    card = card_of(application)
    took = []
    for run in range(7):
        card.application.candidate.name = f"Casey Sample {run}"  # in every turn, so that little is remembered
        started = time.process_time()
        content = scorecard.pdf(card, read_at=clock.now())
        took.append(time.process_time() - started)
    assert words_of(content)[1] == 3
    assert median(took[2:]) < 0.06


def test_the_name_of_the_file_is_safe_and_says_whose_it_is(interviewer, sign_in, cast) -> None:
    application = scene.evaluated(interviewer)
    url = f"/interviewers/window-cleaner/candidates/{application.id}/report/download/"
    client = sign_in(cast.viewer)
    given = {
        "Casey Sample": "casey-sample-window-cleaner",
        '"; filename="x.exe\r\nX: 1': "filenamexexe-x-1-window-cleaner",
        "../../etc/passwd": "etcpasswd-window-cleaner",
        "山田": "window-cleaner",
    }
    for name, expected in given.items():
        application.candidate.name = name
        application.candidate.save()
        disposition = client.get(url).headers["Content-Disposition"]
        assert disposition == f'attachment; filename="{expected}.pdf"'
    assert client.get(f"{url}?view").headers["Content-Disposition"].startswith("inline;")
