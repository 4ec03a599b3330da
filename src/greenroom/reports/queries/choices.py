"""What a member's reports showed last time."""

from __future__ import annotations

from pydantic import ValidationError

from greenroom.accounts.models import Member
from greenroom.reports.models import ReportChoice
from greenroom.reports.rules import options
from greenroom.reports.rules.options import Contents, Options


def of(member: Member) -> tuple[Options, Contents]:
    """The defaults for somebody who has never chosen."""
    kept = ReportChoice.objects.filter(member=member).first()
    if kept is None:
        return Options(), Contents()
    return options.read(kept.options), contents_of(kept.contents)


def contents_of(kept: dict[str, object]) -> Contents:
    try:
        return Contents.model_validate(kept)
    except ValidationError:
        return Contents()
