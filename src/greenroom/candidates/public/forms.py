"""What candidates fill in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.compliance.rules import notice


class DetailsForm(forms.Form):
    """Who somebody is. Nothing is ticked beforehand."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Tell us your name.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send a code here, and nothing else you did not ask for."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "required": _("Tell us where to send the code."),
            "invalid": _("This does not look like an e-mail address."),
        },
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        help_text=_("With the country code, such as +44 …"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    agree = forms.BooleanField(
        label=notice.AGREEMENT,
        error_messages={"required": _("Please agree before you start, or leave this page.")},
    )
    time_zone = forms.CharField(
        max_length=60, required=False, widget=forms.HiddenInput(attrs={"data-controller": "time-zone"})
    )


class ReturnForm(forms.Form):
    """Somebody who has been here before."""

    email = forms.EmailField(
        label=_("The e-mail you applied with"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
        error_messages={"required": _("Enter the six digits from the message.")},
    )


class RatingForm(forms.Form):
    rating = forms.TypedChoiceField(
        choices=[(n, str(n)) for n in range(1, 6)],
        coerce=int,
        error_messages={
            "required": _("Choose a number from 1 to 5."),
            "invalid_choice": _("Choose a number from 1 to 5."),
        },
    )
    comment = forms.CharField(
        label=_("Anything we should know?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
