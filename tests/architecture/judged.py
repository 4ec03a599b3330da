"""What software and people have made of an attempt: the part of a house that is above its candidates."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from greenroom.accounts.models import Member
from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Turn
from greenroom.evaluation.models import (
    Calibration,
    CalibrationAnswer,
    CalibrationReading,
    CalibrationRun,
    Claim,
    Evaluation,
    Evidence,
    Note,
    QuestionScore,
    Rescore,
    Review,
)
from greenroom.interviewers.models import Interviewer, Question


class Judged:
    """Belongs to a `House`, which has the rest."""

    owner: Member
    interviewer: Interviewer
    question: Question
    attempt: Attempt
    turn: Turn

    def _row(self, model: Any, **fields: Any) -> Any:
        raise NotImplementedError

    @cached_property
    def evaluation(self) -> Evaluation:
        return self._row(Evaluation, attempt=self.attempt, evaluator="answers", status="failed")

    @cached_property
    def review(self) -> Review:
        said = {"member": self.owner, "author": "Somebody", "agrees": True, "mark": 3}
        whose = {"attempt": self.attempt, "question": self.score.question, "score": self.score}
        return self._row(Review, **whose, **said)

    @cached_property
    def claim(self) -> Claim:
        words = {"evaluation": self.evaluation, "turn": self.turn, "start": 0, "end": 1, "text": "I"}
        sides = {name: self._row(Evidence, **words) for name in ("first", "second")}
        given = {"kind": "date", "severity": 1, "reason": "The years differ.", "position": 0}
        return self._row(Claim, evaluation=self.evaluation, **given, **sides)

    @cached_property
    def note(self) -> Note:
        said = {"member": self.owner, "author": "Somebody", "text": "Ask about the tower."}
        return self._row(Note, application=self.attempt.application, **said)

    @cached_property
    def calibration(self) -> Calibration:
        made = self._row(Calibration, interviewer=self.interviewer, size=10, author="Somebody")
        words = {"question": self.question.current, "rubric": self.question.current}
        answer = self._row(CalibrationAnswer, calibration=made, attempt=self.attempt, position=0, **words)
        run = self._row(CalibrationRun, calibration=made, number=1)
        self._row(CalibrationReading, run=run, answer=answer, evaluation=self.evaluation)
        return made

    @cached_property
    def rescore(self) -> Rescore:
        return self._row(Rescore, interviewer=self.interviewer, reason="A point was missing.", status="ready")

    @cached_property
    def score(self) -> QuestionScore:
        given = {"verdict": "scored", "score": 3.0, "confidence": 0.5, "reason": "They asked."}
        return self._row(QuestionScore, evaluation=self.evaluation, question=self.question.current, **given)
