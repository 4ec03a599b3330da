"""The material of the demo, read from the files beside this module, which people can edit."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from greenroom.billing.rules.services import Service

HERE = Path(__file__).parent
Level = Literal["strong", "typical", "weak"]


class Material(BaseModel):
    """Read once, never changed; a name nobody knows is a mistake in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(Material):
    """values: those there are to choose from."""

    name: str
    description: str
    values: list[str]


class Template(Material):
    """What is kept of an interviewer for the next one like it."""

    name: str
    description: str


class Role(Material):
    """An interviewer of the demo. people: how far a candidate gets, and how many of them there are.

    budget: in the workspace's currency, as a person types it; "" for no limit. labels: by the name of the label.
    """

    key: str
    day: float
    state: Literal["active", "expired", "draft"]
    people: dict[str, int]
    file: str = ""
    budget: str = ""
    labels: dict[str, str] = {}
    template: Template | None = None

    @property
    def job_description(self) -> str:
        return (HERE / "jobs" / f"{self.key}.md").read_text(encoding="utf-8").strip()


class Company(Material):
    """prices: of one unit of each service, as a person types them."""

    name: str
    about: str
    prices: dict[Service, str]
    label: list[Label]
    role: list[Role]


class Crowd(Material):
    """Who may apply for a role. phone: a pattern with a running number, "" for none."""

    language: str
    time_zone: str
    phone: str
    given: list[str]
    family: list[str]
    places: list[str]
    cast: list[str]


class Work(Material):
    """months: how long it lasted. gap: months without work between it and the post after it."""

    title: str
    employers: list[str]
    months: int
    gap: int = 0
    tasks: list[str]


class School(Material):
    """years: how long ago it ended."""

    degree: str
    subject: str
    school: str
    years: int


class Career(Material):
    """field: the kind of work. hidden: white words on white paper, for the layout that has them."""

    level: Level
    field: str = "own"
    layout: Literal["plain", "sidebar", "dates", "hidden", "plain_docx", "blocks_docx", "typed"]
    summary: str
    skills: list[str]
    languages: list[str]
    work: list[Work]
    school: list[School]
    hidden: str = ""


class Careers(Material):
    """headings: of summary, work, education, skills and languages, as the resumes of a country have them."""

    headings: list[str]
    present: str
    months: list[str]
    career: list[Career]


class Story(Material):
    """An answer. more: what is added when it is asked for, by what is asked for.

    field: told only by those whose career is of it. A story that names an employer and no field is of the role's own.
    """

    topic: str
    level: Level
    field: str = ""
    text: str
    more: dict[str, str] = {}

    def suits(self, career: Career) -> bool:
        field = self.field or ("own" if "{employer}" in self.text else "")
        return field in ("", career.field)


class Words(Material):
    """What people of a language say besides their stories."""

    years: tuple[str, str]
    colleagues: list[str]
    cues: dict[str, str]
    more: dict[str, list[str]]
    shrug: dict[str, list[str]]
    aside: dict[str, list[str]]
    rating: dict[str, list[str]]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@cache
def company() -> Company:
    return Company.model_validate(_read("roles.toml"))


@cache
def crowd(key: str) -> Crowd:
    return Crowd.model_validate(_read("people.toml")[key])


@cache
def careers(key: str) -> Careers:
    return Careers.model_validate(_read(f"resumes/{key}.toml"))


@cache
def stories(key: str) -> tuple[Story, ...]:
    return tuple(Story.model_validate(story) for story in _read(f"answers/{key}.toml")["story"])


@cache
def words(language: str) -> Words:
    return Words.model_validate(_read(f"words/{language}.toml"))


def slots(text: str) -> set[str]:
    """The names in braces that a text leaves to be filled in."""
    return set(re.findall(r"\{(\w+)\}", text))
