"""What people type about messages and policies. Sense and ranges are checked by the rules."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.core.errors import Refused
from greenroom.outreach.models import Policy, TemplateGroup
from greenroom.outreach.rules.kinds import SMS
from greenroom.outreach.rules.wording import LONGEST_BODY, LONGEST_TEXT, Text


def refuse(form: forms.Form, problem: Refused) -> None:
    """Put what a rule said beside the field it is about."""
    form.add_error(problem.field if problem.field in form.fields else None, problem.message)


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Name"), required=False)
    sender_name = forms.CharField(
        label=_("Sender name"),
        required=False,
        help_text=_("Shown before the address. Left empty: your company's name."),
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, group: TemplateGroup | None, data: Any = None, *, seen: str = "") -> None:
        initial = {"name": group.name, "sender_name": group.sender_name, "seen": seen} if group else {}
        super().__init__(data, initial=initial)


class Removal(forms.Form):
    """The name of what goes, typed by who removes it."""

    typed_name = forms.CharField(label=_("Type the name to delete it"), required=False)


class TextForm(forms.Form):
    """One message. subject: not for text messages."""

    subject = forms.CharField(
        label=_("Subject"), required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    body = forms.CharField(
        label=_("Message"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        help_text=_(
            "Plain text. An empty line begins a paragraph; a link on a line of its own becomes a button."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, channel: str, text: Text, seen: str, data: Any = None) -> None:
        super().__init__(data, initial={"subject": text.subject, "body": text.body, "seen": seen})
        body = self.fields["body"]
        if channel == SMS:
            del self.fields["subject"]
            body.widget.attrs["rows"] = 5
            body.help_text = _("Plain text; long ones cost more than one message.")
        body.max_length = LONGEST_TEXT if channel == SMS else LONGEST_BODY  # type: ignore[attr-defined]  # for its counter


def _switch(label: Any, hint: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=hint)


def _number(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hint)


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


class PolicyForm(forms.Form):
    """A policy; the fields are those of `rules.policy.Terms`."""

    name = forms.CharField(label=_("Name"), required=False)
    description = forms.CharField(label=_("What it is for"), required=False)
    sends = _switch(
        _("All communications"),
        _("Off: only what candidates ask for is sent, and that a rule has stopped them."),
    )
    by_text = _switch(
        _("Text messages besides"), _("To who has given a phone number, where text messages are set up.")
    )
    reminds = _switch(_("All reminders"))
    cooldown_hours = _number(_("Hours between two reminders"), _("And after the candidate was last here."))
    most_reminders = _number(_("Most reminders"))
    max_age_days = _number(
        _("Days after which nothing more is sent"), _("Counted from when the application began. 0: for ever.")
    )
    quiet_from = _time(_("Quiet from"))
    quiet_until = _time(_("Quiet until"))
    time_zone = forms.ChoiceField(
        label=_("Time zone of who has told none"),
        choices=[(zone, zone) for zone in sorted(available_timezones())],
    )
    sends_deadline = _switch(_("Reminders before the deadline"))
    deadline_from_days = _number(_("From so many days before"))
    deadline_until_days = _number(_("Until so many days before"))
    deadline_most = _number(_("At most"))
    sends_completion = _switch(_("Thanks when every step is done"))
    sends_retake = _switch(_("Another go has opened"))
    sends_scheduling = _switch(_("Link to choose a time"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, policy: Policy, seen: str, data: Any = None) -> None:
        initial = {name: getattr(policy, name) for name in self.base_fields if name != "seen"}
        super().__init__(data, initial={**initial, "seen": seen})
