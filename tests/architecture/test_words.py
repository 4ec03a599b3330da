"""Candidates read every page in their own language, with nothing missing and nothing garbled."""

from __future__ import annotations

import gettext
import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import hatch_build
import pytest
from babel.messages import Catalog
from django.conf import settings as configured
from django.test import Client
from scripts import words

from greenroom.candidates.tests.walking import DETAILS, RESUME, Walk, make_interviewer
from greenroom.compliance.models import Consent
from greenroom.core import scope
from greenroom.media.extraction.contract import SENTENCES
from greenroom.outreach.models import Message
from greenroom.outreach.rules import shipped

LANGUAGES = sorted(words.PLURALS)
SAID_ATTRIBUTES = {"aria-label", "alt", "placeholder", "title", "value"}
LETTERS = re.compile(r"[A-Za-z]{3}")
OWN_WORDS = [*DETAILS.values(), *RESUME.splitlines(), "Window Cleaner", "Northfield", "no address"]
"""What the people of these tests are called or have written; it stays as it is."""


@pytest.fixture(scope="module")
def sources() -> Catalog:
    return words.extracted(words.files(words.CANDIDATE))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory) -> Path:
    """A folder of languages as a build makes it, whether or not somebody has built here."""
    folder = tmp_path_factory.mktemp("locale")
    for language in LANGUAGES:
        target = folder / language / "LC_MESSAGES/django.mo"
        target.parent.mkdir(parents=True)
        target.write_bytes(hatch_build.compiled_words(words.po_file(language)))
    return folder


@pytest.fixture
def spoken(compiled: Path, settings) -> None:
    settings.LOCALE_PATHS = [compiled]


@pytest.fixture
def walk(cast, spoken) -> Walk:
    with scope.scoped(cast.workspace.id):
        return Walk(make_interviewer(cast.workspace))


def test_every_language_that_is_offered_has_words_and_none_else():
    assert {code for code, _name in configured.LANGUAGES} == {"en", *LANGUAGES}
    assert {path.name for path in words.LOCALE.iterdir() if path.is_dir()} == set(LANGUAGES)


