"""Scoring by graded examples: a kernel ridge over words, letters and the rubric's points.

The ridge's strength is chosen by leaving one example out at a time, and its outputs are cut into levels so
that the examples, each predicted from the others, fall into them as often as people put them there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from greenroom.skills.lexical import Term, char_ngrams
from greenroom.skills.score_answer.points import share
from greenroom.skills.score_answer.reading import Reading, read
from greenroom.skills.score_answer.reference import closeness
from greenroom.skills.score_answer.schema import Rubric
from greenroom.skills.score_answer.topic import ENOUGH_EXAMPLES, Topic, topic_of

Matrix = NDArray[np.float64]
_STRENGTHS = (1.0, 3.0)
_FEW_LEVELS = 9
_WINDOW = 10


@dataclass(frozen=True)
class Space:
    """A bag-of-things space: each thing's column and worth, and the examples' mean length in it."""

    columns: dict[str, int]
    worth: Matrix
    scale: float

    def place(self, things: Counter[str]) -> Matrix:
        """The point of one bag; half way between its count and its direction."""
        row = np.zeros(len(self.columns))
        for thing, times in things.items():
            at = self.columns.get(thing)
            if at is not None:
                row[at] = (1.0 + np.log(times)) * self.worth[at]
        size = float(np.linalg.norm(row))
        return row / np.sqrt(size * self.scale) if size else row


@dataclass(frozen=True)
class Fitted:
    """What was learnt from a rubric's examples. error: mean distance, each left out in turn, in points."""

    topic: Topic
    words: Space
    letters: Space
    middle: Matrix
    spread: Matrix
    placed: Matrix
    alpha: Matrix
    mean: float
    levels: Matrix
    cuts: Matrix
    scores: Matrix
    error: float

    def predict(self, reading: Reading) -> tuple[float, list[float]]:
        """A score of 1.0 to 5.0, and the scores of the three examples most alike, the likest first."""
        point = _place(_features(reading.said, self.topic), self)
        likeness = self.placed @ point
        raw = float(likeness @ self.alpha) + self.mean
        lengths = np.linalg.norm(self.placed, axis=1) * (np.linalg.norm(point) + 1e-9)
        nearest = np.argsort(-likeness / np.maximum(lengths, 1e-9), kind="stable")[:3]
        if len(self.levels) <= _FEW_LEVELS:
            score = float(self.levels[int(np.searchsorted(self.cuts, raw))])
        else:
            score = float(np.clip(raw, 1.0, 5.0))
        return score, [float(self.scores[at]) for at in nearest]


@dataclass(frozen=True)
class _Features:
    words: Counter[str]
    letters: Counter[str]
    dense: Matrix


@lru_cache(maxsize=32)
def fitted(rubric_json: str) -> Fitted | None:
    """The fit of a rubric given as JSON; None with fewer than eight examples, or all with one score."""
    rubric = Rubric.model_validate_json(rubric_json)
    scores = np.array([example.score for example in rubric.examples], dtype=np.float64)
    if len(scores) < ENOUGH_EXAMPLES or len(np.unique(scores)) < 2:
        return None
    topic = topic_of(rubric_json)
    rows = [_features(read(e.text, topic, topic.language).said, topic) for e in rubric.examples]
    return _fit(topic, rows, scores)


def _fit(topic: Topic, rows: Sequence[_Features], scores: Matrix) -> Fitted:
    dense = np.array([row.dense for row in rows])
    blank = Fitted(
        topic=topic,
        words=_space([row.words for row in rows]),
        letters=_space([row.letters for row in rows]),
        middle=dense.mean(axis=0),
        spread=dense.std(axis=0) + 1e-6,
        placed=np.zeros((0, 0)),
        alpha=np.zeros(0),
        mean=float(scores.mean()),
        levels=np.unique(scores),
        cuts=np.zeros(0),
        scores=scores,
        error=0.0,
    )
    placed = np.array([_place(row, blank) for row in rows])
    alpha, left_out = _ridge(placed @ placed.T, scores)
    return Fitted(
        **{
            **blank.__dict__,
            "placed": placed,
            "alpha": alpha,
            "cuts": _cuts(left_out, scores),
            "error": float(np.abs(left_out - scores).mean()),
        }
    )


def _ridge(kernel: Matrix, scores: Matrix) -> tuple[Matrix, Matrix]:
    """Dual weights and the predictions with each example left out, at the best of the strengths."""
    centred = scores - scores.mean()
    best: tuple[float, Matrix, Matrix] | None = None
    for strength in _STRENGTHS:
        inverse = np.linalg.inv(kernel + strength * np.eye(len(scores)))
        alpha = inverse @ centred
        left_out = scores - alpha / np.diag(inverse)
        miss = float(((left_out - scores) ** 2).mean())
        if best is None or miss < best[0]:
            best = (miss, alpha, left_out)
    assert best is not None  # noqa: S101  (there is always a strength)
    return best[1], best[2]


def _cuts(left_out: Matrix, scores: Matrix) -> Matrix:
    ordered = np.sort(left_out)
    below = [int((scores < level).sum()) for level in np.unique(scores)[1:]]
    return np.array([(ordered[n - 1] + ordered[n]) / 2 for n in below])


def _space(bags: Sequence[Counter[str]]) -> Space:
    """Things in at least two examples; the rarer among the examples, the more each is worth."""
    seen: Counter[str] = Counter()
    for bag in bags:
        seen.update(bag.keys())
    kept = sorted(thing for thing, times in seen.items() if times >= 2)
    rarity = np.log([(1 + len(bags)) / (seen[thing] + 0.5) for thing in kept]) if kept else np.zeros(0)
    space = Space({thing: at for at, thing in enumerate(kept)}, np.sqrt(np.maximum(rarity, 0.05)), 1.0)
    sizes = [float(np.linalg.norm(space.place(bag))) ** 2 for bag in bags]
    return Space(space.columns, space.worth, max(float(np.mean(sizes)), 1e-9))


def _features(said: Sequence[Term], topic: Topic) -> _Features:
    words = Counter(term.stem for term in said)
    letters = Counter(char_ngrams(" ".join(term.token.norm for term in said), (3, 4, 5)))
    dense = [float(np.log1p(sum(word in topic.common for word in words)))]
    if topic.points:
        near = [_near(wanted, said, topic) for _, wanted in topic.points]
        far = [share(wanted, said, topic) for _, wanted in topic.points]
        dense += [*near, *far, sum(near), float(sum(part > 0.6 for part in near))]
    if topic.facts:
        dense.append(closeness(topic, said))
    return _Features(words, letters, np.array(dense))


def _near(wanted: Sequence[Term], said: Sequence[Term], topic: Topic) -> float:
    """How much of a point is said in one place."""
    starts = range(0, max(1, len(said) - _WINDOW // 2), _WINDOW // 2)
    return max((share(wanted, said[at : at + _WINDOW], topic) for at in starts), default=0.0)


def _place(row: _Features, fit: Fitted) -> Matrix:
    dense = (row.dense - fit.middle) / fit.spread / np.sqrt(len(fit.middle))
    weight = 0.3 if len(fit.middle) == 1 else 0.5
    return np.concatenate(
        [fit.words.place(row.words), fit.letters.place(row.letters), np.sqrt(weight) * np.clip(dense, -3, 3)]
    )
