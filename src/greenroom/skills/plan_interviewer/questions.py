"""Which questions are asked: patterns of the bank, chosen for a job and bound to the job's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenroom.skills.evidence import Span
from greenroom.skills.plan_interviewer.bank import Bank, Pattern
from greenroom.skills.plan_interviewer.cues import Reading
from greenroom.skills.plan_interviewer.focus import Focus, first_of, fits
from greenroom.skills.plan_interviewer.instructions import FEWEST, MOST, Wishes
from greenroom.skills.plan_interviewer.schema import PlannedQuestion, Requirement
from greenroom.skills.plan_interviewer.wording import Phrase, need_phrase, part_phrase, tidy, work_phrase

_WORTH = {"responsibility": 1.5, "must": 1.2, "skill": 0.8, "nice": 0.3}
_WEIGHT = {"behavioural": 1.5, "situational": 1.5, "knowledge": 2.0, "practical": 0.5}
_SPOKEN = 20
_SPOKEN_OF = 2.5
_SHORTEST = 4
_ANYWHERE = (
    "learning", "teamwork", "planning", "quality", "pressure", "communication", "customer", "trust", "training",
    "troubleshooting", "rules", "projects", "safety",
)  # fmt: skip


@dataclass(frozen=True)
class Job:
    """What the questions are made from. bound: whether the posting is in the interview's language, so that its
    words may stand in a question. terms: named after "knowledge of". named: sentences that list competences."""

    title: str
    language: str
    bound: bool
    needed: Sequence[Requirement]
    terms: Sequence[str]
    named: str
    conditions: tuple[str, Span] | None
    focus: Focus = "general"


@dataclass(frozen=True)
class _Bound:
    pattern: Pattern
    requirement: Requirement | None
    phrase: Phrase | None


def how_many(job: Job, wishes: Wishes) -> int:
    if wishes.number is not None:
        return wishes.number
    size = len(job.needed)
    return max(FEWEST if size < 4 else 6 if size < 12 else 7, min(MOST, len(wishes.asked) + 4))


def questions(job: Job, wishes: Wishes, bank: Bank, words: Reading) -> list[PlannedQuestion]:
    """An opening, what the recruiter wants asked, the competences the job rests on, and the conditions last."""
    number = how_many(job, wishes)
    wanted = _wanted(wishes, bank)[: number - 1]
    cultural = job.focus == "cultural" and number - len(wanted) >= FEWEST
    willing = cultural or (number - len(wanted) >= 7 and job.conditions)
    motivation = [_Bound(bank.of("motivation")[0], None, None)] if willing else []
    room = number - len(wanted) - 1 - len(motivation)
    opening = [_opening(job, bank)] if room > 0 else []
    used = {bound.requirement.quote.start for bound in opening if bound.requirement}
    asks = room > 1 and job.focus in ("general", "technical")
    knowledge = [_knowledge(job, bank, words, used)] if asks else []
    used |= {bound.requirement.quote.start for bound in knowledge if bound.requirement}
    core = _competences(job, bank, words, used, room - len(opening) - len(knowledge))
    chosen = [
        *(_asked(bound, job, wishes, bank, at) for at, bound in enumerate([*opening, *knowledge, *core])),
        *(_with_follow_ups(question, wishes) for question in wanted),
        *(_asked(bound, job, wishes, bank, 0) for bound in motivation),
        _asked(_last(job, bank), job, wishes, bank, 0),
    ]
    return chosen[:number]


def _opening(job: Job, bank: Bank) -> _Bound:
    bound, plain = bank.of("opening")
    duties = [
        (requirement, work_phrase(requirement.text, job.title, job.language))
        for requirement in job.needed
        if requirement.kind == "responsibility"
    ]
    if not duties or not job.bound:
        return _Bound(plain, None, None)
    duty, phrase = next((pair for pair in duties if pair[1].form != "quote"), duties[0])
    return _Bound(bound, duty, phrase)


def _knowledge(job: Job, bank: Bank, words: Reading, used: set[int]) -> _Bound:
    bound, plain = bank.of("knowledge")
    asked = [
        requirement
        for requirement in job.needed
        if requirement.kind in ("must", "skill")
        and requirement.quote.start not in used
        and not words.has("paper", requirement.text)
        and not words.has("private", requirement.text)
        and not words.has("travel", requirement.text)
        and not (job.language != "en" and words.has("checkable", requirement.text))
        and len(requirement.text) <= 160
    ]
    if not job.bound or not (asked or job.terms):
        return _Bound(plain, None, None)
    if job.terms:
        short = [term for term in job.terms[:2] if len(term) <= 60]
        return _Bound(bound, None, Phrase(_list_of(short or job.terms[:1], bank), "know"))
    tools = [r for r in asked if r.kind == "skill" and len(r.text) <= 30]
    if len(tools) > 1:
        return _Bound(bound, tools[0], Phrase(_list_of([r.text for r in tools[:3]], bank), "know"))
    need = next((r for r in asked if r.kind == "must"), asked[0])
    return _Bound(bound, need, need_phrase(need.text, job.language))


def _list_of(parts: Sequence[str], bank: Bank) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {bank.words['and']} {parts[-1]}"


def _competences(job: Job, bank: Bank, words: Reading, used: set[int], room: int) -> list[_Bound]:
    """The competences most of the job speaks of, each bound to the duty that speaks of it most."""
    ranked = _ranked(job, words)
    chosen: list[_Bound] = []
    taken = set(used)
    for name in _first_of(ranked, bank, job.focus):
        patterns = bank.of(name)
        if len(chosen) >= room or not patterns:
            continue
        requirement = _best_for(name, job, words, taken)
        bound = _bind(_balanced(patterns, chosen, job.focus), requirement, job)
        if requirement is not None:
            taken.add(requirement.quote.start)
        else:
            bound = _bound_to_part(bound, words.competences[name], job)
        if bound.phrase is None and ranked[name] < _SPOKEN_OF:
            continue
        chosen.append(bound)
    asked = {bound.pattern.competence for bound in chosen}
    for name in _first_of(_ANYWHERE, bank, job.focus):
        if len(chosen) < room and name not in asked:
            chosen.append(_bind(_balanced(bank.of(name), chosen, job.focus), None, job))
    return chosen[:room]


def _first_of(names: Iterable[str], bank: Bank, focus: Focus) -> list[str]:
    """Competences that have patterns of the focus before the others, each in their order."""
    return sorted(names, key=lambda name: not any(fits(pattern, focus) for pattern in bank.of(name)))


def _bound_to_part(bound: _Bound, cue: re.Pattern[str], job: Job) -> _Bound:
    """A duty already asked about may still give a question one of its other parts."""
    for requirement in job.needed if job.bound else ():
        if requirement.kind != "responsibility":
            continue
        part = part_phrase(requirement.text, cue, job.language)
        if (
            part is not None
            and part.words not in work_phrase(requirement.text, job.title, job.language).words
        ):
            return _Bound(bound.pattern, requirement, part)
    return bound


def _ranked(job: Job, words: Reading) -> dict[str, float]:
    """Competence to how much of the job speaks of it, most first."""
    worth: dict[str, float] = {}
    for place, (name, cue) in enumerate(words.competences.items()):
        total = 3.0 if cue.search(job.title) else 0.0
        total += 1.5 * min(2, len({match.lower() for match in cue.findall(job.named)}))
        for requirement in job.needed:
            hits = {match.lower() for match in cue.findall(requirement.text)}
            total += _WORTH[requirement.kind] * min(len(hits), 3)
        if total > 0:
            worth[name] = total - place / 1000
    return dict(sorted(worth.items(), key=lambda entry: -entry[1]))


def _best_for(name: str, job: Job, words: Reading, taken: set[int]) -> Requirement | None:
    """The requirement that says most of a competence, duties before wishes, not one already asked about."""
    cue = words.competences[name]
    best: tuple[float, Requirement | None] = (0.0, None)
    for requirement in job.needed:
        spent = requirement.quote.start in taken or requirement.kind == "skill"
        asked_for = job.language != "en" and requirement.kind != "responsibility"
        if (
            spent
            or asked_for
            or len(requirement.text) > 400
            or words.has("paper", requirement.text)
            or words.has("private", requirement.text)
        ):
            continue
        said = len({match.lower() for match in cue.findall(requirement.text)})
        worth = said * _WORTH[requirement.kind] / (1.0 + len(requirement.text) / 400)
        if worth > best[0]:
            best = (worth, requirement)
    return best[1]


def _balanced(patterns: Sequence[Pattern], chosen: Sequence[_Bound], focus: Focus) -> Pattern:
    """Behavioural first; situational where there is one and the plan has none or fewer."""
    if focus == "behavioral":
        return first_of(patterns, focus)[0]
    kinds = [bound.pattern.kind for bound in chosen]
    situational = [pattern for pattern in patterns if pattern.kind == "situational"]
    if situational and kinds.count("situational") < kinds.count("behavioural"):
        return situational[0]
    return patterns[0]


def _bind(pattern: Pattern, requirement: Requirement | None, job: Job) -> _Bound:
    if requirement is None or not job.bound:
        return _Bound(pattern, requirement, None)
    if requirement.kind == "responsibility":
        return _Bound(pattern, requirement, work_phrase(requirement.text, job.title, job.language))
    return _Bound(pattern, requirement, need_phrase(requirement.text, job.language))


def _last(job: Job, bank: Bank) -> _Bound:
    bound, plain = bank.of("availability")
    if job.conditions is None or not job.bound:
        return _Bound(plain, None, None)
    return _Bound(bound, None, Phrase(job.conditions[0], "quote"))


def _asked(bound: _Bound, job: Job, wishes: Wishes, bank: Bank, at: int) -> PlannedQuestion:
    pattern, phrase = bound.pattern, bound.phrase
    title = job.title or bank.words["this_job"]
    lead = ""
    if phrase is not None and len(phrase.words) >= _SHORTEST:
        form = phrase.form
        if form == "noun" and bound.requirement is not None and bound.requirement.kind != "responsibility":
            form = "need"
        leads = bank.leads[form]
        lead = leads[at % len(leads)].format(phrase=phrase.words.rstrip(".")) + " "
    practical = pattern.kind == "practical"
    quote = bound.requirement.quote if bound.requirement else None
    return PlannedQuestion(
        text=lead + _with_title(pattern.text, title, bank.language),
        topic=pattern.topic,
        anchors={"1": pattern.one, "5": pattern.five},
        key_points=_points(pattern, phrase),
        weight=_WEIGHT[pattern.kind],
        min_follow_ups=0 if practical else wishes.min_follow_ups,
        max_follow_ups=min(1, wishes.max_follow_ups) if practical else wishes.max_follow_ups,
        quote=job.conditions[1]
        if pattern.competence == "availability" and lead and job.conditions
        else quote,
    )


def _with_title(text: str, title: str, language: str) -> str:
    """A question with the job's title in it, after "an" where English wants it."""
    if language == "en" and title[:1].lower() in "aeio":
        text = text.replace("a {job}", "an {job}")
    return text.format(job=title)


