"""What people type about the stages of an interviewer: pass rules and retakes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.core.seen import RevisionField
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.interviewers.web.numbers import plain


class RuleForm(forms.Form):
    """Who goes on from a stage, and what it weighs. seen: the stage's revision."""

    enforces_dealbreakers = forms.BooleanField(
        label=_("Stop at a dealbreaker"),
        required=False,
        help_text=_("A wrong answer to a dealbreaker ends it. An answer that cannot be read stops nobody."),
    )
    minimum_score = forms.FloatField(
        label=_("Minimum score"), required=False, help_text=_("0 to 100. Empty: no score stops anybody.")
    )
    waits_for_person = forms.TypedChoiceField(
        label=_("Who passes"),
        choices=[("no", _("Goes on by itself")), ("yes", _("Waits until a person lets them on"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    weight = forms.FloatField(label=_("Weight"), help_text=_("0 to 5, in the overall score."))
    seen = RevisionField()

    def __init__(self, stage: Stage, data: Any = None) -> None:
        initial = {
            "enforces_dealbreakers": stage.enforces_dealbreakers,
            "minimum_score": plain(stage.minimum_score),
            "waits_for_person": "yes" if stage.waits_for_person else "no",
            "weight": plain(stage.weight),
            "seen": stage.revision,
        }
        super().__init__(data, initial=initial, auto_id="rule_%s")


class RetakesForm(forms.Form):
    """Whether candidates may do a stage again, how often, and after how long. seen: the interviewer's revision."""

    enabled = forms.BooleanField(
        label=_("Enable Interview Retake"),
        required=False,
        help_text=_("Candidates may do a stage again. Every try is kept; the latest one counts."),
    )
    most_retakes = forms.IntegerField(label=_("Max retakes"), required=False, help_text=_("1 to 10"))
    retake_cooldown_days = forms.FloatField(
        label=_("Cooldown in days"),
        required=False,
        help_text=_("Between two tries. Fractions count: 0.5 is twelve hours."),
    )
    seen = RevisionField()

    def __init__(self, interviewer: Interviewer, data: Any = None) -> None:
        initial = {
            "enabled": bool(interviewer.most_retakes),
            "most_retakes": interviewer.most_retakes or 1,
            "retake_cooldown_days": plain(interviewer.retake_cooldown_days),
            "seen": interviewer.revision,
        }
        super().__init__(data, initial=initial, auto_id="retakes_%s")

    def changes(self) -> dict[str, Any]:
        """What was chosen. Without retakes the cooldown is kept for when they are allowed."""
        given = self.cleaned_data
        most = given["most_retakes"] if given["most_retakes"] is not None else 1
        cooldown = given["retake_cooldown_days"]
        return {
            "most_retakes": most if given["enabled"] else 0,
            "retake_cooldown_days": cooldown if cooldown is not None else 0,
        }
