"""Open questions: the patterns of the bank, bound to what the job asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greenroom.skills.lexical import detect
from greenroom.skills.plan_interviewer.bank import Bank, Pattern, bank
from greenroom.skills.plan_interviewer.cues import Reading, reading
from greenroom.skills.plan_interviewer.focus import fits
from greenroom.skills.plan_interviewer.wording import Phrase, need_phrase, tidy, work_phrase
from greenroom.skills.suggest_questions.needs import Need, is_asked
from greenroom.skills.suggest_questions.schema import JobToAskAbout, SuggestedQuestion
from greenroom.skills.suggest_questions.wording import Wording

_GENERAL = ("learning", "teamwork", "planning", "quality", "pressure", "communication", "trust")
_WORTH = {"responsibility": 1.5, "must": 1.2, "skill": 0.8, "nice": 0.3}
_LONGEST = 400
_SHORTEST = 4
_SPOKEN = 20


def open_questions(
    given: JobToAskAbout, title: str, language: str, found: Sequence[Need], words: Wording
) -> Iterator[SuggestedQuestion]:
    """Questions on the competences the job speaks of most, then on those that every work needs."""
    spoken = bank(language)
    written = detect(given.job_description, language)
    read = reading(written)
    bound = read.language == spoken.language
    asked = list(given.asked)
    chosen = _chosen(found if bound else [], spoken, read)
    for pattern, need in sorted(chosen, key=lambda pair: not fits(pair[0], given.focus)):
        if is_asked(pattern.text.format(job=title, phrase=""), asked, language):
            continue
        phrase = _phrase(need, title, language) if need and bound else None
        yield _question(pattern, need, phrase, title, spoken, words)


def _chosen(found: Sequence[Need], spoken: Bank, read: Reading) -> Iterator[tuple[Pattern, Need | None]]:
    """Patterns with the need each is about: the first of every competence, then the others, then the general ones."""
    ranked = _ranked(found, read)
    for place in (0, 1):
        for name, need in ranked:
            patterns = spoken.of(name)
            if len(patterns) > place:
                yield patterns[place], need
    named = {name for name, _ in ranked}
    for name in _GENERAL:
        if name not in named:
            yield from ((pattern, None) for pattern in spoken.of(name))


def _ranked(found: Sequence[Need], read: Reading) -> list[tuple[str, Need]]:
    """Competences the needs speak of, most first, each with a need that speaks of it, another one where there is."""
    worth: dict[str, float] = {}
    speaking: dict[str, list[tuple[float, Need]]] = {}
    for need in found:
        if len(need.text) > _LONGEST or read.has("paper", need.text) or read.has("private", need.text):
            continue
        for name, cue in read.competences.items():
            hits = len({match.lower() for match in cue.findall(need.text)}) * _WORTH.get(need.kind, 1.0)
            if not hits:
                continue
            worth[name] = worth.get(name, 0.0) + min(hits, 3.0)
            speaking.setdefault(name, []).append((hits, need))
    taken: list[Need] = []
    for name in sorted(worth, key=lambda name: -worth[name]):
        taken.append(max(speaking[name], key=lambda pair: (pair[1] not in taken, pair[0]))[1])
    return list(zip(sorted(worth, key=lambda name: -worth[name]), taken, strict=True))


def _phrase(need: Need, title: str, language: str) -> Phrase:
    if need.kind == "responsibility":
        return work_phrase(need.text, title, language)
    made = need_phrase(need.text, language)
    return Phrase(made.words, "need") if made.form == "noun" else made


def _question(
    pattern: Pattern, need: Need | None, phrase: Phrase | None, title: str, spoken: Bank, words: Wording
) -> SuggestedQuestion:
    lead, short = "", ""
    if phrase is not None and len(phrase.words) >= _SHORTEST:
        lead = spoken.leads[phrase.form][0].format(phrase=phrase.words.rstrip(".")) + " "
        short = tidy(" ".join(phrase.words.split()[:_SPOKEN]), 90)
    points = [p.format(phrase=short) for p in pattern.points if short or "{phrase}" not in p]
    quote = need.quote if need else None
    reason = "usual" if need is None else "says" if quote else "names"
    return SuggestedQuestion(
        text=lead + pattern.text.format(job=title or spoken.words["this_job"]),
        topic=pattern.topic,
        anchors={"1": pattern.one, "5": pattern.five},
        key_points=list(dict.fromkeys(points))[:6],
        reason=words.say[reason],
        quote=quote,
    )
