from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from greenroom.billing.rules.services import Service
from greenroom.evaluation.contract import Evaluator
from greenroom.stages.contract import StageKind
from greenroom.stages.conversational_sms.config import ConversationalSMSConfig
from greenroom.stages.conversational_sms.panel import shows
from greenroom.stages.conversational_sms.scorer import check_answers
from greenroom.stages.conversational_sms.usage import messages
from greenroom.stages.verdicts import RULES

KIND = StageKind(
    slug="conversational_sms",
    label=_("Text messages"),
    about=_("Short questions by text message, one at a time, answered in the candidate's own words."),
    invitation=_("A few questions by text message"),
    icon="sms",
    config=ConversationalSMSConfig,
    modalities=("sms",),
    needs=("sms",),
    counts={"sms": "num_questions"},
    minutes_at_least=2,
    minutes_a_question=0.5,
    entrance="candidate-sms",
    evaluators=(Evaluator("answers", "Answers", skill=RULES, evaluate=check_answers, scores=True),),
    service=Service.SMS,
    used=messages,
    panel="stages/conversational_sms/panel.html",
    shows=shows,
)
