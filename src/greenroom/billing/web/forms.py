"""What people type into the pages of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.billing.rules.services import Service
from greenroom.core import money
from greenroom.core.errors import Refused

LABELS: dict[Service, tuple[Promise, Promise]] = {
    Service.VOICE: (_("Voice and video"), _("For a minute.")),
    Service.SMS: (_("Text messages"), _("For a message.")),
    Service.RESUME: (_("Resumes"), _("For a resume.")),
    Service.FORM: (_("Forms"), _("For a form.")),
    Service.SCENARIO: (_("Scenarios"), _("For a scenario.")),
    Service.MODEL: (_("Language model"), _("For 1,000 tokens.")),
}
"""Each service as a person reads it, and what its price is for."""

COUNTED: dict[Service, Promise] = {
    Service.VOICE: _("%(n)s min"),
    Service.SMS: _("%(n)s sent"),
    Service.RESUME: _("%(n)s read"),
    Service.FORM: _("%(n)s filled in"),
    Service.SCENARIO: _("%(n)s played"),
    Service.MODEL: _("%(n)s thousand tokens"),
}
"""So much of a service, as a person reads it."""


class AmountField(forms.CharField):
    """An amount of money as people type it; its value is micros."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return money.parse(typed) if typed else 0
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused


class BillingForm(forms.Form):
    """The currency, and a price for each service."""

    currency = forms.ChoiceField(label=_("Currency"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].choices = money.currencies()  # type: ignore[attr-defined]  # it is a ChoiceField
        for service, (label, hint) in LABELS.items():
            self.fields[service.value] = AmountField(label=label, help_text=hint, required=False)

    def amounts(self) -> dict[Service, int]:
        return {service: self.cleaned_data[service.value] for service in Service}
