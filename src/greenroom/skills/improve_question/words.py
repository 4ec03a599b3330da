"""The words of a question: what is wrong with them, one thing after the other, and what comes in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from greenroom.skills.evidence import Span, cut, locate
from greenroom.skills.improve_question.schema import Change, Problem, QuestionToImprove, Remark
from greenroom.skills.improve_question.wording import Wording
from greenroom.skills.lexical import sentences, terms, tokenise
from greenroom.skills.lexical.phrases import flatten, phrases
from greenroom.skills.plan_interviewer import bias
from greenroom.skills.plan_interviewer.protected import ground_of

_STATEMENTS = ("qualification", "criterion", "tag")
_LONGEST = {
    "open": 60,
    "structured": 30,
    "tag": 20,
    "form": 35,
    "sms": 30,
    "qualification": 35,
    "criterion": 35,
}
_TELLING = 0.75
_SHORTER = 0.7
_FEWEST = 3  # words of a question
_ENDS = re.compile(r"[?؟]")


@dataclass
class Draft:
    """The words as they stand after what was changed so far."""

    given: QuestionToImprove
    wording: Wording
    text: str
    changes: list[Change] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    split_off: list[str] = field(default_factory=list)

    def change(self, problem: Problem, words: str, after: str, text: str, *, reason: str = "") -> None:
        """Take `text` for the words from now on, in which `after` stands for `words`."""
        given = self.given.text
        before = locate(words, given) or cut(given, 0, len(given))
        told = self.wording.reasons[reason or problem]
        self.changes.append(
            Change(field="text", problem=problem, before=before, after=after.strip(), reason=told)
        )
        self.text = text


def improve_words(given: QuestionToImprove, wording: Wording) -> Draft:
    """Every fix in turn; a question nobody may ask is replaced as a whole."""
    draft = Draft(given, wording, given.text)
    if not given.text.strip() or _replaced(draft):
        return draft
    if given.modality not in _STATEMENTS:
        _without_leading(draft)
        _one_thing(draft)
    if given.modality == "open":
        _for_a_story(draft)
    _plainer(draft)
    _short_enough(draft)
    _biased(draft)
    return draft


def _replaced(draft: Draft) -> bool:
    text, wording = draft.given.text, draft.wording
    ground = ground_of(text) or next(
        (name for name, pattern in wording.protected.items() if pattern.search(text)), ""
    )
    if not ground:
        return False
    after = wording.lawful.get(ground, wording.lawful["other"])
    reason = wording.reasons["protected"].format(ground=wording.lawful[f"ground_{ground}"])
    change = Change(
        field="text", problem="protected", before=cut(text, 0, len(text)), after=after, reason=reason
    )
    draft.changes.append(change)
    draft.text = after
    return True


def _without_leading(draft: Draft) -> None:
    for pattern in draft.wording.leading:
        found = pattern.search(draft.text)
        if found is None:
            continue
        rest = (draft.text[: found.start()] + draft.text[found.end() :]).strip(" ?؟¿")
        view = draft.wording.say["ask_view"].format(rest=rest[:1].upper() + rest[1:])
        draft.change("leading", found.group(), view, view)
        return


def _one_thing(draft: Draft) -> None:
    """Keeps the first of two questions on different things, and sets the second apart.

    What follows a lead ("Tell me about ...", a situation) are prompts for one story.
    """
    opening = sentences(draft.text)[0]
    if not _ENDS.search(draft.text[opening.start : opening.end]):
        return
    for place, resume in _seams(draft):
        first, second = draft.text[:place].strip(" ,;"), draft.text[resume:].strip()
        listed = draft.text[place:].lstrip()[:1] in ",;،؛" or ":" in first
        if not _apart(first, second, draft.wording.language, listed=listed):
            continue
        mark = "" if _ENDS.search(first[-1:]) else "؟" if draft.wording.language == "ar" else "?"
        opened = "¿" if draft.wording.language == "es" and "¿" not in second else ""
        draft.split_off.append(opened + second[:1].upper() + second[1:])
        draft.change("double", draft.text[place:].strip(" ,;"), "", first + mark)
        return


def _seams(draft: Draft) -> list[tuple[int, int]]:
    """Where one question may end and the next begins."""
    joined = [found.span() for found in draft.wording.joins.finditer(draft.text) if found.start()]
    stretches = sentences(draft.text)
    asked = [
        (one.end, other.start)
        for one, other in pairwise(stretches)
        if _ENDS.search(draft.text[one.start : one.end])
        and draft.wording.second.match(draft.text[other.start : other.end])
    ]
    return sorted(joined + asked)


def _apart(first: str, second: str, language: str, *, listed: bool) -> bool:
    """Whether a second question is about something else: it has a subject of its own and points at nothing.

    listed: whether it is the last of several prompts, which may have words of their own; a name is a subject still.
    """
    points_back = phrases(language).pronouns
    words = [token.norm for token in tokenise(second) if token.text != "Sie"]  # the German "you"
    whole = len(first.split()) >= _FEWEST and _ENDS.search(second) is not None
    if not whole or any(word in points_back for word in words):
        return False
    said = {term.stem for term in terms(first, language)}
    fresh = [t for t in terms(second, language) if t.weight >= _TELLING and t.stem not in said]
    named = language == "en" and any(t.token.text[:1].isupper() and t.token.start > 0 for t in fresh)
    return named or (bool(fresh) and not listed)


def _for_a_story(draft: Draft) -> None:
    text, wording = draft.text.strip(), draft.wording
    begins = wording.yes_no.search(text)
    if begins is None or wording.second.search(text, begins.end()):
        return
    if phrases(wording.language).behavioural.search(flatten(text)):
        return
    own = wording.say.get(f"story_{draft.given.focus}")
    for find, replace in () if own else wording.rewrites:
        found = find.search(text)
        if found:
            after = replace.format(x=found["x"].strip())
            draft.change("yes_no", text, after, after)
            return
    story = own or wording.say["story"]
    draft.change("yes_no", text, f"{text} {story}", f"{text} {story}")


def _plainer(draft: Draft) -> None:
    for find, replace in draft.wording.jargon:
        found = find.search(draft.text)
        if found:
            draft.change("jargon", found.group(), replace, find.sub(replace, draft.text))


def _short_enough(draft: Draft) -> None:
    """Leaves out fillers, then sentences that ask nothing, until the words are few enough."""
    wished = draft.wording.wishes["shorter"].search(draft.given.wish) is not None
    most = _LONGEST[draft.given.modality]
    if wished:
        most = min(most, int(_SHORTER * len(draft.text.split())))
    reason = "shorter" if wished else "too_long"
    if len(draft.text.split()) <= most:
        return
    found = draft.wording.fillers.search(draft.text)
    while found and found.group().strip():
        rest = (draft.text[: found.start()] + draft.text[found.end() :]).strip()
        draft.change("wish" if wished else "too_long", found.group(), "", _capital(rest), reason=reason)
        found = draft.wording.fillers.search(draft.text)
    while len(draft.text.split()) > most and (words := _next_idle(draft)) is not None:
        rest = " ".join(draft.text.replace(words, "", 1).split())
        draft.change("wish" if wished else "too_long", words, "", _capital(rest), reason=reason)
    if len(draft.text.split()) > most and not wished:
        span = cut(draft.given.text, 0, len(draft.given.text))
        remark = Remark(
            field="text", problem="too_long", quote=span, reason=draft.wording.reasons["too_long"]
        )
        draft.remarks.append(remark)


def _next_idle(draft: Draft) -> str | None:
    """The first sentence that asks for nothing, where another one does."""
    pieces = [draft.text[s.start : s.end] for s in sentences(draft.text)]
    asks = phrases(draft.wording.language).behavioural
    idle = [piece for piece in pieces if not _ENDS.search(piece) and not asks.search(flatten(piece))]
    return idle[0] if idle and len(idle) < len(pieces) else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _biased(draft: Draft) -> None:
    """Wording that shuts people out: a person has to choose the words."""
    template = draft.wording.reasons["biased"]
    for name, text in [("text", draft.given.text), *_anchors(draft.given)]:
        for warning in bias.found_in(text, draft.wording.language):
            reason = template.format(problem=warning.problem, suggestion=warning.suggestion)
            quote: Span = warning.quote
            draft.remarks.append(Remark(field=name, problem="biased", quote=quote, reason=reason))


def _anchors(given: QuestionToImprove) -> list[tuple[str, str]]:
    return [(f"anchor {score}", text) for score, text in sorted(given.anchors.items())]
