"""The people who apply in the demo: the same ones each time it is made."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.text import slugify

from greenroom.demo import material
from greenroom.demo.material import Career, Crowd, Level, Role, Work

SEED = "greenroom"
SPAN = timedelta(days=21)
_SHARES: tuple[tuple[Level, int], ...] = (("strong", 30), ("typical", 45), ("weak", 25))
_LIKELY: dict[Level, dict[Level, int]] = {
    "strong": {"strong": 80, "typical": 20},
    "typical": {"strong": 12, "typical": 70, "weak": 18},
    "weak": {"typical": 30, "weak": 70},
}


@dataclass(frozen=True)
class Person:
    """fate: how far they get, as roles.toml names it. applies_at: when they open the link.

    oddity: something they say besides their answers ("" for most), once, at question number `odd_at`.
    """

    role: Role
    number: int
    name: str
    email: str
    phone: str
    place: str
    language: str
    time_zone: str
    level: Level
    career: Career
    fate: str
    applies_at: datetime
    oddity: str
    odd_at: int
    last_question: int

    def dice(self, *what: object) -> random.Random:
        """The same throws for the same person and purpose, whatever was thrown before."""
        return dice(self.email, *what)

    def employer(self, work: Work) -> str:
        return work.employers[self.number % len(work.employers)]

    def level_of(self, topic: str) -> Level:
        """How well this person does on a topic: mostly as their level says."""
        likely = _LIKELY[self.level]
        return self.dice("level", topic).choices(list(likely), list(likely.values()))[0]


def dice(*what: object) -> random.Random:
    return random.Random("/".join(map(str, (SEED, *what))))  # noqa: S311  (made up, and the same every time)


def people(role: Role, *, since: datetime, until: datetime) -> list[Person]:
    """Everybody who applies for a role between the two times, in the order they do."""
    if not role.people:
        return []
    crowd, throw = material.crowd(role.key), dice(role.key)
    fates = [fate for fate, count in role.people.items() for _ in range(count) if fate != "fresh"]
    throw.shuffle(fates)
    moments = sorted(since + (until - since) * throw.random() ** 0.8 for _ in fates)
    last = until - timedelta(minutes=50)
    moments = [min(moment, last) for moment in moments]
    fates += ["fresh"] * role.people.get("fresh", 0)
    moments += [until - timedelta(minutes=40 - number) for number in range(role.people.get("fresh", 0))]
    names = _names(crowd, len(fates), throw)
    return [
        _person(role, crowd, number, names[number], fate, moment)
        for number, (fate, moment) in enumerate(zip(fates, moments, strict=True))
    ]


def _names(crowd: Crowd, count: int, throw: random.Random) -> list[str]:
    """No name twice; the cast come somewhere in between."""
    pairs = [f"{given} {family}" for given in crowd.given for family in crowd.family]
    names = throw.sample(pairs, max(0, count - len(crowd.cast)))
    for name in crowd.cast:
        names.insert(throw.randrange(2, max(3, len(names))), name)
    return names[:count]


def _person(role: Role, crowd: Crowd, number: int, name: str, fate: str, moment: datetime) -> Person:
    throw = dice(role.key, number)
    level = throw.choices([level for level, _ in _SHARES], [share for _, share in _SHARES])[0]
    careers = [career for career in material.careers(role.key).career if career.level == level]
    local = slugify(name.rpartition("(")[2]).replace("-", ".")[:40].strip(".") or f"{role.key}.applicant"
    oddity, odd_at = _oddity(fate, number, throw)
    return Person(
        role=role,
        number=number,
        name=re.sub(r"\s*\(.*\)$", "", name),
        email=f"{local}.{number + 1}@example.org",
        phone=crowd.phone.format(n=number + 10, a=number % 90 + 10) if throw.random() < 0.8 else "",
        place=throw.choice(crowd.places),
        language=crowd.language,
        time_zone=crowd.time_zone,
        level=level,
        career=careers[number % len(careers)],
        fate=fate,
        applies_at=moment,
        oddity=oddity,
        odd_at=odd_at,
        last_question=throw.randrange(1, 4) if fate == "half" else 99,
    )


_ODDITIES = ("repeat", "wait", "question", "", "", "", "", "question", "", "")


def _oddity(fate: str, number: int, throw: random.Random) -> tuple[str, int]:
    if fate == "person":
        return "person", 2
    if fate == "early":
        return "stop", throw.randrange(1, 4)
    if number == 7:
        return "instruction", 1
    if number == 12:
        return "person", 1
    return throw.choice(_ODDITIES), throw.randrange(0, 4)
