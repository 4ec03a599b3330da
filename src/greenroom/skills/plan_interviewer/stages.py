"""The stages of a plan: which, in which order, and how each is set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from greenroom.skills.lexical import level
from greenroom.skills.plan_interviewer.checks import Check
from greenroom.skills.plan_interviewer.flow import Flow
from greenroom.skills.plan_interviewer.placing import Placed
from greenroom.skills.plan_interviewer.schema import PlannedQualification, PlannedStage
from greenroom.skills.plan_interviewer.workflow_words import KINDS, Wording, said

_DOUBLE_STOP = re.compile(r"([?؟.])\.$")
_SCORED = ("web_interview", "resume", "scenario")
_ALONE = ("web_interview", "form", "resume")
_DECISIVE = 1  # rank of a check
_FACTS_NAMED = 3
_NUDGES, _NUDGE_HOURS, _SCENARIO_MINUTES = 2, 24, 25


@dataclass(frozen=True)
class Setting:
    """What the stages are made from. hourly: a job by the hour for which many apply."""

    found: Sequence[Check]
    hourly: bool
    flow: Flow
    strict: bool


def is_hourly(title: str, pay: str) -> bool:
    """Whether a job is paid by the hour and one that many people apply for."""
    return bool(said("hourly").search(level(pay)) and said("volume").search(level(title)))


def kinds_of(setting: Setting) -> list[str]:
    """The kinds of stage in order: those the instructions name, else the suggested ones with what was added or left
    out. Never empty."""
    flow = setting.flow
    if flow.exact:
        return list(flow.order)
    kept = [kind for kind in _suggested(setting) if kind not in flow.removed]
    added = [kind for kind in flow.order if kind not in kept]
    kinds = sorted([*kept, *added], key=KINDS.index)
    if flow.first:
        kinds = [flow.first, *(kind for kind in kinds if kind != flow.first)]
    if flow.last and flow.last != flow.first:
        kinds = [*(kind for kind in kinds if kind != flow.last), flow.last]
    return kinds or [next((kind for kind in _ALONE if kind not in flow.removed), _ALONE[0])]


def _suggested(setting: Setting) -> list[str]:
    decisive = [check for check in setting.found if check.rank <= _DECISIVE]
    hours = [check for check in setting.found if check.rank == 3]
    facts = bool(decisive or hours)
    by_text = setting.hourly and any(check.by_text for check in setting.found)
    return [
        "resume",
        *(["form"] if facts and not by_text else []),
        *(["conversational_sms"] if by_text else []),
        "web_interview",
    ]


def stages(
    kinds: Sequence[str],
    setting: Setting,
    placed: Placed,
    qualifications: Sequence[PlannedQualification],
    wording: Wording,
) -> tuple[list[PlannedStage], list[str]]:
    """The stages in order, and notes on what ends an application and what could not be done."""
    flow = setting.flow
    waits, notes = _waits(kinds, flow, wording)
    minimum = _minimum(kinds, flow)
    made = []
    for kind in kinds:
        dealbreakers = _dealbreakers(kind, placed, qualifications) if setting.strict else []
        made.append(
            PlannedStage.model_validate(
                {
                    "kind": kind,
                    "config": config_of(kind, flow, wording, ends=bool(dealbreakers)),
                    "enforces_dealbreakers": bool(dealbreakers),
                    "minimum_score": minimum.get(kind),
                    "waits_for_person": kind in waits,
                    "reason": _reason(kind, setting, wording),
                }
            )
        )
        notes.extend(_enforced(kind, dealbreakers, minimum.get(kind), wording))
    notes.extend(wording.words["note_twice"].format(stage=wording.of_stage(kind)) for kind in flow.twice)
    quiet = flow.wish("conversational_sms").quiet
    if quiet and "conversational_sms" in kinds and not flow.wish("conversational_sms").zone:
        notes.append(wording.words["note_zone"])
    return made, notes


def _dealbreakers(kind: str, placed: Placed, qualifications: Sequence[PlannedQualification]) -> list[str]:
    if kind == "resume":
        return [made.text for made in qualifications if made.is_dealbreaker]
    return [check.text for check in placed.of(kind) if check.is_dealbreaker]


def _enforced(kind: str, dealbreakers: Sequence[str], minimum: float | None, wording: Wording) -> list[str]:
    notes = []
    stage = wording.of_stage(kind)
    if dealbreakers:
        said_of = wording.words["note_enforced"].format(stage=stage, what="; ".join(dealbreakers))
        notes.append(_DOUBLE_STOP.sub(r"\1", said_of))
    if minimum is not None:
        notes.append(wording.words["note_minimum"].format(stage=stage, score=f"{minimum:g}"))
    return notes


def _minimum(kinds: Sequence[str], flow: Flow) -> dict[str, float]:
    """Kind to the least score. One that names no stage with scores is for the interview, else the next that has."""
    scored = [kind for kind in _SCORED if kind in kinds]
    found: dict[str, float] = {}
    for kind, wish in flow.wishes.items():
        if wish.minimum_score is not None and scored:
            found[kind if kind in scored else scored[0]] = wish.minimum_score
    return found


def _waits(kinds: Sequence[str], flow: Flow, wording: Wording) -> tuple[set[str], list[str]]:
    """The stages after which a person looks first, and notes on wishes no stage comes before."""
    notes = []
    waits = set(kinds[:-1]) if flow.waits.always else set()
    waits.update(kind for kind in flow.waits.after if kind in kinds)
    before = list(flow.waits.before)
    if flow.waits.somewhere:
        before.append("web_interview" if "web_interview" in kinds[1:] else kinds[-1])
    for kind in before:
        at = list(kinds).index(kind) if kind in kinds else -1
        if at > 0:
            waits.add(kinds[at - 1])
        else:
            notes.append(wording.words["note_no_stage"].format(stage=wording.of_stage(kind)))
    return waits, notes


def _reason(kind: str, setting: Setting, wording: Wording) -> str:
    words = wording.words
    if kind in setting.flow.order:
        return words["reason_asked"]
    facts = list(dict.fromkeys(check.fact for check in setting.found if check.fact))[:_FACTS_NAMED]
    if kind == "form":
        return words["reason_form"].format(facts="; ".join(facts)) if facts else words["reason_form_plain"]
    return words[
        {"resume": "reason_resume", "conversational_sms": "reason_sms"}.get(kind, "reason_interview")
    ]


def config_of(kind: str, flow: Flow, wording: Wording, *, ends: bool) -> dict[str, Any]:
    """The settings of a stage that are wished for, or that need words. ends: whether it ends applications."""
    if kind == "web_interview":
        return _interview(flow)
    if kind == "conversational_sms":
        return _sms(flow, wording, ends=ends)
    if kind == "resume":
        return {"mandatory": True}
    if kind == "scenario":
        minutes = flow.wish("scenario").most_minutes or _SCENARIO_MINUTES
        return {"mode": "standard", "time_limit_minutes": max(5, min(120, minutes))}
    return {}


def _interview(flow: Flow) -> dict[str, Any]:
    wish, any_stage = flow.wish("web_interview"), flow.wish("")
    config: dict[str, Any] = {}
    if wish.modes & {"video", "voice"}:
        config["video"] = "video" in wish.modes
    if "phone" in wish.modes:
        config["phone_calls_enabled"] = True
    if "multilingual" in wish.modes:
        config["is_multilingual"] = True
    if wish.focus:
        config["interview_type"] = wish.focus
    least = wish.least_minutes or any_stage.least_minutes
    most = wish.most_minutes or any_stage.most_minutes
    limits = {"min_duration_seconds": least, "max_duration_seconds": most}
    timed = {name: minutes * 60 for name, minutes in limits.items() if minutes}
    return {**config, "web_interview_config": timed} if timed else config


def _sms(flow: Flow, wording: Wording, *, ends: bool) -> dict[str, Any]:
    wish = flow.wish("conversational_sms")
    config: dict[str, Any] = {
        "intro_message": wording.words["intro"],
        "follow_up_message": wording.words["follow_up"],
        "cooldown_period_hrs": wish.nudge_hours or _NUDGE_HOURS,
        "max_nudge_amount": _NUDGES if wish.nudges is None else wish.nudges,
    }
    if ends:
        config["disqualification_message"] = wording.words["disqualification"]
    if wish.quiet:
        start, end = wish.quiet
        config["blackout_period"] = {
            "enabled": True, "timezone": wish.zone or "UTC", "start_hour": start, "end_hour": end or 24,
        }  # fmt: skip
    return config
