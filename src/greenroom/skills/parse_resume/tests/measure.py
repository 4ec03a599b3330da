"""How well a parsed resume agrees with what its person is known to have."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from greenroom.media.extraction.contract import Limits
from greenroom.media.extraction.read import read
from greenroom.skills.parse_resume.builtin import parse
from greenroom.skills.parse_resume.schema import HiddenText, ParsedResume, ResumeText
from greenroom.skills.parse_resume.tests.layouts import LAYOUTS
from greenroom.skills.parse_resume.tests.people import PEOPLE, Person
from greenroom.skills.parse_resume.vocabulary import fold


@dataclass
class Tally:
    """Counts over many resumes. hits, found, wanted: by field. wrong: what differed, for people to read."""

    hits: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, label: str, name: str, wanted: list[str], found: list[str]) -> None:
        want, have = Counter(map(_plain, filter(None, wanted))), Counter(map(_plain, filter(None, found)))
        self.hits[name] += sum((want & have).values())
        self.found[name] += sum(have.values())
        self.wanted[name] += sum(want.values())
        if want != have:
            self.wrong.append(f"{label} {name}: wanted {dict(want - have)} found {dict(have - want)}")

    def f1(self, name: str) -> float:
        return 2 * self.hits[name] / max(1, self.found[name] + self.wanted[name])

    def recall(self, name: str) -> float:
        return self.hits[name] / max(1, self.wanted[name])


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9+@. ]", "", fold(text)).strip()


def parsed(data: bytes) -> ParsedResume:
    made = read(data, Limits())
    hidden = [HiddenText(page=one.page, reason=one.reason, text=one.text) for one in made.hidden]
    return parse(ResumeText(text=made.text, pages=list(made.pages), hidden=hidden))


def compare(tally: Tally, label: str, person: Person, found: ParsedResume) -> None:
    tally.add(label, "name", [person.name], [found.name])
    tally.add(label, "email", [person.email], found.emails)
    tally.add(label, "phone", [person.e164], [phone.e164 for phone in found.phones])
    tally.add(label, "location", [person.home], [found.location])
    tally.add(
        label, "employer", [post.employer for post in person.work], [job.employer for job in found.work]
    )
    tally.add(label, "title", [post.title for post in person.work], [job.title for job in found.work])
    tally.add(
        label,
        "work year",
        [f"{p.start} {p.end}" for p in person.work],
        [f"{j.start} {j.end}" for j in found.work],
    )
    tally.add(
        label, "school", [one.school for one in person.education], [one.school for one in found.education]
    )
    tally.add(
        label, "degree", [one.degree for one in person.education], [one.degree for one in found.education]
    )
    tally.add(
        label, "field", [one.subject for one in person.education], [one.field for one in found.education]
    )
    tally.add(
        label, "school year", [one.end for one in person.education], [one.end for one in found.education]
    )
    tally.add(label, "skills", list(person.skills), found.skills)
    tally.add(label, "languages", list(person.languages), found.languages)


def all_layouts() -> Tally:
    tally = Tally()
    for person in PEOPLE:
        for name, made in LAYOUTS.items():
            compare(tally, f"{name}/{person.name}", person, parsed(made(person)))
    return tally
