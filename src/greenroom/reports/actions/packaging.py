"""Putting together the reports and files of many candidates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.events import emit
from greenroom.core.jobs import cancel, enqueue, report_progress
from greenroom.core.models import Job
from greenroom.interviewers.models import Interviewer
from greenroom.media.actions import erasing
from greenroom.media.actions.files import store
from greenroom.reports import events, jobs
from greenroom.reports.actions import translating
from greenroom.reports.models import Package, PackageItem
from greenroom.reports.queries import choices, reports, translations
from greenroom.reports.rules import options as choosing
from greenroom.reports.rules.options import Contents, Options
from greenroom.skills.models.contract import ModelFailure

log = structlog.get_logger(__name__)
MOST = 2_000
KEPT = timedelta(days=7)
State, Item = Package.State, PackageItem.State


@transaction.atomic
def ask(
    interviewer: Interviewer,
    application_ids: Iterable[UUID],
    options: Options,
    contents: Contents,
    *,
    by: Member,
) -> Package:
    """Have the reports of these applications made, in this order; others than the interviewer's do not count.

    Raises Refused for nobody, for too many, and for a package of nothing.
    """
    require(by, Permission.SEE)
    if not any(contents.model_dump().values()):
        raise Refused(_("Choose at least one kind of file."))
    ids = list(dict.fromkeys(application_ids))
    if not ids:
        raise Refused(_("Choose at least one candidate."))
    if len(ids) > MOST:
        raise Refused(_("At most %(n)s candidates at a time.") % {"n": f"{MOST:,}"})
    package: Package = Package.objects.create(
        workspace_id=by.workspace_id,
        interviewer=interviewer,
        member=by,
        options=options.model_dump(),
        contents=contents.model_dump(),
    )
    PackageItem.objects.bulk_create(
        PackageItem(workspace_id=by.workspace_id, package=package, application_id=one, position=place)
        for place, one in enumerate(ids, start=1)
    )
    emit(
        events.PackageAsked(package_id=package.id, interviewer_id=interviewer.id, candidates=len(ids)),
        by=by.actor,
    )
    enqueue(jobs.pack, key=_key(package.id), package_id=package.id)
    return package


@transaction.atomic
def stop(package: Package, *, by: Member) -> None:
    """Make no more reports. Those that were made can be fetched."""
    require(by, Permission.SEE)
    if Package.objects.filter(id=package.id, state=State.WAITING).update(state=State.STOPPED):
        emit(events.PackageStopped(package_id=package.id), by=by.actor)
        for job_id in Job.objects.filter(key=_key(package.id)).values_list("id", flat=True):
            cancel(job_id)


@transaction.atomic
def taken(package: Package, *, by: Member) -> None:
    """Note who took it away."""
    require(by, Permission.SEE)
    emit(events.PackageTaken(package_id=package.id), by=by.actor)


def make(*, package_id: UUID) -> None:
    """Make what is not made yet, one after another; a worker that dies loses one report at most."""
    package = (
        Package.objects.filter(id=package_id, state=State.WAITING).select_related("member__user").first()
    )
    if package is None:
        return
    options, contents = choosing.read(package.options), choices.contents_of(package.contents)
    total = package.items.count()
    waiting = list(package.items.filter(state=Item.WAITING).values_list("id", flat=True))
    for done, item_id in enumerate(waiting, start=total - len(waiting)):
        report_progress(done, total)
        if contents.report:
            _make_one(item_id, options, package.member)
        else:
            PackageItem.objects.filter(id=item_id).update(state=Item.DONE)
    report_progress(total, total)
    _finish(package)


def _make_one(item_id: UUID, options: Options, member: Member) -> None:
    item = PackageItem.objects.filter(id=item_id, state=Item.WAITING).first()
    if item is None:
        return
    try:
        made = _pdf(item.application_id, options, member)
    except (NotFound, RuntimeError, ValueError, OSError) as problem:
        log.warning("a report could not be made", item=str(item_id), problem=type(problem).__name__)
        PackageItem.objects.filter(id=item_id).update(state=Item.FAILED, error="could not be made")
        return
    with transaction.atomic():
        file = store(
            workspace_id=item.workspace_id,
            content=BytesIO(made),
            name="report.pdf",
            media_type="application/pdf",
        )
        PackageItem.objects.filter(id=item_id).update(state=Item.DONE, report=file)


def _pdf(application_id: UUID, options: Options, member: Member) -> bytes:
    report = reports.get_for(member, application_id, options)
    language = translations.wanted(report.card, options)
    if language and translations.can(report.card):
        try:
            translating.translate(report.card, language)
        except ModelFailure:  # the report says that its reasons are not translated
            return report.pdf()
        report = reports.get_for(member, application_id, options)
    return report.pdf()


@transaction.atomic
def _finish(package: Package) -> None:
    ready = Package.objects.filter(id=package.id, state=State.WAITING)
    if not ready.update(state=State.READY, ready_at=clock.now()):
        return
    failed = package.items.filter(state=Item.FAILED).count()
    emit(events.PackageReady(package_id=package.id, failed=failed))
    address = f"{settings.PUBLIC_URL}/packages/{package.id}/"
    send_mail(
        _("Your files are ready"),
        _(
            "The files of %(n)s candidates are ready. They are kept for a week, and open when you are signed in:"
        )
        % {"n": package.items.count()}
        + f"\n\n{address}\n",
        None,
        [package.member.user.email],
    )


def forget() -> None:
    """Throw away packages that are older than a week, bytes first."""
    for package in Package.objects.filter(created_at__lt=clock.now() - KEPT):
        files = [one for one in package.items.values_list("report_id", flat=True) if one]
        erasing.drop_bytes(files)
        with transaction.atomic():
            package.delete()
            erasing.drop_rows(resume_ids=(), file_ids=files)


def _key(package_id: UUID) -> str:
    return f"reports.pack:{package_id}"
