"""The part of a page that a reader came for, found by where its words are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from greenroom.interviewers.posting.markup import is_silent, seen

_AROUND = frozenset(("nav", "footer", "aside"))
_AROUND_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog")
)
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|footer|navbar|navigation|sidebar|newsletter|social|share|sharing"
    r"|related|similar|recommended|skip-?link|apply-?form|application-?form)(?:[\s_-]|$)",
    re.IGNORECASE,
)
LONGEST = 300_000  # letters

_MOST = 0.7  # the share of the words above which one child is where they are
_LINKS = 0.6  # the share of its words in links above which a block leads elsewhere
_SITE = re.compile(r"\s+[|–—·:»-]\s+")
_IN = ".//main | .//*[@role='main'] | .//article | .//*[contains(@itemtype, 'schema.org/JobPosting')]"


@dataclass
class _Weight:
    """What is seen of an element and all in it: letters outside links, letters in links, links."""

    words: int = 0
    linked: int = 0
    links: int = 0

    @property
    def leads_elsewhere(self) -> bool:
        return self.links >= 3 and self.linked > _LINKS * (self.words + self.linked)


_NOTHING = _Weight()


def main_text(root: Any) -> str:
    """What the page is about, without what stands around it; "" for more than a posting can hold."""
    around = frozenset(node for node in root.iter(etree.Element) if _stands_around(node))
    weights = _weights(root, around)
    start = max(root.xpath(_IN), key=lambda found: weights.get(found, _NOTHING).words, default=root)
    if weights.get(start, _NOTHING).words < weights[root].words / 3:
        start = root
    centre = _centre(start, weights)
    if weights[centre].words > LONGEST:
        return ""
    elsewhere = (
        node
        for node in centre.iter("div", "section", "ul", "ol", "table")
        if node is not centre and weights.get(node, _NOTHING).leads_elsewhere
    )
    return seen(centre, leave_out=around | frozenset(elsewhere))


def title(root: Any) -> str:
    """The page's heading, else what it is shared as, else its title without the name of the site."""
    for heading in root.iter("h1"):
        if said := _line(seen(heading)):
            return said
    shared = root.xpath("string(.//meta[@property='og:title']/@content)")
    whole = _line(str(shared)) or _line(root.xpath("string(.//title)"))
    return _SITE.split(whole)[0].strip() or whole


def _line(text: str) -> str:
    return " ".join(text.split())


def _stands_around(node: Any) -> bool:
    if node.tag in {"html", "body", "main", "article"}:
        return False
    if node.tag in _AROUND or node.get("role", "") in _AROUND_ROLES:
        return True
    if node.tag == "header":
        return next(node.iterancestors("main", "article"), None) is None
    return bool(_AROUND_NAMES.search(f"{node.get('class', '')} {node.get('id', '')}"))


def _weights(root: Any, around: frozenset[Any]) -> dict[Any, _Weight]:
    weights: dict[Any, _Weight] = {}
    walk = etree.iterwalk(root, events=("start", "end"))
    links = 0
    for event, node in walk:
        if event == "start":
            if node in around or is_silent(node):
                walk.skip_subtree()
                continue
            links += node.tag == "a"
            weights[node] = _weight(node.text, in_link=links > 0)
            continue
        mine = weights.get(node)
        if mine is not None and node.tag == "a":
            links -= 1
            mine.links += 1
        parent = weights.get(node.getparent())
        if parent is not None and node is not root:
            _add(parent, mine or _NOTHING)
            _add(parent, _weight(node.tail, in_link=links > 0))
    return weights


def _weight(text: str | None, *, in_link: bool) -> _Weight:
    letters = len("".join((text or "").split()))
    return _Weight(linked=letters) if in_link else _Weight(words=letters)


def _add(whole: _Weight, part: _Weight) -> None:
    whole.words += part.words
    whole.linked += part.linked
    whole.links += part.links


def _centre(node: Any, weights: dict[Any, _Weight]) -> Any:
    """Inwards for as long as one child has most of the words."""
    while True:
        inner = max(node, key=lambda child: weights.get(child, _NOTHING).words, default=node)
        words = weights.get(inner, _NOTHING).words
        if inner is node or not words or words < _MOST * weights[node].words:
            return node
        if inner.tag in {"ul", "ol", "table", "tbody", "p"}:
            return node
        node = inner
