from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from greenroom.billing.rules.services import Service
from greenroom.evaluation.contract import Evaluator
from greenroom.stages.contract import StageKind
from greenroom.stages.scenario.config import ScenarioConfig, fixed, lacks
from greenroom.stages.scenario.scorer import score_work

KIND = StageKind(
    slug="scenario",
    label=_("Scenario"),
    about=_("A task to be done with an AI assistant in a set time, scored by how it was worked with."),
    invitation=_("A task to do with an AI assistant"),
    icon="scenario",
    config=ScenarioConfig,
    modalities=("open",),
    needs=("open",),
    lacks=lacks,
    fixed=fixed,
    drafted_at="scenario-write",
    minutes_at_least=25,
    entrance="candidate-scenario",
    evaluators=(Evaluator("scorecard", "Scorecard", skill="score_answer", evaluate=score_work, scores=True),),
    service=Service.SCENARIO,
    panel="stages/scenario/panel.html",
)
