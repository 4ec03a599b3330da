from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.interviewers.models.interviewer import Interviewer


class Label(WorkspaceRow):
    """A mark that recruiters put on interviewers, and what values it takes.

    key, value_type: for good. allowed: the values of a picklist, in their order. is_required: every interviewer is
    to have it.
    """

    class ValueType(models.TextChoices):
        TEXT = "text"
        NUMBER = "number"
        PICKLIST = "picklist"
        YES_NO = "yes_no"

    key = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, default="", blank=True)
    value_type = models.CharField(max_length=10, choices=ValueType)
    allowed = models.JSONField(default=list)
    is_required = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="label_key_once_a_workspace")
        ]


class LabelValue(WorkspaceRow):
    """A label on an interviewer. value: as text; numbers in digits, yes or no as "yes" or "no"."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="labels")
    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="values")
    value = models.CharField(max_length=160)
    put_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interviewer", "label"], name="label_once_an_interviewer")
        ]
        indexes = [models.Index(fields=["label", "value"], name="label_value_found")]


class SavedView(WorkspaceRow):
    """A list as a member likes to see it. page: the list's URL name. query: the words of its address.

    is_shared: the whole workspace may open it.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "page", "name"], name="saved_view_name_once_a_member")
        ]
