"""Runs one measurement with Django set up: `python -m tests.bench.inside pages`. Prints its figures as JSON.

Each measurement gets a process of its own, in a house whose database is of the engine that is measured.
"""

from __future__ import annotations

import sys
from importlib import import_module

import django

from tests.bench.figures import to_json


def main(name: str, *arguments: str) -> None:
    django.setup()
    figures = import_module(f"tests.bench.{name}").measure(*arguments)
    sys.stdout.write(f"\n{to_json(figures)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
