"""A part of a screen recording: unpacked within bounds, checked, and rid of what must not be kept.

The page masks inputs and what people wrote before it sends anything. Nobody has to believe it: whatever arrives is
masked again here, and attributes that can carry words are left out.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_UNPACKED = 8 * 1024 * 1024
MOST_EVENTS = 20_000
KINDS = range(7)  # of rrweb's events
CHANGED, META = 3, 4  # rrweb's kinds of event for what changed, and for the size and address of the page
TYPED = 5  # rrweb's source of a change: an input
LATEST = 8_640_000_000_000  # milliseconds since 1970, as JavaScript counts
WORDY = {
    *("value", "content", "alt", "title", "placeholder", "label", "download", "srcdoc", "cite", "summary"),
    *("action", "formaction", "src", "srcset", "poster", "data", "ping", "background", "rr_src"),
    *("rr_dataURL", "rr_canvasDataURL", "_cssText", "name", "for", "form", "list", "pattern"),
}
"""Attributes that carry words, addresses or pictures and are not needed to draw the page."""
WORDY_BEGINNINGS = ("data-", "hx-", "on", "aria-label", "aria-desc", "aria-value", "aria-details")
NEEDED = {"data-theme", "data-state", "data-busy"}
OURS = re.compile(r"\A(?:https?://[^/?#]+)?(?P<path>/(?:static/build/|brand/)[\w./-]+\.css)\Z")
DRAWN = re.compile(r"\A(?:https?://[^/?#]+)?(?:/static/[\w./-]+\.svg)?#[\w-]+\Z")


class Unreadable(ValueError):
    """What arrived is no part of a screen recording, or too large for one."""


@dataclass(frozen=True)
class Part:
    """began, ended: milliseconds since 1970 on the candidate's clock. packed: gzipped JSON, masked."""

    began: float
    ended: float
    events: int
    packed: bytes


def read(body: bytes) -> Part:
    """A part as it is to be kept. body: a JSON list of rrweb's events, gzipped or not. Raises Unreadable."""
    try:
        events = json.loads(_unpacked(body))
    except (ValueError, RecursionError) as wrong:
        raise Unreadable("not JSON") from wrong
    if not isinstance(events, list) or not 1 <= len(events) <= MOST_EVENTS:
        raise Unreadable("not a list of events")
    times = [_time(event) for event in events]
    for event in events:
        mask(event)
    plain = json.dumps(events, ensure_ascii=False, separators=(",", ":"))
    packed = gzip.compress(plain.encode("utf-8", "replace"), compresslevel=6, mtime=0)
    return Part(began=min(times), ended=max(times), events=len(events), packed=packed)


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacking = zlib.decompressobj(wbits=31)
    try:
        plain = unpacking.decompress(body, MOST_UNPACKED)
    except zlib.error as wrong:
        raise Unreadable("not gzip") from wrong
    if not unpacking.eof or unpacking.unused_data:
        raise Unreadable("cut off, too large or more than one")
    return plain


def _time(event: Any) -> float:
    """When an event was. Raises Unreadable for what is no event of rrweb's."""
    if not isinstance(event, dict) or type(event.get("type")) is not int or event["type"] not in KINDS:
        raise Unreadable("not an event")
    at = event.get("timestamp")
    if isinstance(at, bool) or not isinstance(at, int | float) or not math.isfinite(at):
        raise Unreadable("an event without its time")
    if not 0 <= at <= LATEST:
        raise Unreadable("an event of another age")
    return float(at)


def mask(event: dict[str, Any]) -> None:
    """Take typed text and wordy attributes out of an event, in place."""
    data = event.get("data")
    if event["type"] == CHANGED and isinstance(data, dict) and data.get("source") == TYPED:
        data["text"] = starred(data.get("text"))
    if event["type"] == META and isinstance(data, dict):
        data["href"] = ""
    for part in _parts(data):
        if isinstance(part.get("attributes"), dict):
            tag = part.get("tagName")
            kept = _plain(part["attributes"], is_icon=tag == "use")
            part["attributes"] = {} if tag == "link" and "href" not in kept else kept
        if part.get("tagName") == "textarea":
            part["childNodes"] = []


def _parts(whole: Any) -> Iterator[dict[str, Any]]:
    """Every object within, outermost first; without recursion, for trees of any depth."""
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(value for value in part.values() if isinstance(value, dict | list))
        elif isinstance(part, list):
            waiting.extend(value for value in part if isinstance(value, dict | list))


def _plain(attributes: dict[str, Any], *, is_icon: bool) -> dict[str, Any]:
    kept = {}
    for name, value in attributes.items():
        if name == "value":
            kept[name] = starred(value)
        elif name in {"href", "xlink:href"}:
            kept |= _address(name, value, is_icon=is_icon)
        elif name in NEEDED or not (name in WORDY or name.startswith(WORDY_BEGINNINGS)):
            kept[name] = value
    return kept


def _address(name: str, value: Any, *, is_icon: bool) -> dict[str, str]:
    """An address only where the page cannot be drawn without it: our styles and our icons."""
    if not isinstance(value, str):
        return {}
    style = OURS.match(value)
    if style:
        return {name: style["path"]}
    return {name: value} if is_icon and DRAWN.match(value) else {}


def starred(text: Any) -> str:
    """As many stars as the text has characters, up to a line of them."""
    return "*" * min(len(text), 200) if isinstance(text, str) else ""
