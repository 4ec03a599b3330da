"""What a template can say about a candidate page, checked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ConfigDict, Field

from greenroom.accounts.rules import contrast
from greenroom.branding.rules import colours, words
from greenroom.branding.rules.fonts import FAMILIES, INTER
from greenroom.core.errors import Refused
from greenroom.core.text import clean

LONGEST_NAME = 80
LONGEST_LINE = 120
LONGEST_ADDRESS = 500
_NEVER = frozenset("\"'<>`")


class Page(StrEnum):
    """The kinds of candidate pages; a template is about one of them."""

    WELCOME = "welcome"
    INTERVIEW = "interview"
    COMPLETE = "complete"
    STATUS = "status"

    @property
    def label(self) -> str:
        return str(_LABELS[self])


def page_in(given: Mapping[str, str]) -> Page:
    """The page an address names, the welcome page where it names none."""
    named = given.get("page", "")
    return Page(named) if named in set(Page) else Page.WELCOME


_LABELS = {
    Page.WELCOME: gettext_lazy("Welcome"),
    Page.INTERVIEW: gettext_lazy("Interview"),
    Page.COMPLETE: gettext_lazy("Interview complete"),
    Page.STATUS: gettext_lazy("Status"),
}


class Design(BaseModel):
    """Colours are "#rrggbb" or "" for the workspace's own; words: language to text."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    primary_color: str = ""
    background_color: str = ""
    font_family: str = INTER
    header_text: str = ""
    show_logo: bool = True
    company_name: str = ""
    hide_powered_by: bool = False
    privacy_url: str = ""
    terms_url: str = ""
    support_url: str = ""
    show_backdrop: bool = True
    show_avatar: bool = True
    words: dict[str, str] = Field(default_factory=dict)


EVERYWHERE = ("primary_color", "background_color", "font_family", "header_text", "show_logo")
LINKS = ("privacy_url", "terms_url", "support_url")
FIELDS: dict[Page, tuple[str, ...]] = {
    Page.WELCOME: (*EVERYWHERE, "company_name", "hide_powered_by", *LINKS, "words"),
    Page.INTERVIEW: (*EVERYWHERE, "show_backdrop", "show_avatar"),
    Page.COMPLETE: (*EVERYWHERE, "words"),
    Page.STATUS: EVERYWHERE,
}
PICTURES: dict[Page, tuple[str, ...]] = {
    Page.WELCOME: ("logo",),
    Page.INTERVIEW: ("backdrop", "avatar"),
    Page.COMPLETE: (),
    Page.STATUS: (),
}


class Unreadable(Refused):
    """A colour that cannot be read. nearest: one of its hue that can."""

    def __init__(self, message: str, *, field: str, nearest: str) -> None:
        super().__init__(message, field=field)
        self.nearest = nearest


def name(text: str) -> str:
    """A template's or a group's name. Raises Refused with the field "name"."""
    said = _line(text)
    if not said:
        raise Refused(_("Give it a name."), field="name")
    return _within(said, LONGEST_NAME, "name")


def checked(page: Page, given: Mapping[str, Any], *, accent: str) -> Design:
    """What a template of this page says. accent: of the workspace, where no colour is chosen.

    Raises Refused with the field that is wrong, `Unreadable` for a colour; "words_fr" for words in French.
    """
    mine = {field: given[field] for field in FIELDS[page] if field in given}
    for field in {"header_text", "company_name"} & set(mine):
        mine[field] = _within(_line(mine[field]), LONGEST_LINE, field)
    for field in set(LINKS) & set(mine):
        mine[field] = _address(mine[field], field)
    for field in {"primary_color", "background_color"} & set(mine):
        mine[field] = _colour(mine[field], field)
    if mine.get("font_family", INTER) not in FAMILIES:
        raise Refused(_("Choose one of the fonts."), field="font_family")
    if "words" in mine:
        mine["words"] = _words(mine["words"])
    design = Design(**mine)
    check_contrast(design, accent=accent)
    return design


def mended(page: Page, given: Mapping[str, Any], *, accent: str) -> Design:
    """The same with whatever cannot be left out, and colours made readable: what can be shown of a half-written one."""
    try:
        return checked(page, given, accent=accent)
    except Unreadable as problem:
        return mended(page, {**given, problem.field: problem.nearest}, accent=accent)
    except Refused as problem:
        return mended(page, _without(given, problem.field), accent=accent)


def _without(given: Mapping[str, Any], field: str) -> dict[str, Any]:
    if not field.startswith("words_"):
        return {name: value for name, value in given.items() if name != field}
    said = {language: text for language, text in given["words"].items() if f"words_{language}" != field}
    return {**given, "words": said}


def check_contrast(design: Design, *, accent: str) -> None:
    """Raises Unreadable for the first colour on which, or in which, words could not be read."""
    ground = design.background_color or colours.PLAIN
    if not colours.carries_words(ground):
        raise _unreadable(
            "background_color",
            colours.between(ground, colours.FAINT_INK),
            colours.carrying(ground),
            _(
                "The faintest words have a contrast of %(ratio).1f to 1 on this background; they need %(least)s."
            ),
        )
    primary = design.primary_color or accent
    if not colours.reads_on(primary, ground):
        worst = min(colours.between(primary, colours.PLAIN), colours.between(primary, ground))
        raise _unreadable(
            "primary_color",
            worst,
            colours.readable(primary, ground),
            _("Buttons and links have a contrast of %(ratio).1f to 1 in this colour; they need %(least)s."),
        )


def _unreadable(field: str, ratio: float, nearest: str, sentence: str) -> Unreadable:
    shown = {"ratio": max(1.0, ratio - 0.05), "least": contrast.LEAST}
    return Unreadable(sentence % shown, field=field, nearest=nearest)


def _colour(text: str, field: str) -> str:
    colour = text.strip().lower()
    if colour and not contrast.is_colour(colour):
        raise Refused(_("Write the colour as # and six digits, such as #0b6457."), field=field)
    return colour


def _address(text: str, field: str) -> str:
    address = _line(text)
    if not address:
        return ""
    try:
        URLValidator(schemes=["https"])(address)
    except ValidationError as wrong:
        raise Refused(_("Write the whole address, with https:// before it."), field=field) from wrong
    if _NEVER & set(address):
        raise Refused(_("Leave out quotation marks and angle brackets."), field=field)
    if urlsplit(address).username is not None:
        raise Refused(_("Leave out the name and password before the @."), field=field)
    return _within(address, LONGEST_ADDRESS, field)


def _words(given: Mapping[str, str]) -> dict[str, str]:
    said = {}
    for language in words.LANGUAGES:
        text, field = clean(given.get(language, "")).strip(), f"words_{language}"
        if place := words.unknown(text):
            raise Refused(
                _("There is no “%(place)s”. Use candidate_name, job_title or company_name.")
                % {"place": place[:40]},
                field=field,
            )
        if text:
            said[language] = _within(text, words.LONGEST, field)
    return said


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _within(text: str, longest: int, field: str) -> str:
    if len(text) > longest:
        raise Refused(
            _("That is %(length)s characters; keep it to %(most)s.") % {"length": len(text), "most": longest},
            field=field,
        )
    return text
