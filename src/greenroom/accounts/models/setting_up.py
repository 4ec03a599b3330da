from __future__ import annotations

from django.db import models

from greenroom.accounts.models.base import WorkspaceRow
from greenroom.accounts.models.people import User
from greenroom.accounts.rules.roles import Role


class Invitation(WorkspaceRow):
    """An address that was asked into a workspace. Only the hash of the link's secret is kept.

    It is open until it is accepted, withdrawn (the row goes) or past expires_at.
    """

    email = models.EmailField()
    role = models.CharField(max_length=12, choices=[(role.value, role.label) for role in Role])
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "email"],
                name="invitation_open_once_an_address",
                condition=models.Q(accepted_at=None),
            )
        ]


class FirstSetUp(models.Model):
    """One row at most: that the place has been set up in the browser, and by whom."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="first_set_up_is_one_row")]
