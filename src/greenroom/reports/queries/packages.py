"""Packages, and what is in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application, Attempt
from greenroom.core.errors import NotFound
from greenroom.core.text import slug
from greenroom.evaluation.queries import reading
from greenroom.media.actions.files import open_stored
from greenroom.media.models import Recording, StoredFile
from greenroom.reports.formats.zip import Entry
from greenroom.reports.models import Package, PackageItem
from greenroom.reports.queries.choices import contents_of

State = PackageItem.State


def get_for(member: Member, package_id: UUID) -> Package:
    """A package of the member's workspace. Raises NotFound."""
    found: Package | None = (
        Package.objects.filter(id=package_id, workspace_id=member.workspace_id)
        .select_related("interviewer")
        .first()
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Standing:
    """How many of how many candidates are done, and who could not be."""

    done: int
    total: int
    failed: list[str]


def standing(package: Package) -> Standing:
    states = Counter(package.items.values_list("state", flat=True))
    lost = list(package.items.filter(state=State.FAILED).select_related("application__candidate"))
    names = _names([item.application for item in lost], package.member)
    failed = [names[item.application_id] for item in lost]
    return Standing(states[State.DONE] + states[State.FAILED], states.total(), failed)


def _names(applications: list[Application], member: Member) -> dict[UUID, str]:
    """What each is called by a member, who may read blind."""
    hidden = reading.hidden_from(member, applications, reading.habit_of(member))
    return {one.id: reading.alias(one) if one.id in hidden else one.candidate.name for one in applications}


@dataclass(frozen=True)
class Listing:
    """Everything of a ZIP. missing: lines on who or what is not in it."""

    entries: list[Entry]
    missing: list[str]


def listing(package: Package) -> Listing:
    """Read once, so that nothing is asked of the database while the ZIP is fetched.

    Of people whom the member who asked does not see, since they read blind, there are reports alone.
    """
    items = list(package.items.select_related("application__candidate", "report"))
    wanted, people = contents_of(package.contents), [item.application for item in items]
    hidden = reading.hidden_from(package.member, people, reading.habit_of(package.member))
    names = _names(people, package.member)
    ids = [one.id for one in people if one.id not in hidden]
    resumes = _resumes(ids) if wanted.resume else {}
    recordings = _recordings(ids, video=wanted.video, audio=wanted.audio)
    entries, missing = [], []
    for item in items:
        folder = f"{item.position:03d}-{slug(names[item.application_id], otherwise='candidate')}"
        if item.state == State.FAILED:
            missing.append(f"{folder}: {item.error}")
        if item.application_id in hidden:
            missing.append(f"{folder}: files that say who it is")
        files = [("report.pdf", item.report)] if item.report else []
        files += [(f"resume-{file.name}", file) for file in resumes.get(item.application_id, [])]
        files += [(f"{n}-{file.name}", file) for n, file in enumerate(recordings[item.application_id], 1)]
        entries += [Entry(f"{folder}/{name}", partial(open_stored, file)) for name, file in files]
    return Listing(entries, missing)


def _resumes(application_ids: list[UUID]) -> dict[UUID, list[StoredFile]]:
    """The newest resume of each, as it was uploaded."""
    rows = Attempt.objects.filter(application_id__in=application_ids, resume__file__isnull=False)
    ordered = rows.select_related("resume__file").order_by("number", "created_at")
    return {row.application_id: [row.resume.file] for row in ordered if row.resume and row.resume.file}


def _recordings(
    application_ids: list[UUID], *, video: bool, audio: bool
) -> defaultdict[UUID, list[StoredFile]]:
    kinds = [kind for kind, wanted in (("video/", video), ("audio/", audio)) if wanted]
    found: defaultdict[UUID, list[StoredFile]] = defaultdict(list)
    if not kinds:
        return found
    rows = Recording.objects.filter(application_id__in=application_ids, file__isnull=False)
    for row in rows.select_related("file").order_by("began_ms", "segment"):
        if row.file is not None and row.file.media_type.startswith(tuple(kinds)):
            found[row.application_id].append(row.file)
    return found
