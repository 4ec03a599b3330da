"""Roles that come with the product, each a complete interviewer in a TOML file that a person can edit.

A file is a `rules.blueprint.Blueprint` with `family` (what the list groups by) and `about` (a sentence for who
chooses) before it; its code is its name without the ending.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from greenroom.interviewers.rules.blueprint import Blueprint

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Role:
    """code: letters, digits and dashes; family: such as "Care"."""

    code: str
    family: str
    about: str
    blueprint: Blueprint


@cache
def all_roles() -> tuple[Role, ...]:
    """Every shipped role, by family and title."""
    roles = (_read(path) for path in _FOLDER.glob("*.toml"))
    return tuple(sorted(roles, key=lambda role: (role.family, role.blueprint.title)))


def get(code: str) -> Role:
    """The role with this code; KeyError for one there is not."""
    for role in all_roles():
        if role.code == code:
            return role
    raise KeyError(code)


def _read(path: Path) -> Role:
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    family, about = given.pop("family"), given.pop("about")
    return Role(path.stem, family, about, Blueprint(**given))
