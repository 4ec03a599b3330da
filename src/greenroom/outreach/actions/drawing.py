"""How a mail looks: the words of its template in the workspace's name and colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string

from greenroom.outreach.models import TemplateGroup
from greenroom.outreach.rules import shipped
from greenroom.outreach.rules.kinds import RIGHT_TO_LEFT
from greenroom.outreach.rules.markup import paragraphs
from greenroom.outreach.rules.wording import Text, fill, harmless


@dataclass(frozen=True)
class Drawn:
    """Both parts of a mail."""

    body: str
    html: str


def draw_mail(text: Text, values: Mapping[str, str], *, language: str, accent: str, stop: str = "") -> Drawn:
    """values: as `wording.harmless` gives them, with company_name. stop: where to unsubscribe, "" for no such line."""
    around = shipped.around(language)
    ending = fill(around["unsubscribe"], {**values, "unsubscribe_link": stop}) if stop else ""
    sent_by = fill(around["sent_by"], values)
    body = "\n\n".join(part for part in (fill(text.body, values), "--", ending, sent_by) if part)
    given = {
        "language": shipped.spoken(language),
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "subject": fill(text.subject, values),
        "company_name": values.get("company_name", ""),
        "accent": accent,
        "paragraphs": list(paragraphs(text.body, values)),
        "open": around["open"],
        "choose": around["choose"],
        "sent_by": sent_by,
        "why": fill(around["unsubscribe"].replace("{{unsubscribe_link}}", ""), values) if stop else "",
        "stop": stop,
        "stop_label": around["stop"],
    }
    return Drawn(body, render_to_string("outreach/mail.html", given))


def sender_of(group: TemplateGroup | None, company: str) -> str:
    """The installation's address under the group's name, or the company's."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name = harmless({"name": (group.sender_name if group else "") or company})["name"]
    return str(Address(display_name=name, addr_spec=address))
