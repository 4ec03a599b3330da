from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from greenroom.evaluation.contract import Evaluator
from greenroom.stages.contract import StageKind
from greenroom.stages.resume.scorer import screen


class Config(BaseModel):
    """Nothing to set yet."""

    model_config = ConfigDict(extra="forbid")


KIND = StageKind(
    slug="resume",
    label=_("Resume"),
    invitation=_("Your resume"),
    icon="resume",
    config=Config,
    entrance="candidate-resume",
    modalities=("qualification", "criterion"),
    evaluators=(
        Evaluator("screening", "Resume screening", skill="screen_resume", evaluate=screen, scores=True),
    ),
    minutes_at_least=2,
)
