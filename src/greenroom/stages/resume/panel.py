"""What the recruiter's panel shows of a resume beside its questions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.evaluation.queries.cards import StageCard

HIDDEN = {
    "white": gettext_lazy("written in the colour of the page"),
    "tiny": gettext_lazy("too small to be read"),
    "off-page": gettext_lazy("outside the page"),
    "invisible": gettext_lazy("invisible"),
    "zero-width": gettext_lazy("letters without width"),
    "metadata": gettext_lazy("in the document's description"),
}


def shows(card: StageCard) -> dict[str, Any]:
    """Work, education and skills in lines, and text that was hidden, each with how."""
    resume = card.attempt.resume if card.attempt else None
    if resume is None:
        return {}
    return {
        "work": [_work(entry) for entry in resume.parsed.get("work", [])],
        "education": [_education(entry) for entry in resume.parsed.get("education", [])],
        "skills": list(resume.parsed.get("skills", [])),
        "hidden": [{**found, "how": HIDDEN.get(found["reason"], found["reason"])} for found in resume.hidden],
    }


def _work(entry: dict[str, Any]) -> dict[str, str]:
    return {
        "title": entry.get("title") or entry.get("employer", ""),
        "place": entry.get("employer", "") if entry.get("title") else "",
        "dates": _dates(entry),
    }


def _education(entry: dict[str, Any]) -> dict[str, str]:
    title = ", ".join(filter(None, [entry.get("degree", ""), entry.get("field", "")]))
    school = entry.get("school", "")
    return {"title": title or school, "place": school if title else "", "dates": _dates(entry)}


def _dates(entry: dict[str, Any]) -> str:
    end = _("present") if entry.get("end") == "present" else entry.get("end", "")
    return " – ".join(filter(None, [entry.get("start", ""), end]))
