"""The built-in engine: rubric coverage by lexical evidence, and graded examples where there are some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import detect, is_in, tokenise
from greenroom.skills.lexical.packs import LANGUAGES
from greenroom.skills.lexical.phrases import Phrases, flatten, phrases
from greenroom.skills.score_answer.points import Point, points_of
from greenroom.skills.score_answer.reading import ECHO, INSTRUCTION, REFUSAL, Reading, Unit, read
from greenroom.skills.score_answer.reasons import Grounds, no_answer, reason
from greenroom.skills.score_answer.reference import closeness
from greenroom.skills.score_answer.schema import AnswerScore, AnswerToScore, PointCovered, Rubric
from greenroom.skills.score_answer.substance import Substance, substance_of
from greenroom.skills.score_answer.topic import ENOUGH_EXAMPLES, Topic, topic_of

if TYPE_CHECKING:
    from greenroom.skills.score_answer.examples import Fitted

_MOST_EVIDENCE = 5


@dataclass(frozen=True)
class _Heard:
    """An answer with all that was found in it."""

    rubric: Rubric
    topic: Topic
    reading: Reading
    speech: Phrases
    told: bool
    substance: Substance
    points: list[Point]


def score(given: AnswerToScore) -> AnswerScore:
    """Score one answer. The same input gives the same output, whatever was scored before."""
    as_json = given.rubric.model_dump_json()
    topic = topic_of(as_json)
    language = _language(given, topic)
    reading = read(given.answer, topic, language)
    speech = phrases(language)
    if not any(unit.terms for unit in reading.kept):
        return _short_word(given, topic, reading, speech) or _without_content(given, topic, reading)
    told = _asks_for_a_story(given.rubric.question, topic)
    substance = substance_of(reading, topic, speech, told=told)
    points = points_of(reading, topic, substance, speech)
    heard = _Heard(given.rubric, topic, reading, speech, told, substance, points)
    fit = _fit(given.rubric, as_json)
    return _by_examples(heard, fit) if fit else _by_rubric(heard)


def _fit(rubric: Rubric, as_json: str) -> Fitted | None:
    if len(rubric.examples) < ENOUGH_EXAMPLES:
        return None
    from greenroom.skills.score_answer.examples import fitted  # noqa: PLC0415  (numpy, slow to load)

    return fitted(as_json)


def _language(given: AnswerToScore, topic: Topic) -> str:
    """The answer's language: the rubric's, unless the answer is plainly in another."""
    if given.rubric.language or is_in(given.answer, topic.language):
        return topic.language
    return detect(given.answer, topic.language)


def _asks_for_a_story(question: str, topic: Topic) -> bool:
    asked, flat = phrases(topic.language), flatten(question)
    return bool(asked.behavioural.search(flat)) and not asked.hypothetical.search(flat)


def _by_examples(heard: _Heard, fit: Fitted) -> AnswerScore:
    value, nearest = fit.predict(heard.reading)
    confidence = max(0.35, min(0.9, 0.95 - 0.4 * fit.error))
    grounds = Grounds(heard.points, heard.substance, nearest=nearest, graded=len(heard.rubric.examples))
    return _scored(heard, value, confidence, grounds)


def _by_rubric(heard: _Heard) -> AnswerScore:
    share = _share(heard)
    neighbours = _few_examples(heard)
    value = 1 + 4 * share
    if neighbours is not None:
        near, value_there = neighbours
        value = (1 - near) * value + near * value_there
    grounds = Grounds(
        heard.points,
        heard.substance,
        closeness=closeness(heard.topic, heard.reading.said) if heard.topic.facts else None,
        off_topic=_relevance(heard) == 0,
        other_language=heard.reading.language != heard.topic.language,
        told=heard.told,
    )
    return _scored(heard, value, _confidence(heard), grounds)


def _share(heard: _Heard) -> float:
    """0 to 1: how much of what the rubric asks for is there."""
    covered = sum(point.credit for point in heard.points) / len(heard.points) if heard.points else None
    if heard.topic.facts:
        close = closeness(heard.topic, heard.reading.said)
        wanted = close if covered is None else (close + covered) / 2
        return 0.8 * wanted + 0.2 * wanted * heard.substance.share(told=True) if heard.told else wanted
    bearing = _relevance(heard)
    if heard.reading.language != heard.topic.language:
        return 0.25 + 0.5 * heard.substance.share(told=heard.told)
    own = heard.substance.share(told=heard.told)
    if covered is None:
        return (0.4 + 0.6 * bearing) * (0.1 + 0.8 * own)
    weight = 0.35 if heard.told else 0.25
    gate = min(1.0, 2 * covered + 0.25 * bearing)
    share = float((1 - weight) * covered**0.8 + weight * own * gate)
    return max(0.0, share - _worst(heard))


def _relevance(heard: _Heard) -> float:
    """0 to 1: how many of the rubric's telling words the answer takes up; two are enough."""
    taken = {term.stem for term in heard.reading.said if heard.topic.touches(term)}
    return min(1.0, len(taken) / 2)


