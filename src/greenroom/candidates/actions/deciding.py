"""Shortlisting and dismissing many candidates: some now, or everybody who matches as a job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import applications
from greenroom.candidates.jobs import decide_matching
from greenroom.candidates.models import Application
from greenroom.candidates.queries import listing
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.ids import new_id
from greenroom.core.jobs import GiveUp, cancel, enqueue, report_progress
from greenroom.core.models import Job
from greenroom.interviewers.models import Interviewer

DECISIONS = {
    "shortlist": applications.shortlist,
    "dismiss": applications.dismiss,
    "undo": applications.undecide,
}
Status = Application.Status
BACK = {Status.SHORTLISTED: "shortlist", Status.DISMISSED: "dismiss"}
AT_ONCE = 200
"""More candidates than this are decided on by a job."""
UNDO = timedelta(seconds=10)
STEP = 20  # candidates between two reports of progress


@dataclass
class Outcome:
    """before: who was moved, and where each stood. refused: names of those who could not be."""

    before: dict[UUID, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def decide(chosen: Iterable[Application], decision: str, *, by: Member) -> Outcome:
    """Decide on each of them; who cannot be moved is named, the others are. Candidates must be at hand."""
    require(by, Permission.DECIDE)
    outcome = Outcome()
    for row in chosen:
        try:
            after = DECISIONS[decision](row, by=by)
        except Refused:
            outcome.refused.append(row.candidate.name)
            continue
        if after.status != row.status:
            outcome.before[row.id] = row.status
    return outcome


def take_back(before: Mapping[UUID, str], *, by: Member) -> int:
    """Put candidates back to where they stood before a decision; how many were. Others stay as they are."""
    require(by, Permission.DECIDE)
    rows = Application.objects.filter(id__in=list(before)).select_related("candidate")
    moved = 0
    for row in rows:
        moved += len(decide([row], BACK.get(Status(before[row.id]), "undo"), by=by).before)
    return moved


def decide_later(interviewer: Interviewer, asked: listing.Asked, decision: str, *, by: Member) -> UUID:
    """Enqueue a decision on everybody who matches now; the job's id. It begins when undo is over."""
    require(by, Permission.DECIDE)
    key, now = f"decide:{new_id()}", clock.now()
    enqueue(
        decide_matching,
        run_at=now + UNDO,
        key=key,
        interviewer_id=interviewer.id,
        decision=decision,
        member_id=by.id,
        asked={"status": asked.status, "q": asked.search},
        until=now.isoformat(),
    )
    found: UUID = Job.objects.values_list("id", flat=True).get(key=key)
    return found


def cancel_later(job_id: UUID, *, by: Member) -> bool:
    """Stop such a job, whatever it has done already stays. False when it is not one of this workspace."""
    require(by, Permission.DECIDE)
    mine = Job.objects.filter(id=job_id, scope_id=by.workspace_id, name=decide_matching.name)
    if not mine.exists():
        return False
    cancel(job_id)
    return True


def decide_all(
    *, interviewer_id: UUID, decision: str, member_id: UUID, asked: dict[str, str], until: datetime
) -> None:
    """Decide on everybody who matches and had applied by then, each in a transaction of their own."""
    member = Member.objects.filter(id=member_id).first()
    interviewer = Interviewer.objects.filter(id=interviewer_id).first()
    if member is None or interviewer is None:
        raise GiveUp("The interviewer or the member who asked for it is gone.")
    rows = listing.matching(interviewer, listing.Asked.read(asked)).filter(created_at__lte=until)
    ids = list(rows.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), STEP):
        report_progress(start, len(ids))
        part = Application.objects.filter(id__in=ids[start : start + STEP]).select_related("candidate")
        decide(part, decision, by=member)
    report_progress(len(ids), len(ids))
