"""The texts of a group in a table, and one of them as it would arrive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.http import urlencode
from django.utils.safestring import SafeString

from greenroom.accounts.models import Workspace
from greenroom.branding.queries import brands
from greenroom.core.errors import NotFound
from greenroom.outreach.actions.drawing import sender_of
from greenroom.outreach.models import TemplateGroup
from greenroom.outreach.rules import shipped
from greenroom.outreach.rules.kinds import EMAIL, KINDS, LANGUAGES, RIGHT_TO_LEFT
from greenroom.outreach.rules.markup import paragraphs
from greenroom.outreach.rules.samples import sample
from greenroom.outreach.rules.seen import mark
from greenroom.outreach.rules.wording import Text, fill
from greenroom.outreach.web import words
from greenroom.outreach.web.forms import TextForm


class Spot(NamedTuple):
    """Which text of a group is meant."""

    kind: str
    channel: str
    language: str


def spot_of(given: Mapping[str, str]) -> Spot:
    """What an address or a form names. Raises NotFound for what there is not."""
    spot = Spot(given.get("kind", ""), given.get("channel", EMAIL), given.get("language", "en"))
    known = spot.kind in KINDS and spot.channel in KINDS[spot.kind].channels
    if not known or spot.language not in LANGUAGES:
        raise NotFound
    return spot


def seen_of(text: Text) -> str:
    return mark(text.subject, text.body)


@dataclass(frozen=True)
class Cell:
    """One language of a message. is_own: in the workspace's words."""

    language: Any
    query: str
    is_own: bool


@dataclass(frozen=True)
class Row:
    label: Any
    when: Any
    channel: Any
    cells: list[Cell]


def table(written: set[tuple[str, str, str]]) -> list[Row]:
    """A row for each message and channel, a cell for each language."""
    return [
        Row(
            *words.KINDS[kind.slug],
            words.CHANNELS[channel],
            [
                Cell(
                    words.LANGUAGES[language],
                    urlencode(Spot(kind.slug, channel, language)._asdict()),
                    (kind.slug, channel, language) in written,
                )
                for language in LANGUAGES
            ],
        )
        for kind in KINDS.values()
        for channel in kind.channels
    ]


@dataclass(frozen=True)
class Preview:
    """A message as it would arrive. paragraphs: markup that is safe, or the address of a button."""

    sender: str
    subject: str
    paragraphs: list[tuple[SafeString, str]]
    plain: str
    direction: str
    language: str


def preview(workspace: Workspace, group: TemplateGroup, spot: Spot, form: TextForm) -> Preview:
    """With invented values; what cannot be filled stays as it was typed."""
    brand = brands.of_workspace(workspace)
    values = sample(spot.language, company_name=brand.name)
    typed = {name: form[name].value() or "" for name in form.fields}
    around = shipped.around(spot.language)
    drawn = [
        (
            SafeString(each.html),
            around["choose" if each.variable == "scheduling_link" else "open"] if each.button else "",
        )
        for each in paragraphs(typed["body"], values)
    ]
    return Preview(
        sender=sender_of(group, brand.name),
        subject=fill(typed.get("subject", ""), values),
        paragraphs=drawn,
        plain=fill(typed["body"], values),
        direction="rtl" if spot.language in RIGHT_TO_LEFT else "ltr",
        language=spot.language,
    )
