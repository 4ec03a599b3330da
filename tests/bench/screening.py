"""How often a resume of an occupation is ranked above one of another, for job descriptions written here.

The resumes lie outside the repository and are sorted by occupation by whoever collected them. They are split by a hash
of their file's name; the engine was shaped on the half called "tuned", and "held_out" was only ever reported. Pairs are
made within a half. Equal scores count as half a pair, and a pair is of one resume labelled with the job's occupation
and one labelled with another.
"""

from __future__ import annotations

import csv
import math
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from greenroom.media.extraction import Extractor
from greenroom.skills.lexical import terms
from greenroom.skills.plan_interviewer.builtin import plan
from greenroom.skills.plan_interviewer.schema import JobToPlan
from greenroom.skills.screen_resume.builtin import screen
from greenroom.skills.screen_resume.schema import Criterion, ResumeToScreen
from tests.bench.judgement import Half, half_of

FOLDER = "01_resume_pdf_livecareer"
JOBS = Path(__file__).parent / "screening_jobs.toml"
AS_OF = "2020-01-01"
GOAL = 0.90
LOWEST = 1.0

Score = Callable[[str, "Resume"], float]


@dataclass(frozen=True)
class Resume:
    """occupation: as it is labelled. words: stems with how often they stand in it."""

    name: str
    occupation: str
    text: str
    words: Mapping[str, int]


@dataclass(frozen=True)
class Pairs:
    """won: pairs ranked rightly, an equal one as half; n: all pairs."""

    won: float
    n: int

    @property
    def share(self) -> float:
        return self.won / self.n if self.n else 0.0


def jobs() -> dict[str, dict[str, str]]:
    """Job descriptions by the label of the resumes they look for, of "occupations" and of "branches"."""
    return tomllib.loads(JOBS.read_text(encoding="utf-8"))


def resumes(shared: Path) -> list[Resume]:
    folder = shared / FOLDER
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with Extractor() as extractor:
        texts = [extractor.extract(folder / row["file"]).text for row in rows]
    return [
        Resume(row["file"], row["category"], text, Counter(term.stem for term in terms(text, "en")))
        for row, text in zip(rows, texts, strict=True)
    ]


def half(found: Sequence[Resume], which: Half) -> list[Resume]:
    return [one for one in found if half_of(f"screening {one.name}") == which]


def by_engine() -> Score:
    """The score that `greenroom screen` prints, 0 to 100, with criteria planned from the job description."""
    planned: dict[str, list[Criterion]] = {}

    def score(job: str, resume: Resume) -> float:
        if job not in planned:
            made = plan(JobToPlan(job_description=job))
            planned[job] = [
                Criterion(text=one.text, anchors=one.anchors, weight=one.weight) for one in made.criteria
            ]
        criteria = planned[job]
        given = ResumeToScreen(job=job, criteria=criteria, text=resume.text, as_of=AS_OF)
        results = screen(given).criteria
        earned = sum(
            one.weight * ((result.score or LOWEST) - 1) / 4
            for one, result in zip(criteria, results, strict=True)
        )
        return round(100 * earned / (sum(one.weight for one in criteria) or 1), 1)

    return score


def by_words(among: Sequence[Resume]) -> Score:
    """A bag of words: cosine of the two texts, words weighed by how few of the resumes have them."""
    having = Counter(word for resume in among for word in resume.words)

    def rarity(word: str) -> float:
        return math.log(1 + len(among) / (1 + having[word]))

    def score(job: str, resume: Resume) -> float:
        asked = Counter(term.stem for term in terms(job, "en"))
        length = math.sqrt(sum((n * rarity(word)) ** 2 for word, n in resume.words.items())) or 1.0
        return sum(n * resume.words.get(word, 0) * rarity(word) ** 2 for word, n in asked.items()) / length

    return score


def pairs(found: Sequence[Resume], score: Score, wanted: Mapping[str, str]) -> Pairs:
    """wanted: job descriptions by label."""
    counted = [_won(label, job, found, score) for label, job in wanted.items()]
    return Pairs(won=sum(won for won, _ in counted), n=sum(n for _, n in counted))


def _won(occupation: str, job: str, found: Sequence[Resume], score: Score) -> tuple[float, int]:
    fitting = [score(job, one) for one in found if one.occupation == occupation]
    others = [score(job, one) for one in found if one.occupation != occupation] if fitting else []
    won = sum(1.0 if mine > other else 0.5 if mine == other else 0.0 for mine in fitting for other in others)
    return won, len(fitting) * len(others)
