"""What this room does about its own interviewers in the rooms below."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from greenroom.accounts.models import Workspace
from greenroom.core import money
from greenroom.core.events import on
from greenroom.interviewers.events import BudgetNearlySpent, BudgetSpent, InterviewerDeleted
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.rules.subject import KIND
from greenroom.notifications.actions.notices import notify
from greenroom.notifications.actions.subscribers import forget
from greenroom.notifications.contract import Notice


@on(BudgetNearlySpent)
def tell_that_the_budget_is_nearly_spent(event: BudgetNearlySpent) -> None:
    _tell(event, _("Most of the budget of “%(title)s” is spent"))


@on(BudgetSpent)
def tell_that_the_budget_is_spent(event: BudgetSpent) -> None:
    _tell(event, _("The budget of “%(title)s” is spent: nobody new can start"))


def _tell(event: BudgetNearlySpent | BudgetSpent, title: str) -> None:
    """Subscribers and administrators hear of it, once for each time it is so."""
    interviewer = Interviewer.objects.only("title", "slug", "workspace_id").get(id=event.interviewer_id)
    currency = Workspace.objects.values_list("currency", flat=True).get(id=interviewer.workspace_id)
    facts = (
        (_("Spent"), money.full(event.spent, currency)),
        (_("Budget"), money.full(event.budget, currency)),
    )
    link = f"{settings.PUBLIC_URL}/interviewers/{interviewer.slug}/"
    notify(
        subject_kind=KIND,
        subject_id=interviewer.id,
        notice=Notice(title % {"title": interviewer.title}, facts, link, _("Open the interviewer")),
        key=_key(event.name(), event.interviewer_id, event.spent, event.budget),
        admins=True,
    )


def _key(what: str, interviewer_id: UUID, spent: int, budget: int) -> str:
    return f"{what}:{interviewer_id}:{spent}:{budget}"


@on(InterviewerDeleted)
def forget_its_subscribers(event: InterviewerDeleted) -> None:
    forget(subject_kind=KIND, subject_id=event.interviewer_id)
