"""Reading interviewers."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from greenroom.accounts.models import Member, Workspace
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import FormerSlug, Interviewer, Question, Stage


def _with_questions() -> QuerySet[Interviewer]:
    live = Question.objects.filter(removed_at=None).select_related("current").order_by("position", "id")
    stages = standing_stages().prefetch_related(Prefetch("questions", queryset=live))
    rows: QuerySet[Interviewer] = Interviewer.objects.prefetch_related(Prefetch("stages", queryset=stages))
    return rows


def standing_stages() -> QuerySet[Stage]:
    """Stages that new candidates meet, in order; removed ones stay for those who have begun them."""
    rows: QuerySet[Stage] = Stage.objects.filter(removed_at=None).order_by("position")
    return rows


def get_for(member: Member, slug: str) -> Interviewer:
    """The interviewer with its stages and live questions. Raises NotFound to a stranger."""
    found = _with_questions().filter(slug=slug, workspace_id=member.workspace_id).first()
    if found is None:
        raise NotFound
    return found


def get_brief_for(member: Member, slug: str) -> Interviewer:
    """The interviewer with its stages, without its questions and long texts. Raises NotFound to a stranger."""
    long_texts = ("job_description", "instructions", "requirements", "warnings", "notes")
    found = (
        Interviewer.objects.filter(slug=slug, workspace_id=member.workspace_id)
        .defer(*long_texts)
        .prefetch_related(Prefetch("stages", queryset=standing_stages()))
        .first()
    )
    if found is None:
        raise NotFound
    return found


def get_question_for(member: Member, question_id: UUID) -> Question:
    """A question, removed ones included, with its current words and its stage."""
    found: Question | None = (
        Question.objects.filter(id=question_id, workspace_id=member.workspace_id)
        .select_related("current", "stage__interviewer")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def get_public(workspace: Workspace, slug: str) -> Interviewer:
    """The interviewer behind a candidate's link, under its present name; drafts do not exist for candidates."""
    found = (
        Interviewer.objects.filter(workspace=workspace, slug=slug)
        .exclude(status=Interviewer.Status.DRAFT)
        .prefetch_related(Prefetch("stages", queryset=standing_stages()))
        .first()
    )
    if found is None:
        raise NotFound
    found.workspace = workspace
    return found


def renamed(workspace_id: UUID, slug: str) -> str:
    """The present name of an interviewer that was once called `slug`, "" where there was none."""
    found = (
        FormerSlug.objects.filter(workspace_id=workspace_id, slug=slug).select_related("interviewer").first()
    )
    return found.interviewer.slug if found else ""
