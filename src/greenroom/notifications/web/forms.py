"""What people type into the pages of this room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from greenroom.notifications.actions.subscribers import LONGEST_NAME
from greenroom.notifications.channels.registry import CHANNELS


class WebhookForm(forms.Form):
    """A channel of another service."""

    channel = forms.ChoiceField(
        label=_("Service"), choices=[(channel.slug, channel.label) for channel in CHANNELS.values()]
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("What you call it here, such as #hiring-warehouse."),
    )
    address = forms.CharField(
        label=_("Webhook address"),
        max_length=2000,
        help_text=_(
            "Slack: add an incoming webhook to the channel. Teams: add the workflow “Send webhook alerts to a channel”."
            " Whoever has the address can post there, so it is kept encrypted and not shown again."
        ),
    )
