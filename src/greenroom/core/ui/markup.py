"""Small parts built in Python, because a table of fifty rows holds hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from greenroom.core.ui.icons import icon

TONES = frozenset({"", "good", "look", "bad", "accent", "line", "hollow", "live"})
NOTHING = SafeString()


def classes(*names: str) -> str:
    """Class names in one string, without the empty ones."""
    return " ".join(filter(None, names))


def tone_class(tone: str) -> str:
    """ "is-good" for "good". Raises ``ValueError`` for a tone that has no style."""
    if tone not in TONES:
        raise ValueError(f"There is no tone {tone!r}")
    return f"is-{tone}" if tone else ""


def attributes(given: Mapping[str, object]) -> SafeString:
    """HTML attributes from keywords: ``hx_get="/x"`` is ``hx-get="/x"``; True stands bare; None and False go."""
    pairs = [(name.rstrip("_").replace("_", "-"), value) for name, value in given.items()]
    kept = [(name, value) for name, value in pairs if value is not None and value is not False]
    parts = [format_html(" {}", n) if v is True else format_html(' {}="{}"', n, v) for n, v in kept]
    return SafeString("".join(parts))


def button(
    label: str,
    *,
    icon_name: str = "",
    after: str = "",
    kind: str = "",
    size: str = "",
    href: str = "",
    only_icon: bool = False,
    given: Mapping[str, object],
) -> SafeString:
    """A button, or a link that looks like one when ``href`` is given.

    Kind: "", "primary", "quiet", "danger"; several with a space. Size: "", "small", "large". With ``only_icon``
    the label is for screen readers and for the pointer that rests on it.
    """
    rest = {key: value for key, value in given.items() if key != "class_"}
    if only_icon:
        rest = {"aria-label": label, "title": label, **rest}
    modifiers = [f"is-{name}" for name in (*kind.split(), size, "icon" if only_icon else "") if name]
    style = classes("button", *modifiers, str(given.get("class_", "")))
    words = NOTHING if only_icon else format_html("<span data-label>{}</span>", label)
    before = icon(icon_name) if icon_name else NOTHING
    behind = icon(after) if after else NOTHING
    if href:
        return format_html(
            '<a class="{}" href="{}"{}>{}{}{}</a>', style, href, attributes(rest), before, words, behind
        )
    rest = {"type": "button", **rest}
    return format_html('<button class="{}"{}>{}{}{}</button>', style, attributes(rest), before, words, behind)


@lru_cache(maxsize=512)  # a list draws the same few for every row
def status(label: str, tone: str = "", icon_name: str = "") -> SafeString:
    """Where something stands: a dot or an icon, and the word."""
    if icon_name:
        return format_html('<span class="status {}">{}{}</span>', tone, icon(icon_name, "small"), label)
    return format_html('<span class="status"><span class="{}"></span>{}</span>', dot_class(tone), label)


def dot_class(tone: str) -> str:
    return classes("dot", tone_class(tone))


def badge(label: str, tone: str = "", icon_name: str = "", *, dot: bool = False) -> SafeString:
    """Something that asks for a look."""
    mark = icon(icon_name) if icon_name else NOTHING
    if dot:
        mark = format_html('<span class="{}"></span>', dot_class(tone))
    return format_html('<span class="{}">{}{}</span>', classes("badge", tone_class(tone)), mark, label)


def label_chip(label: str, colour: int = 0) -> SafeString:
    """A label in one of five colours; 0 is grey."""
    return format_html(
        '<span class="{}">{}</span>', classes("label-chip", f"is-{colour}" if colour else ""), label
    )


def initials(name: str) -> str:
    """The first letters of the first and last word, or of the only one."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@lru_cache(maxsize=4096)
def avatar(name: str, size: str = "") -> SafeString:
    """Initials in a circle; the name stands beside it, so it is hidden from screen readers."""
    style = classes("avatar", f"is-{size}" if size else "")
    return format_html('<span class="{}" aria-hidden="true">{}</span>', style, initials(name))


STAGE_STATES = frozenset({"", "done", "current", "pending", "stopped"})


def stage_strip(stages: Iterable[Mapping[str, str]]) -> SafeString:
    """The picture of a sequence. Each stage: ``icon``, ``name`` and ``state`` (done, current, pending, stopped)."""
    return format_html('<ol class="stage-strip">{}</ol>', SafeString("".join(map(stage_node, stages))))


def stage_node(stage: Mapping[str, str]) -> SafeString:
    state = stage.get("state", "")
    if state not in STAGE_STATES:
        raise ValueError(f"A stage is never {state!r}")
    words = {
        "": "",
        "done": _("done"),
        "current": _("in progress"),
        "pending": _("not started"),
        "stopped": _("stopped"),
    }
    name = ", ".join(filter(None, [stage["name"], words[state]]))
    return format_html(
        '<li><span class="{}" title="{}">{}<span class="visually-hidden">{}</span></span></li>',
        classes("stage-node", f"is-{state}" if state else ""),
        name,
        icon(stage["icon"]),
        name,
    )


def steps(done: int, total: int, unit: str) -> SafeString:
    """Progress as one bar for each step: ``done`` of them filled, the next one under way."""
    states = ["is-done" if n <= done else "is-current" if n == done + 1 else "" for n in range(1, total + 1)]
    words = {"is-done": _("done"), "is-current": _("now"), "": _("to come")}
    rows = ((state, f"{unit} {n}, {words[state]}") for n, state in enumerate(states, 1))
    bars = format_html_join("", '<li class="{}"><span class="visually-hidden">{}</span></li>', rows)
    return format_html('<ol class="steps">{}</ol>', bars)
