"""Remembering what a member wants in reports."""

from __future__ import annotations

from django.db import transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.reports.models import ReportChoice
from greenroom.reports.rules.options import Contents, Options


@transaction.atomic
def remember(options: Options, contents: Contents | None = None, *, by: Member) -> None:
    """For the member's next report. contents: of their next ZIP, where that was asked."""
    require(by, Permission.SEE)
    kept = {"options": options.model_dump()}
    if contents is not None:
        kept["contents"] = contents.model_dump()
    ReportChoice.objects.update_or_create(
        member=by, defaults=kept, create_defaults={"workspace_id": by.workspace_id, **kept}
    )
