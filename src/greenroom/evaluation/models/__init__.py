from greenroom.evaluation.models.calibration import (
    Calibration,
    CalibrationAnswer,
    CalibrationMark,
    CalibrationReading,
    CalibrationRun,
    CalibrationSitting,
)
from greenroom.evaluation.models.evaluation import Evaluation, KeptJudgement
from greenroom.evaluation.models.findings import (
    Claim,
    Evidence,
    Highlight,
    Proficiency,
    QuestionScore,
    Tag,
)
from greenroom.evaluation.models.rescore import Rescore, Rescored
from greenroom.evaluation.models.reviews import Note, ReadingHabit, Review, Unmasking

__all__ = [
    "Calibration",
    "CalibrationAnswer",
    "CalibrationMark",
    "CalibrationReading",
    "CalibrationRun",
    "CalibrationSitting",
    "Claim",
    "Evaluation",
    "Evidence",
    "Highlight",
    "KeptJudgement",
    "Note",
    "Proficiency",
    "QuestionScore",
    "ReadingHabit",
    "Rescore",
    "Rescored",
    "Review",
    "Tag",
    "Unmasking",
]