def _points(pattern: Pattern, phrase: Phrase | None) -> list[str]:
    short = tidy(" ".join(phrase.words.split()[:_SPOKEN]), 90) if phrase else ""
    points = [point.format(phrase=short) for point in pattern.points if short or "{phrase}" not in point]
    return list(dict.fromkeys(points))[:6]


def _wanted(wishes: Wishes, bank: Bank) -> list[PlannedQuestion]:
    (pattern,) = bank.of("asked")
    own = [(question, tidy(question.rstrip("?"), 80)) for question in wishes.asked]
    made = [(_about(topic, pattern, bank), topic) for topic in wishes.topics]
    return [
        PlannedQuestion(
            text=text,
            topic=tidy(topic, 80),
            anchors={"1": pattern.one, "5": pattern.five},
            key_points=_own_points(text, topic, pattern),
            weight=1.5,
        )
        for text, topic in [*own, *made]
    ]


_CLAUSE = re.compile(r"^(?:how|what|why|when|where|which|who|whether|if)\b", re.IGNORECASE)
_TO_YOU = {"they": "you", "their": "your", "them": "you", "theirs": "yours", "themselves": "yourself"}
_OF_THEM = re.compile(rf"\b(?:{'|'.join(_TO_YOU)})\b", re.IGNORECASE)


def _about(topic: str, pattern: Pattern, bank: Bank) -> str:
    """A topic as a question: what is said of candidates is said to the candidate."""
    if "asked" not in bank.frames:
        return pattern.text.format(phrase=topic)
    spoken = _OF_THEM.sub(lambda match: _TO_YOU[match[0].lower()], topic)
    if _CLAUSE.match(spoken):
        return bank.frames["asked"].format(phrase=re.sub(r"^if\b", "whether", spoken))
    return pattern.text.format(phrase=re.sub(r"^your experience (?:with|of|in) ", "", spoken))


def _own_points(text: str, topic: str, pattern: Pattern) -> list[str]:
    """A question in the recruiter's own words has no key point but the general ones."""
    return [
        p.format(phrase=topic)
        for p in pattern.points
        if text != topic and not (text.rstrip("?") == topic and "{phrase}" in p)
    ]


def _with_follow_ups(question: PlannedQuestion, wishes: Wishes) -> PlannedQuestion:
    return question.model_copy(
        update={"min_follow_ups": wishes.min_follow_ups, "max_follow_ups": wishes.max_follow_ups}
    )
