from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from greenroom.evaluation.contract import Evaluator
from greenroom.stages.contract import StageKind
from greenroom.stages.web_interview.scorer import hear_tags, note_highlights, score_answers


class Config(BaseModel):
    """Nothing to set yet."""

    model_config = ConfigDict(extra="forbid")


KIND = StageKind(
    slug="web_interview",
    label=_("Interview"),
    invitation=_("Interview with our AI interviewer"),
    icon="mic",
    config=Config,
    entrance="candidate-interview",
    modalities=("open",),
    evaluators=(
        Evaluator("scorecard", "Scorecard", skill="score_answer", evaluate=score_answers, scores=True),
        Evaluator("highlights", "Highlights", skill="find_highlights", evaluate=note_highlights),
        Evaluator("tags", "Tags", skill="extract_tags", evaluate=hear_tags),
    ),
    minutes_at_least=5,
    minutes_a_question=2.5,
)
