"""The part of a page that a reader came for, found by where its words are."""

from __future__ import annotations

import re
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
_MOST = 0.7  # the share of the words above which one child is where they are
_LINKS = 0.6  # the share of its words in links above which a block leads elsewhere
_SITE = re.compile(r"\s+[|–—·:»-]\s+")
_IN = ".//main | .//*[@role='main'] | .//article | .//*[contains(@itemtype, 'schema.org/JobPosting')]"


def main_text(root: Any) -> str:
    """What the page is about, without what stands around it."""
    around = frozenset(_around(root))
    weights = _weights(root, around)
    start = max(root.xpath(_IN), key=lambda found: weights.get(found, 0), default=root)
    if weights.get(start, 0) < weights.get(root, 0) / 3:
        start = root
    centre = _centre(start, weights)
    return seen(centre, leave_out=around | frozenset(_link_lists(centre, around)))


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


def _around(root: Any) -> list[Any]:
    """What stands around: menus, footers, notices, forms to apply with."""
    return [node for node in root.iter(etree.Element) if _stands_around(node)]


def _stands_around(node: Any) -> bool:
    if node.tag in {"html", "body", "main", "article"}:
        return False
    if node.tag in _AROUND or node.get("role", "") in _AROUND_ROLES:
        return True
    if node.tag == "header":
        return next(node.iterancestors("main", "article"), None) is None
    return bool(_AROUND_NAMES.search(f"{node.get('class', '')} {node.get('id', '')}"))


def _weights(root: Any, around: frozenset[Any]) -> dict[Any, int]:
    """For each element the letters in it that are seen and no link."""
    weights: dict[Any, int] = {}
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node in around or is_silent(node) or node.tag == "a":
                walk.skip_subtree()
                continue
            weights[node] = _letters(node.text)
            continue
        parent = node.getparent()
        if parent in weights and node is not root:
            weights[parent] += weights.get(node, 0) + _letters(node.tail)
    return weights


def _letters(text: str | None) -> int:
    return len("".join((text or "").split()))


def _centre(node: Any, weights: dict[Any, int]) -> Any:
    """Inwards for as long as one child has most of the words."""
    while True:
        inner = max(node, key=lambda child: weights.get(child, 0), default=None)
        if inner is None or not weights.get(inner) or weights[inner] < _MOST * weights[node]:
            return node
        if inner.tag in {"ul", "ol", "table", "tbody", "p"}:
            return node
        node = inner


def _link_lists(centre: Any, around: frozenset[Any]) -> list[Any]:
    """Blocks within it that are mostly links."""
    found = []
    for node in centre.iter("div", "section", "ul", "ol", "table"):
        links = list(node.iter("a"))
        if node in around or node is centre or len(links) < 3:
            continue
        linked = sum(_letters("".join(link.itertext())) for link in links)
        if linked > _LINKS * (_letters("".join(node.itertext())) or 1):
            found.append(node)
    return found
