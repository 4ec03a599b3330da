"""What people type into the pages of this room."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, ResetPasswordForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from greenroom.accounts.models import User, Workspace
from greenroom.accounts.rules.roles import Role
from greenroom.core.errors import Refused

ROLES = [(role.value, role.label) for role in Role]
NEW_PASSWORD = {"autocomplete": "new-password"}


def say_no(form: forms.Form, refused: Refused) -> None:
    """Put what a rule said beside the field it is about, or above the form."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)


class _Plain:
    """Without the hints allauth adds; our pages say such things in their own places."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""


class SignInForm(_Plain, LoginForm):  # type: ignore[misc]  # allauth carries no types
    """Address and password."""


class PasswordForm(_Plain, ChangePasswordForm):  # type: ignore[misc]
    """The old password, and the new one twice."""


class StillYouForm(_Plain, ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class PasswordResetForm(ResetPasswordForm):  # type: ignore[misc]
    """Asking to reset a password mails its owner, and nobody where there is none: no mail for strangers."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if self.users:
            super().save(request, **kwargs)
        return str(self.cleaned_data["email"])


class EmailForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=User._meta.get_field("name").max_length, help_text=_("As others see it.")
    )


class NewPersonForm(forms.Form):
    """Who somebody is, and the password they will sign in with."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
        strip=False,
        help_text=_("At least 12 characters; a few unrelated words are good."),
    )


class SetUpForm(NewPersonForm):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    workspace = forms.CharField(
        label=_("Workspace"), max_length=120, help_text=_("Your organisation's name, as candidates see it.")
    )
    field_order = ["workspace", "name", "email", "password"]


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=Role.RECRUITER.value)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)


class WorkspaceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=Workspace._meta.get_field("name").max_length)
    about = forms.CharField(
        label=_("About you"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text=_("Shown to candidates. The interviewer answers their questions from it."),
    )
    accent = forms.CharField(
        label=_("Colour"),
        max_length=7,
        help_text=_("# and six digits. White words on it must be readable: a contrast of at least 4.5 to 1."),
    )
    keep_days = forms.IntegerField(
        label=_("Keep candidates for"),
        min_value=1,
        max_value=3650,
        help_text=_("Days after their last activity. Then a candidate's data is removed."),
    )
