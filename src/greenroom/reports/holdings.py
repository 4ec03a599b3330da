"""What this room holds of people: letters to them, links to their scorecard, and what was said through those."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.compliance import registry
from greenroom.compliance.contract import Holding, Sheet, Subject
from greenroom.media.actions import erasing
from greenroom.reports.models import Letter, PackageItem, Remark, Share, Translation


def show(subject: Subject) -> Iterator[Sheet]:
    theirs = {"application_id__in": subject.application_ids}
    letters = Letter.objects.filter(**theirs).order_by("created_at")
    if facts := tuple((_sent(row), row.text) for row in letters):
        yield Sheet(_("Letters to you"), facts)
    shares = Share.objects.filter(**theirs).order_by("created_at")
    if facts := tuple((_on(row), date_format(row.ends_at, "DATE_FORMAT")) for row in shares):
        yield Sheet(_("Links to your scorecard, and when they end"), facts)
    remarks = Remark.objects.filter(share__application_id__in=subject.application_ids)
    if facts := tuple((row.name, row.reason) for row in remarks if row.reason):
        yield Sheet(_("What was said of your scores"), facts)


def _on(row: Letter | Share) -> str:
    return date_format(row.created_at, "DATE_FORMAT")


def _sent(row: Letter) -> str:
    return date_format(row.sent_at, "DATE_FORMAT") if row.sent_at else _("Draft, not sent")


def erase(subject: Subject) -> None:
    theirs = {"application_id__in": subject.application_ids}
    files = [one for one in PackageItem.objects.filter(**theirs).values_list("report_id", flat=True) if one]
    erasing.drop_bytes(files)
    with transaction.atomic():
        for model in (PackageItem, Letter, Translation, Share):
            model.objects.filter(**theirs).delete()
        erasing.drop_rows(resume_ids=(), file_ids=files)


registry.add(
    Holding(
        slug="reports",
        label=gettext_lazy("Letters and shared scorecards"),
        tables=(
            "reports.Letter",
            "reports.PackageItem",
            "reports.Remark",
            "reports.Share",
            "reports.Translation",
        ),
        show=show,
        erase=erase,
    )
)
