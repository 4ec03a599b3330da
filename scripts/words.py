"""The words of the pages in other languages: `python scripts/words.py update|compile|check`.

update: read the sources and bring `src/greenroom/locale/*/LC_MESSAGES/django.po` up to date with them. Translations
of sentences that have changed are dropped, never guessed. compile: make the `.mo` files Django reads, as a build
does. check: say what candidates would read in English, or with a gap in it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import hatch_build  # noqa: E402  (it lies beside pyproject.toml, where hatch looks for it)

PACKAGE = ROOT / "src/greenroom"
LOCALE = ROOT / hatch_build.LOCALE
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 && n%100<=99 ? 4 : 5;",
    "de": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "pt": "nplurals=2; plural=(n > 1);",
}
"""The languages there are besides English, and which of its forms each takes for a number."""

UI_PARTS = (
    "base",
    "candidate",
    "candidate_foot",
    "composer",
    "dictation",
    "field",
    "field_notes",
    "form_errors",
    "language_menu",
    "moment",
    "rating",
    "signin",  # errors are said in its frame
    "theme_toggle",
    "toast",
)
CANDIDATE = (
    "*/holdings.py",
    "accounts/templates/429.html",
    "branding/public/samples.py",
    "candidates/actions/accommodating.py",
    "candidates/actions/applications.py",
    "candidates/actions/attempts.py",
    "candidates/actions/codes.py",
    "candidates/actions/correcting.py",
    "candidates/actions/going_on.py",
    "candidates/actions/helping.py",
    "candidates/actions/informing.py",
    "candidates/public/*.py",
    "candidates/rules/contact.py",
    "candidates/templates/candidates/public/*.html",
    "compliance/actions/requests.py",
    "compliance/rules/notice.py",
    "conversations/actions/*.py",
    "conversations/phone/*.py",
    "core/ui/markup.py",
    "core/ui/templates/errors/*.html",
    *(f"core/ui/templates/ui/{name}.html" for name in UI_PARTS),
    "media/actions/files.py",
    "media/extraction/contract.py",
    "outreach/public/*.py",
    "outreach/templates/outreach/public/*.html",
    "stages/exchange.py",
    "stages/stopped.py",
    "stages/*/actions/*.py",
    "stages/*/kind.py",
    "stages/*/public/*.py",
    "stages/*/result.py",
    "stages/*/rules/*.py",
    "stages/*/templates/stages/*/*.html",
    "stages/public/*.py",
    "stages/templates/stages/*.html",
)
"""Where the words come from that a candidate may read. These are complete in every language."""

SAID_AT_THE_DOOR = {"media/extraction/contract.py": "SENTENCES"}
"""Sentences of code that knows no gettext, by the name of their dictionary; doors translate them."""

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext_lazy": ((1, "c"), 2),
}
MISSING = "is not there; run scripts/words.py update"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")
TAG = re.compile(r"</?\w+[^>]*>")


def files(
    patterns: Iterable[str] = ("**/*.py", "**/templates/**/*.html", "**/templates/**/*.txt"),
) -> list[Path]:
    """The sources that may hold words, in order."""
    found = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    return sorted(path for path in found if not {"tests", "migrations"} & set(path.parts))


def extracted(paths: Iterable[Path]) -> Catalog:
    """Every sentence marked for translation in these files, with where it stands."""
    catalog = Catalog()
    for path in paths:
        place = path.relative_to(PACKAGE).as_posix()
        for said, context in _sentences(path, place):
            catalog.add(said, locations=[(place, 0)], context=context)
    return catalog


def _sentences(path: Path, place: str) -> Iterator[tuple[Any, str | None]]:
    source = path.read_text(encoding="utf-8")
    if place in SAID_AT_THE_DOOR:
        yield from ((sentence, None) for sentence in _dictionary(source, SAID_AT_THE_DOOR[place]))
    if path.suffix == ".py":
        if "gettext" not in source:
            return
    else:  # what templatize makes is read like Python, where an indented line would mean something
        source = "\n".join(line.strip() for line in templatize(source, origin=place).splitlines())
    for _line, said, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        yield said, context


def _dictionary(source: str, name: str) -> list[str]:
    """The values of a dictionary of literals."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return list(ast.literal_eval(node.value).values())
    raise LookupError(f"There is no {name} any more.")


def kept(language: str) -> Catalog:
    """The translations that are there."""
    path = po_file(language)
    text = path.read_text(encoding="utf-8") if path.is_file() else _header(language)
    return read_po(StringIO(text), locale=language, abort_invalid=True)


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES/django.po"


def written(language: str, sources: Catalog) -> str:
    """The file of a language, with all sentences of the sources and only them, and no date that would change it."""
    catalog = kept(language)
    catalog.update(sources, no_fuzzy_matching=True)
    body = BytesIO()
    write_po(
        body,
        catalog,
        width=100,
        omit_header=True,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    return _header(language) + body.getvalue().decode()


def _header(language: str) -> str:
    lines = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {PLURALS[language]}",
    ]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def problems(language: str, sources: Catalog) -> list[str]:
    """What is wrong with the translations of these sentences."""
    catalog = kept(language)
    found = []
    for message in sources:
        if not message.id:
            continue
        translated = catalog.get(_key(message), message.context)
        said = MISSING if translated is None else wrong(message, translated)
        if said:
            found.append(f"{language}: {_key(message)!r} {said}")
    return found


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(strings: Any) -> tuple[str, ...]:
    return (strings,) if isinstance(strings, str) else tuple(strings)


def wrong(source: Message, translated: Message) -> str:
    """What is wrong with a translation, or nothing."""
    forms = _forms(translated.string)
    if not all(forms):
        return "has no translation"
    if translated.fuzzy:
        return "is marked fuzzy"
    ids = _forms(source.id)
    for asked, what in ((PLACEHOLDER, "placeholders"), (TAG, "tags")):
        wanted = [sorted(asked.findall(said)) for said in ids]
        # A form for one, two or none may say its number in words.
        got = [sorted(asked.findall(form)) for form in (forms if len(ids) == 1 else forms[-1:])]
        if any(these != wanted[-1] for these in got):
            return f"has other {what} than the source"
        if any(set(asked.findall(form)) - set(wanted[-1]) for form in forms):
            return f"has {what} that the source has not"
    if any(_edges(form) != _edges(ids[0]) for form in forms):
        return "begins or ends with other white space"
    return ""


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def update() -> int:
    sources = extracted(files())
    for language in PLURALS:
        path = po_file(language)
        text = written(language, sources)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check()


def build() -> int:
    hatch_build.compile_words(ROOT)
    return 0


def check() -> int:
    sources = extracted(files(CANDIDATE))
    found = [problem for language in PLURALS for problem in problems(language, sources)]
    sys.stdout.write("".join(f"{problem}\n" for problem in found))
    return 1 if found else 0


COMMANDS: dict[str, Callable[[], int]] = {"update": update, "compile": build, "check": check}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]]())
