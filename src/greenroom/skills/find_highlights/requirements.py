"""Requirements compared with what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenroom.skills.lexical import Term, covered, detect, terms

_FILLERS = Path(__file__).parent / "data" / "fillers.txt"
_TELLING = 0.7
_BY_QUESTION = 0.7
MET = 0.5


@dataclass(frozen=True)
class Wanted:
    """A requirement. place: 0 for the most important. terms: its telling words. language: its own."""

    text: str
    place: int
    terms: tuple[Term, ...]
    language: str

    @property
    def importance(self) -> float:
        """1 for the first requirement, falling to 0.4."""
        return max(0.4, 1 - 0.08 * self.place)

    @property
    def severity(self) -> int:
        return 3 if self.place < 3 else 2

    def share_in_answer(self, said: Sequence[Term], question: Sequence[Term]) -> float:
        """As `share`, where a question names the requirement and the answer says what is done about it."""
        return max(self.share(said), _BY_QUESTION * self.share([*said, *question]))

    def share(self, said: Sequence[Term]) -> float:
        """0 to 1: how much of it some words say."""
        return covered(self.terms, said, self.language) if self.terms else 0.0


def wanted(requirements: Sequence[str], language: str) -> list[Wanted]:
    """The requirements, in order; figures, units and everyday words tell nothing about a skill."""
    spoken = language or detect(" ".join(requirements))
    found: list[Wanted] = []
    for place, text in enumerate(requirements):
        own = terms(text, spoken)
        telling = [term for term in own if term.weight >= _TELLING and _tells_a_skill(term)]
        found.append(Wanted(text, place, tuple(telling or own), spoken))
    return found


def _tells_a_skill(term: Term) -> bool:
    return not term.stem[:1].isdigit() and term.token.norm not in _fillers()


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    lines = _FILLERS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