def _worst(heard: _Heard) -> float:
    """What is lost by saying what the worst anchor describes."""
    if len(heard.topic.worst) < 2:
        return 0.0
    said = {term.stem for term in heard.reading.said}
    total = sum(term.weight for term in heard.topic.worst)
    part = sum(term.weight for term in heard.topic.worst if term.stem in said) / total
    return 0.25 if part >= 0.6 else 0.0


def _few_examples(heard: _Heard) -> tuple[float, float] | None:
    """With fewer examples than a fit needs: how alike the likest is (0 to 0.6), and its score."""
    best: tuple[float, float] | None = None
    said = {term.stem for term in heard.reading.said}
    for example in heard.rubric.examples:
        other = {t.stem for t in read(example.text, heard.topic, heard.topic.language).said}
        alike = len(said & other) / max(1, len(said | other))
        if best is None or alike > best[0]:
            best = (alike, example.score)
    return (min(0.6, best[0]), best[1]) if best else None


def _confidence(heard: _Heard) -> float:
    base = 0.6 if heard.topic.facts or heard.rubric.key_points else 0.35
    if heard.reading.language != heard.topic.language:
        return 0.15
    known = heard.topic.language in LANGUAGES
    return round(base * (1.0 if known else 0.7) * (1.0 if _relevance(heard) else 0.6), 2)


def _scored(heard: _Heard, value: float, confidence: float, grounds: Grounds) -> AnswerScore:
    rounded = round(min(5.0, max(1.0, value)), 2)
    return AnswerScore(
        verdict="scored",
        score=rounded,
        confidence=round(confidence, 2),
        reason=reason(grounds, heard.topic.language),
        evidence=_evidence(heard),
        points=_covered(heard),
    )


def _covered(heard: _Heard) -> list[PointCovered]:
    if not heard.rubric.key_points:
        return []
    return [PointCovered(point=point.text, span=point.span) for point in heard.points]


def _evidence(heard: _Heard) -> list[Span]:
    """Where the points are made and the substance lies; failing that, the words most on the topic."""
    text = heard.reading.text
    spans = [point.span for point in heard.points if point.span]
    if not heard.topic.facts or not spans:
        spans += [cut(text, unit.start, unit.end) for unit in heard.substance.units() if unit.touches]
    if not spans:
        most = max(heard.reading.kept, key=lambda unit: _bearing(unit, heard.topic))
        spans = [cut(text, most.start, most.end)]
    single: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.end - span.start, span.start)):
        if not any(span.start < other.end and other.start < span.end for other in single):
            single.append(span)
    return sorted(single[:_MOST_EVIDENCE], key=lambda span: span.start)


def _bearing(unit: Unit, topic: Topic) -> float:
    return sum(term.weight for term in unit.terms if topic.touches(term)) + 0.01 * len(unit.terms)


def _without_content(given: AnswerToScore, topic: Topic, reading: Reading) -> AnswerScore:
    """An answer that only says "I have never done that" is one, and the lowest; anything less is none."""
    denial = next((unit for unit in reading.kept if unit.denies), None)
    if denial is None or reading.has(INSTRUCTION):
        return _nothing(given, topic, reading)
    return AnswerScore(
        verdict="scored",
        score=1.0,
        confidence=0.5,
        reason=no_answer("denial", topic.language),
        evidence=[cut(given.answer, denial.start, denial.end)],
        points=[PointCovered(point=point) for point in given.rubric.key_points],
    )


def _nothing(given: AnswerToScore, topic: Topic, reading: Reading) -> AnswerScore:
    for cause in (INSTRUCTION, REFUSAL, ECHO):
        if reading.has(cause):
            break
    else:
        cause = "empty"
    return AnswerScore(
        verdict="not_addressed",
        confidence=0.9 if cause in {"empty", REFUSAL} else 0.8,
        reason=no_answer(cause, topic.language),
        points=[PointCovered(point=point) for point in given.rubric.key_points],
    )


def _short_word(given: AnswerToScore, topic: Topic, reading: Reading, speech: Phrases) -> AnswerScore | None:
    """A bare yes or no to a question that asks for one."""
    if not phrases(topic.language).closed.search(flatten(given.rubric.question)):
        return None
    for word in tokenise(given.answer)[:3]:
        if reading.has(INSTRUCTION) or word.norm not in speech.yes | speech.no:
            continue
        agrees = word.norm in speech.yes
        return AnswerScore(
            verdict="scored",
            score=3.0 if agrees else 1.0,
            confidence=0.3,
            reason=no_answer("yes" if agrees else "no", topic.language),
            evidence=[cut(given.answer, word.start, word.end)],
            points=[PointCovered(point=point) for point in given.rubric.key_points],
        )
    return None
