from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from greenroom.billing.rules.services import Service
from greenroom.evaluation.contract import Evaluator
from greenroom.stages.contract import StageKind
from greenroom.stages.resume.config import ResumeConfig
from greenroom.stages.resume.panel import shows
from greenroom.stages.resume.result import passed
from greenroom.stages.resume.scorer import screen

KIND = StageKind(
    slug="resume",
    label=_("Resume"),
    about=_("Reads a resume: what must be met, and what is scored."),
    invitation=_("Your resume"),
    icon="resume",
    config=ResumeConfig,
    modalities=("qualification", "criterion"),
    counts={"qualification": "num_eligibility_questions", "criterion": "num_criteria_questions"},
    minutes_at_least=2,
    entrance="candidate-resume",
    evaluators=(
        Evaluator("screening", "Resume screening", skill="screen_resume", evaluate=screen, scores=True),
    ),
    service=Service.RESUME,
    panel="stages/resume/panel.html",
    beside="stages/resume/beside.html",
    shows=shows,
    passed=passed,
)