def test_no_pattern_of_candidates_sources_is_empty():
    assert [pattern for pattern in words.CANDIDATE if not words.files([pattern])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_candidates_read_is_translated_with_its_placeholders_and_tags(language, sources):
    assert words.problems(language, sources) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_changed_is_missing_and_so_is_noticed(language, sources):
    changed = Catalog()
    changed.add("A sentence nobody has translated, %(name)s.")
    assert "is not there" in words.problems(language, changed)[0]


@pytest.mark.parametrize(
    ("source", "translated", "problem"),
    [
        ("Hello %(name)s", "", "no translation"),
        ("Hello %(name)s", "Hallo %(nome)s", "other placeholders"),
        ("{n} left", "noch einer", "other placeholders"),
        ("100%% of it", "100 % davon", "other placeholders"),
        ("To <bdi>%(name)s</bdi>", "An %(name)s", "other tags"),
        ("Two\n", "Zwei", "white space"),
        (("%(n)s step", "%(n)s steps"), ("ein Schritt", "%(n)s Schritte"), ""),
        (("%(n)s step", "%(n)s steps"), ("ein Schritt", "Schritte"), "other placeholders"),
        (("%(n)s step", "%(n)s steps"), ("ein %(m)s Schritt", "%(n)s Schritte"), "has not"),
    ],
)
def test_a_garbled_translation_is_told(source, translated, problem):
    catalog = Catalog(locale="de")
    message = catalog.add(source, translated)
    said = words.wrong(message, message)
    assert problem in said
    assert bool(problem) == bool(said)


def test_templates_and_python_are_read_in_every_form_of_marking(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "PACKAGE", tmp_path)
    (tmp_path / "page.html").write_text(
        """{% translate "One" %}{% trans 'Two' as two %}{{ _("Three") }}{% button _("Four") %}
        {% blocktranslate with a=b %}Five {{ a }} 5%{% endblocktranslate %}
          {% blocktranslate trimmed asvar six %}
            Six
            lines
          {% endblocktranslate %}
        {% blocktranslate count n=rows|length %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
        {% translate "May" context "month" %}{# {% translate "Hidden" %} #}"""
    )
    (tmp_path / "code.py").write_text(
        "from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext\n"
        '_("Se" "ven"); gettext_lazy("Eight"); ngettext("%(n)s day", "%(n)s days", 2); pgettext("a", "Nine")\n'
    )
    found = words.extracted([tmp_path / "page.html", tmp_path / "code.py"])
    plain = ["One", "Two", "Three", "Four", "Five %(a)s 5%%", "Six lines", "Seven", "Eight"]
    assert [found.get(said) is not None for said in plain] == [True] * len(plain)
    assert found.get("%(n)s row").id == ("%(n)s row", "%(n)s rows")
    assert found.get("%(n)s day").id == ("%(n)s day", "%(n)s days")
    assert found.get("May", "month") is not None
    assert found.get("Nine", "a") is not None
    assert found.get("Hidden") is None


def test_what_extraction_says_plainly_is_among_the_words(sources):
    assert [said for said in SENTENCES.values() if sources.get(said) is None] == []


def test_a_file_of_words_does_not_change_when_nothing_has(sources, tmp_path, monkeypatch):
    before = words.written("fr", sources)
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    path = words.po_file("fr")
    path.parent.mkdir(parents=True)
    path.write_text(before)
    assert words.written("fr", sources) == before
    assert "Votre nom" in before


def test_arabic_has_its_six_forms(compiled):
    with (compiled / "ar/LC_MESSAGES/django.mo").open("rb") as file:
        arabic = gettext.GNUTranslations(file)
    steps = (
        "This takes about %(m)s minutes in %(n)s step{}. Stop at any time and come back with the same link."
    )
    forms = {
        0: "بلا خطوات",
        1: "خطوة واحدة",
        2: "خطوتين",
        3: "s خطوات",
        10: "s خطوات",
        11: "s خطوة",
        103: "s خطوات",
    }
    for n, form in forms.items():
        assert form in arabic.ngettext(steps.format(""), steps.format("s"), n)


def test_compiling_writes_what_is_not_there_yet_and_nothing_twice(tmp_path):
    target = tmp_path / hatch_build.LOCALE / "de/LC_MESSAGES"
    target.mkdir(parents=True)
    (target / "django.po").write_bytes(words.po_file("de").read_bytes())
    assert hatch_build.compile_words(tmp_path) == 1
    assert hatch_build.compile_words(tmp_path) == 0
    with (target / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Your name") == "Ihr Name"


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_a_candidate_chooses_a_language_and_the_page_is_in_it(language, walk, sources):
    chosen = walk.client.post("/language/", {"language": language, "next": walk.link})
    assert chosen.headers["Location"] == walk.link
    page = walk.get().content.decode()
    assert (
        f'<html lang="{language}"{" dir=" + chr(34) + "rtl" + chr(34) if language == "ar" else ""} ' in page
    )
    assert f'value="{language}" lang="{language}" aria-current="true"' in page
    label = "Your name" if language == "en" else words.kept(language).get("Your name").string
    assert f">{label}<" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_in_the_interviewers_language_until_one_is_chosen(language, walk):
    with scope.scoped(walk.interviewer.workspace_id):
        walk.interviewer.language = language
        walk.interviewer.save()
    assert f'<html lang="{language}"' in walk.get(headers={"Accept-Language": "en"}).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_comes_in_the_candidates_language(language, walk):
    walk.client.cookies["django_language"] = language
    walk.apply()
    message = Message.objects.get(kind="code")
    assert message.subject == shipped.text("code", "email", language).subject.replace("{{code}}", walk.code())


@pytest.mark.parametrize("language", LANGUAGES)
def test_consent_is_kept_in_the_words_it_was_given_to(language, walk):
    walk.client.cookies["django_language"] = language
    walk.apply()
    with scope.scoped(walk.interviewer.workspace_id):
        kept = Consent.objects.get()
    agreement = (
        words.kept(language).get("I agree that my answers are recorded and assessed for this role.").string
    )
    assert (kept.language, kept.wording.splitlines()[-1]) == (language, agreement)


def test_no_page_of_a_candidate_has_a_word_left_in_english(walk, sources):
    """Every page of the way is compared with itself in English; what is the same in Arabic was never translated."""
    seen: dict[str, set[str]] = {language: set() for language in ["en", *LANGUAGES]}

    def look(place: str, act: Callable[[], Any] | None = None) -> None:
        for language in seen:
            walk.client.cookies["django_language"] = language
            response = act() if act else walk.get(place)
            seen[language] |= _said(response.content.decode())

    look("")
    look("", lambda: walk.post("", {"name": "", "email": "no address", "phone": "12"}))
    look("back/")
    look("", lambda: Client(headers={"Cookie": _cookie(walk)}).get("/apply/no/where/"))
    walk.apply()
    look("code/")
    look("", lambda: walk.post("code/", {"do": "verify", "code": "1"}))
    walk.verify()
    look("steps/")
    look("resume/")
    look("", lambda: walk.post("resume/", {"text": ""}))
    walk.post("resume/", {"text": RESUME})
    look("resume/")
    walk.post("resume/", {"do": "confirm", "name": "Casey Sample"})
    look("interview/")
    look("interview/finish/")
    look("", lambda: walk.post("interview/turn/", {"answer": " ", "key": "empty"}))
    walk.interview()
    look("steps/?map")
    look("thanks/")
    look("", lambda: walk.post("thanks/", {"rating": ""}))
    assert _unspoken(seen["en"] & seen["ar"]) == set()
    for language in LANGUAGES:
        assert _left_in_english(language, seen[language], sources) == set()


def _cookie(walk: Walk) -> str:
    return f"django_language={walk.client.cookies['django_language'].value}"


class _Reader(HTMLParser):
    """Text and spoken attributes, apart from what the page marks as being in a language of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.said: set[str] = set()
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "style"} or (not self.silent and tag != "html" and given.get("lang")):
            self.silent = tag
        spoken = [text for name, text in attrs if name in SAID_ATTRIBUTES and given.get("type") != "hidden"]
        spoken += [text for name, text in attrs if name.startswith("data-") and " " in (text or "")]
        self.said |= {text.strip() for text in spoken if text and "width=" not in text}

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.said.add(" ".join(data.split()))


def _said(page: str) -> set[str]:
    reader = _Reader()
    reader.feed(page)
    return reader.said


def _unspoken(same: set[str]) -> set[str]:
    """What reads the same in two languages, without what people have written themselves."""
    foreign = set()
    for said in same:
        rest = said
        for own in sorted(filter(None, OWN_WORDS), key=len, reverse=True):
            rest = rest.replace(own, "")
        if LETTERS.search(rest):
            foreign.add(said)
    return foreign


def _left_in_english(language: str, said: set[str], sources: Catalog) -> set[str]:
    """Whole sentences of the sources that were said as they are, though the language has another word."""
    catalog = words.kept(language)
    english = {message.id for message in sources if isinstance(message.id, str) and len(message.id) > 3}
    spoken = {html.unescape(each) for each in said}
    return {each for each in spoken & english if catalog.get(each).string != each}
