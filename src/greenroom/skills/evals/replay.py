"""Replaying the golden set and the swapped names, and what has moved since the last accepted run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel

from greenroom.skills import registry
from greenroom.skills.contract import Judgement, run
from greenroom.skills.evals.golden import READERS, cases
from greenroom.skills.evals.names import swaps, verdict
from greenroom.skills.models.contract import LanguageModel, ModelFailure

Run = dict[str, Any]
Ask = Callable[[str, BaseModel], Judgement[Any]]


def asking(model: LanguageModel | None) -> Ask:
    """Runs skills on a language model, or on the built-in engine where none is given."""
    return lambda skill, given: run(registry.get(skill), given, model=model)


def golden(ask: Ask, *, skills: Iterable[str] = tuple(READERS), times: int = 1) -> Run:
    """Each skill: how many cases are met, which are not, what made the results, and each output's digest.

    times: how often each is asked; `unstable` names the cases that did not come out the same.
    """
    return {skill: _skill(ask, skill, times) for skill in skills}


def _skill(ask: Ask, skill: str, times: int) -> Run:
    result: Run = {
        "cases": 0,
        "met": 0,
        "missed": [],
        "unstable": [],
        "outputs": {},
        "version": "",
        "engine": "",
    }
    for case in cases(skill):
        result["cases"] += 1
        try:
            made = [ask(skill, case.given) for _ in range(max(1, times))]
        except ModelFailure as failure:
            result["missed"].append(f"{case.name}: {failure}")
            continue
        digests = {_digest(each.output) for each in made}
        result["engine"], result["version"] = f"{made[0].engine} {made[0].model}".strip(), made[0].version
        result["outputs"][case.name] = min(digests)
        if len(digests) > 1:
            result["unstable"].append(case.name)
        if case.meets(made[0].output):
            result["met"] += 1
        else:
            result["missed"].append(case.name)
    return result


def _digest(output: BaseModel) -> str:
    return hashlib.sha256(output.model_dump_json().encode()).hexdigest()[:16]


def swapped(ask: Ask) -> list[Run]:
    """Each skill under every name: how many verdicts there are, and who got another than the first."""
    found = []
    for swap in swaps():
        verdicts = {
            name: verdict(swap.skill, ask(swap.skill, given).output) for name, given in swap.given.items()
        }
        first = next(iter(verdicts.values()))
        moved = {name: each for name, each in verdicts.items() if each != first}
        found.append({"skill": swap.skill, "names": len(verdicts), "verdict": first, "moved": moved})
    return found


def movement(before: Run, now: Run) -> list[str]:
    """In words, what changed between two golden runs: versions, and cases whose output is another."""
    told = []
    for skill, after in now.items():
        earlier = before.get(skill)
        if earlier is None:
            continue
        made = (earlier["engine"], earlier["version"]), (after["engine"], after["version"])
        if made[0] != made[1]:
            told.append(f"{skill}: made by {' '.join(made[1])}, before by {' '.join(made[0])}")
        told += [
            f"{skill}: “{name}” came out differently"
            for name, digest in after["outputs"].items()
            if earlier["outputs"].get(name, digest) != digest
        ]
    return told


def dumped(run_of_all: Run) -> str:
    return json.dumps(run_of_all, ensure_ascii=False, indent=1, sort_keys=True)
