"""What candidates fill in."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from greenroom.compliance.rules import notice


class AgreementForm(forms.Form):
    """What somebody agrees to. Nothing is ticked beforehand. notice: the version of the words that were shown."""

    agree = forms.BooleanField(
        label=notice.AGREEMENT,
        error_messages={"required": _("Please agree before you start, or leave this page.")},
    )
    notice = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput())

    @classmethod
    def shown(cls, given: QueryDict | None, *, version: str, **more: Any) -> Self:
        """The form over the notice of this version. What was agreed to another one has to be agreed to again."""
        data = given.copy() if given is not None else None
        changed = data is not None and data.get("notice", "") not in {"", version}
        if data is not None and changed:
            data.pop("agree", None)
            data["notice"] = version
        form = cls(data, **more)
        form.fields["notice"].initial = version
        if changed:
            form.fields["agree"].error_messages["required"] = _(
                "The notice above has changed since you opened this page. Please read it again."
            )
        return form


class DetailsForm(AgreementForm):
    """Who somebody is."""

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
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
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
