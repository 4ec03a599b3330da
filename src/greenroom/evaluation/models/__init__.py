from greenroom.evaluation.models.evaluation import Evaluation
from greenroom.evaluation.models.findings import Evidence, Highlight, QuestionScore, Tag

__all__ = ["Evaluation", "Evidence", "Highlight", "QuestionScore", "Tag"]
