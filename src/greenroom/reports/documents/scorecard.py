"""The scorecard of one candidate as a document: the same numbers, reasons and quotes as the page.

`build` gives the data; the page and the PDF are two ways to draw it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.evaluation.queries.cards import (
    NoteCard,
    QuestionCard,
    ReviewCard,
    Scorecard,
    StageCard,
    TurnCard,
)
from greenroom.evaluation.words import flag_label
from greenroom.reports.documents import findings
from greenroom.reports.documents.words import words
from greenroom.reports.formats.pdf import render
from greenroom.reports.rules import direction
from greenroom.reports.rules.options import Options
from greenroom.stages import registry

VERDICTS: dict[str, str | Promise] = {
    "passed": gettext_lazy("Shown"),
    "failed": gettext_lazy("Not met"),
    "unknown": gettext_lazy("Not shown"),
}
LAYOUT = "scorecard"


@dataclass(frozen=True)
class Beside:
    """What a document shows that is no part of the scorecard.

    notes: of members, with who wrote them. said: sentences of the scorecard to the same in the report's language.
    remark: why reasons are not in the report's language, "" where they are.
    """

    notes: Sequence[tuple[str, str]] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""


def pdf(
    card: Scorecard, *, read_at: datetime, options: Options | None = None, beside: Beside | None = None
) -> bytes:
    """The document, A4. read_at: when it was made, for the foot of each page."""
    return render(LAYOUT, build(card, read_at=read_at, options=options, beside=beside))


def build(
    card: Scorecard, *, read_at: datetime, options: Options | None = None, beside: Beside | None = None
) -> dict[str, Any]:
    """Everything the document says, as JSON values, in the language of the options."""
    wanted, beside = options or Options(), beside or Beside()
    own = card.application.interviewer.language[:2]
    with translation.override(wanted.spoken(own)):
        return _Writer(wanted, beside.said).document(card, read_at, beside)


def sentences(card: Scorecard) -> list[str]:
    """What somebody or something wrote about the candidate: what a report in another language translates."""
    notes = [*card.chips, *card.highlights, *card.lowlights]
    reasons = [question.reason for stage in card.stages for question in stage.questions]
    found = [*(each.reason for each in card.proficiency), *(each.reason for each in card.claims)]
    return list(dict.fromkeys(text for text in [*(note.text for note in notes), *reasons, *found] if text))


class _Writer:
    """Cards to plain values, with what was left out left out."""

    def __init__(self, options: Options, said: Mapping[str, str]) -> None:
        self.options, self.said = options, said

    def document(self, card: Scorecard, read_at: datetime, beside: Beside) -> dict[str, Any]:
        wanted, application = self.options, card.application
        interviewer, person = application.interviewer, application.candidate
        contact = wanted.contact
        return {
            "style": wanted.style,
            "title": f"{person.name} · {interviewer.title}",
            "candidate": {
                "name": person.name,
                "email": person.email if contact else "",
                "phone": person.phone if contact else "",
            },
            "role": interviewer.title,
            "language": (translation.get_language() or "en")[:2],
            "dir": "rtl" if translation.get_language_bidi() else "ltr",
            "scores": wanted.scores,
            "score": findings.number(application.score, 0) if wanted.scores else "",
            "coverage": f"{round(application.coverage * 100)}%",
            "stopped_by": application.stopped_by if wanted.scores else "",
            "stages": [self.stage(stage) for stage in card.stages],
            "chips": [self.told(note.text) for note in card.chips] if wanted.chips else [],
            "highlights": [self.note(note) for note in card.highlights] if wanted.highlights else [],
            "lowlights": [self.note(note) for note in card.lowlights] if wanted.lowlights else [],
            "flags": [_flag(flag.kind, flag.text, flag.at) for flag in card.flags] if wanted.flags else [],
            "proficiency": self.languages(card) if wanted.proficiency else [],
            "structured": [findings.answer(tag) for tag in card.tags if tag.typed]
            if wanted.structured
            else [],
            "claims": [findings.claim(claim, self.told) for claim in card.claims] if wanted.claims else [],
            "tags": [findings.fact(tag) for tag in card.tags if not tag.typed] if wanted.tags else [],
            "notes": [_written(by, text) for by, text in beside.notes] if wanted.notes else [],
            "remark": beside.remark,
            "made": read_at.strftime("%Y-%m-%d %H:%M UTC"),
            "words": words(),
        }

    def told(self, text: str) -> str:
        return self.said.get(text, text)

    def note(self, note: NoteCard) -> dict[str, Any]:
        text = self.told(note.text)
        return {"text": text, "dir": direction.of(text), "quote": findings.quoted(note.quote)}

    def languages(self, card: Scorecard) -> list[dict[str, Any]]:
        return findings.languages(
            card.proficiency, self.told, scores=self.options.scores, reasons=self.options.reasons
        )

    def stage(self, stage: StageCard) -> dict[str, Any]:
        wanted = self.options
        language = (stage.language or translation.get_language() or "en")[:2]
        resume = "".join(piece.text for piece in stage.resume) if wanted.resume else ""
        said = next((piece.text for turn in stage.turns for piece in turn.pieces), "")
        score = findings.number(stage.attempt.score if stage.attempt else None, 0)
        return {
            "label": str(registry.get(stage.stage.kind).label),
            "score": score if wanted.scores else "",
            "reached": stage.attempt is not None,
            "language": language,
            "dir": direction.of(said),
            "qualifications": [self.check(question) for question in stage.checks if question.verdict],
            "questions": [self.question(question) for question in stage.scored],
            "turns": [_turn(turn) for turn in stage.turns] if wanted.transcript else [],
            "resume": resume,
            "resume_dir": direction.of(resume),
        }

    def check(self, question: QuestionCard) -> dict[str, Any]:
        return {
            **self._argued(question),
            "verdict": str(VERDICTS[question.verdict]) if self.options.scores else "",
            "passed": question.verdict == "passed",
        }

    def question(self, question: QuestionCard) -> dict[str, Any]:
        shown = self.options.scores
        return {
            **self._argued(question),
            "number": question.number,
            "weight": f"{question.rubric.weight:g}",
            "score": question.score if shown else None,
            "shown": findings.number(question.score, 1) if shown else "",
            "asked": question.asked,
            "evaluated": bool(question.verdict),
            "addressed": question.verdict != "not_addressed" or not shown,
        }

    def _argued(self, question: QuestionCard) -> dict[str, Any]:
        """A question with why: the reason and its quotes go or stay together."""
        argued = self.options.reasons
        reason = self.told(question.reason) if argued else ""
        return {
            "score_id": str(question.score_id or ""),
            "text": question.version.text,
            "dir": direction.of(question.version.text),
            "reason": reason,
            "reason_dir": direction.of(reason),
            "quotes": [findings.quoted(quote) for quote in question.quotes] if argued else [],
            "made_by": question.made_by if argued else "",
            "reviews": [_review(review) for review in question.said] if self.options.reviews else [],
        }


def _written(by: str, text: str) -> dict[str, str]:
    return {"by": by, "text": text, "dir": direction.of(text)}


def _review(review: ReviewCard) -> dict[str, str]:
    mark = _("agrees") if review.agrees else findings.number(review.mark, 1)
    return {"by": review.author, "mark": mark, "reason": review.reason}


def _flag(kind: str, text: str, at: str) -> dict[str, str]:
    return {"label": flag_label(kind), "text": text, "at": at, "dir": direction.of(text)}


def _turn(turn: TurnCard) -> dict[str, Any]:
    return {
        "at": turn.at,
        "anchor": turn.anchor,
        "agent": turn.speaker == "interviewer",
        "pieces": [{"text": piece.text, "marked": bool(piece.marks)} for piece in turn.pieces],
    }
