from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from greenroom.billing.rules.services import Service
from greenroom.evaluation.contract import Evaluator
from greenroom.stages.contract import StageKind
from greenroom.stages.web_interview.actions.pictures import prepare
from greenroom.stages.web_interview.config import WebInterviewConfig, check, inherits
from greenroom.stages.web_interview.panel import shows
from greenroom.stages.web_interview.scorer import hear_tags, note_highlights, score_answers
from greenroom.stages.web_interview.usage import minutes

KIND = StageKind(
    slug="web_interview",
    label=_("Interview"),
    about=_("A conversation in the browser, spoken or typed, with follow-ups."),
    invitation=_("Interview with our AI interviewer"),
    icon="mic",
    config=WebInterviewConfig,
    modalities=("open", "structured", "tag"),
    needs=("open", "structured"),
    counts={"open": "num_questions"},
    check=check,
    prepare=prepare,
    inherits=inherits,
    minutes_at_least=5,
    minutes_a_question=2.5,
    entrance="candidate-interview",
    evaluators=(
        Evaluator("scorecard", "Scorecard", skill="score_answer", evaluate=score_answers, scores=True),
        Evaluator("highlights", "Highlights", skill="find_highlights", evaluate=note_highlights),
        Evaluator("tags", "Tags", skill="extract_tags", evaluate=hear_tags),
    ),
    service=Service.VOICE,
    used=minutes,
    panel="stages/web_interview/panel.html",
    shows=shows,
)
