from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from greenroom.billing.rules.services import Service
from greenroom.evaluation.contract import Evaluator
from greenroom.stages.contract import StageKind
from greenroom.stages.form.config import FormConfig
from greenroom.stages.form.scorer import check_answers
from greenroom.stages.verdicts import RULES

KIND = StageKind(
    slug="form",
    label=_("Form"),
    about=_(
        "Questions on one page: words, numbers, choices, dates and files, passed or failed by your rules."
    ),
    invitation=_("A few questions to fill in"),
    icon="form",
    config=FormConfig,
    modalities=("form",),
    needs=("form",),
    minutes_at_least=2,
    minutes_a_question=0.5,
    entrance="candidate-form",
    evaluators=(Evaluator("answers", "Answers", skill=RULES, evaluate=check_answers, scores=True),),
    service=Service.FORM,
    panel="stages/form/panel.html",
)
