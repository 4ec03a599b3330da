"""The scorecard of one candidate as a document: the same numbers, reasons and quotes as the page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.evaluation.queries.cards import (
    NoteCard,
    QuestionCard,
    QuoteCard,
    Scorecard,
    StageCard,
    TagCard,
    TurnCard,
)
from greenroom.evaluation.words import flag_label
from greenroom.reports.formats.pdf import render
from greenroom.stages import registry

VERDICTS: dict[str, str | Promise] = {
    "passed": gettext_lazy("Shown"),
    "failed": gettext_lazy("Not met"),
    "unknown": gettext_lazy("Not shown"),
}


def pdf(card: Scorecard, *, read_at: datetime) -> bytes:
    """The document, A4. read_at: when it was made, for the foot of each page."""
    application = card.application
    interviewer, candidate = application.interviewer, application.candidate
    data = {
        "title": f"{candidate.name} · {interviewer.title}",
        "candidate": {"name": candidate.name, "email": candidate.email, "phone": candidate.phone},
        "role": interviewer.title,
        "language": interviewer.language[:2],
        "score": _number(application.score, 0),
        "coverage": f"{round(application.coverage * 100)}%",
        "stopped_by": application.stopped_by,
        "stages": [_stage(stage) for stage in card.stages],
        "chips": [note.text for note in card.chips],
        "highlights": [_note(note) for note in card.highlights],
        "lowlights": [_note(note) for note in card.lowlights],
        "flags": [{"label": flag_label(flag.kind), "text": flag.text, "at": flag.at} for flag in card.flags],
        "tags": [_tag(tag) for tag in card.tags],
        "made": read_at.strftime("%Y-%m-%d %H:%M UTC"),
        "words": _words(),
    }
    return render("scorecard", data)


def _words() -> dict[str, str]:
    return {
        "overall": _("Overall score"),
        "covered": _("covered"),
        "stopped": _("Stopped by a rule."),
        "highlights": _("Highlights"),
        "lowlights": _("Worth a question"),
        "flags": _("Worth knowing"),
        "flags_note": _("Noticed in the conversation. It changes no score."),
        "facts": _("Facts heard"),
        "transcript": _("Transcript"),
        "not_asked": _("Not asked"),
        "not_addressed": _("Not addressed"),
        "not_evaluated": _("Not evaluated yet."),
        "not_reached": _("The candidate has not come to this step."),
        "formula": _(
            "Question scores run from 1 to 5. A stage is 100 × Σ weight × (score − 1) ÷ 4 ÷ Σ weight over the"
            " questions asked; an answer that did not address its question counts as 1. A question that was not"
            " asked lowers coverage, not the score. Every quote is word for word."
        ),
        "interviewer": _("Interviewer"),
        "made": _("Made"),
        "page": _("Page"),
    }


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _stage(stage: StageCard) -> dict[str, Any]:
    return {
        "label": str(registry.get(stage.stage.kind).label),
        "score": _number(stage.attempt.score if stage.attempt else None, 0),
        "reached": stage.attempt is not None,
        "qualifications": [_qualification(question) for question in stage.checks if question.verdict],
        "questions": [_question(question) for question in stage.scored],
        "turns": [_turn(turn) for turn in stage.turns],
    }


def _qualification(question: QuestionCard) -> dict[str, Any]:
    return {
        "text": question.version.text,
        "verdict": str(VERDICTS[question.verdict]),
        "passed": question.verdict == "passed",
        "reason": question.reason,
        "quotes": [_quote(quote) for quote in question.quotes],
        "made_by": question.made_by,
    }


def _question(question: QuestionCard) -> dict[str, Any]:
    return {
        "number": question.number,
        "text": question.version.text,
        "weight": f"{question.version.weight:g}",
        "score": question.score,
        "shown": _number(question.score, 1),
        "asked": question.asked,
        "evaluated": bool(question.verdict),
        "addressed": question.verdict != "not_addressed",
        "reason": question.reason,
        "quotes": [_quote(quote) for quote in question.quotes],
        "made_by": question.made_by,
    }


def _quote(quote: QuoteCard) -> dict[str, str]:
    return {"text": quote.text, "at": quote.at}


def _note(note: NoteCard) -> dict[str, Any]:
    return {"text": note.text, "quote": _quote(note.quote)}


def _tag(tag: TagCard) -> dict[str, Any]:
    return {"label": tag.label, "value": tag.value, "at": tag.quote.at}


def _turn(turn: TurnCard) -> dict[str, Any]:
    return {
        "at": turn.at,
        "agent": turn.speaker == "interviewer",
        "pieces": [{"text": piece.text, "marked": bool(piece.marks)} for piece in turn.pieces],
    }
