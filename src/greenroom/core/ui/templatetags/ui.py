"""The components as template tags. They are built in: no {% load %} is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from greenroom.core.ui import assets as built
from greenroom.core.ui import fields, figures, markup
from greenroom.core.ui import icons as drawn

register = template.Library()


@register.simple_tag
def assets(entry: str) -> SafeString:
    """{% assets "styles" %}, {% assets "app" %}: what the built entry needs in the page."""
    return built.tags_for(entry)


@register.simple_tag(takes_context=True)
def theme_attribute(context: RequestContext) -> SafeString:
    """The reader's choice of light or dark, from their cookie, so that the first paint has it."""
    request = context.get("request")
    theme = request.COOKIES.get("theme") if request else None
    return format_html(' data-theme="{}"', theme) if theme in {"light", "dark"} else SafeString()


@register.simple_tag
def icon(name: str, size: str = "", extra: str = "") -> SafeString:
    return drawn.icon(name, size, extra)


@register.simple_tag
def button(
    label: str, icon: str = "", after: str = "", kind: str = "", size: str = "", href: str = "", **given: Any
) -> SafeString:
    """{% button "Save" kind="primary" type="submit" hx_post=url %}; ``only_icon=True`` for an icon alone."""
    only_icon = bool(given.pop("only_icon", False))
    return markup.button(
        str(label),
        icon_name=icon,
        after=after,
        kind=kind,
        size=size,
        href=href,
        only_icon=only_icon,
        given=given,
    )


@register.simple_tag
def status(label: str, tone: str = "", icon: str = "") -> SafeString:
    return markup.status(str(label), tone, icon)


@register.simple_tag
def badge(label: str, tone: str = "", icon: str = "", *, dot: bool = False) -> SafeString:
    return markup.badge(str(label), tone, icon, dot=dot)


@register.simple_tag
def chip(label: str) -> SafeString:
    return format_html('<span class="chip">{}</span>', label)


@register.simple_tag
def label_chip(label: str, colour: int = 0) -> SafeString:
    return markup.label_chip(str(label), colour)


@register.simple_tag
def avatar(name: str, size: str = "") -> SafeString:
    return markup.avatar(str(name), size)


@register.simple_tag
def stage_strip(stages: Iterable[Mapping[str, str]]) -> SafeString:
    return markup.stage_strip(stages)


@register.simple_tag
def steps(done: int, total: int, unit: str) -> SafeString:
    return markup.steps(done, total, str(unit))


@register.simple_tag
def score_bar(value: float | str | None, mean: float | str | None = None) -> SafeString:
    return figures.score_bar(amount(value), amount(mean))


def amount(value: float | str | None) -> float | None:
    """A template gives "" for a variable that is not there."""
    return None if value is None or value == "" else float(value)


@register.simple_tag
def meter(percent: float, tone: str = "", mark: float | None = None, label: str = "") -> SafeString:
    return figures.meter(percent, tone, mark, str(label))


@register.simple_tag
def field(bound: BoundField, label: str = "", hint: str = "", **given: Any) -> SafeString:
    """{% field form.email autocomplete="email" %}: label, input, error and hint of a form's field."""
    return SafeString(render_to_string("ui/field.html", field_context(bound, label, hint, given)))


def field_context(bound: BoundField, label: str, hint: str, given: dict[str, Any]) -> dict[str, Any]:
    max_bytes, switch = given.pop("max_bytes", None), given.pop("switch", False)
    optional = given.pop("optional", None)
    if switch:
        given = {"class": "switch", "role": "switch", **given}
    view = fields.view(bound, label=str(label), hint=str(hint), optional=optional, **given)
    return {"field": view, "max_bytes": max_bytes, "switch": switch}


def block(name: str, template_name: str) -> None:
    """Register {% name title key=value %}…{% endname %}, drawn by a template that places ``content``."""

    def render(context: RequestContext, content: str, title: str = "", **given: Any) -> SafeString:
        shared = {"content": content, "title": title, "csrf_token": context.get("csrf_token")}
        return SafeString(render_to_string(template_name, {**shared, **given}))

    register.simple_block_tag(render, takes_context=True, name=name)


block("menu", "ui/menu.html")
block("dialog", "ui/dialog.html")
block("drawer", "ui/drawer.html")
block("banner", "ui/banner.html")
block("empty", "ui/empty.html")
block("toast", "ui/toast.html")
block("evidence", "ui/evidence.html")
block("question", "ui/question.html")
block("turn", "ui/turn.html")
