"""Imported once by the process that engines are forked from: every skill with its words."""

from greenroom.skills import registry

SKILLS = registry.all_skills()
