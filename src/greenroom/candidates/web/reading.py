"""How a member reads candidates: one long page or tabs, blind or not, with shortcuts or without."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.candidates.queries import applications
from greenroom.core.errors import NotFound
from greenroom.core.ids import ids_in
from greenroom.evaluation.actions import reading
from greenroom.evaluation.queries import averages, scorecards
from greenroom.evaluation.queries.averages import Averages
from greenroom.evaluation.queries.cards import Scorecard
from greenroom.evaluation.queries.reading import Habit, alias, habit_of, is_hidden, masked
from greenroom.evaluation.rules.masking import Mask


@dataclass(frozen=True, kw_only=True)
class Read:
    """A scorecard as this member sees it. mask: what hides who it is, None where it is not hidden."""

    card: Scorecard
    habit: Habit
    mask: Mask | None
    averages: Averages


def read(request: TeamRequest, slug: str, application_id: UUID) -> Read:
    """The scorecard at this address, with the attempts asked for, beside others. Raises NotFound."""
    card, habit = _read(request, slug, application_id)
    found = averages.of(card)
    card = averages.added_to(card, found)
    if not habit.is_masked:
        return Read(card=card, habit=habit, mask=None, averages=found)
    hidden, mask = masked(card)
    return Read(card=hidden, habit=habit, mask=mask, averages=found)


def scorecard_at(request: TeamRequest, slug: str, application_id: UUID) -> Scorecard:
    """The scorecard alone, masked for who reads blind. Raises NotFound."""
    card, habit = _read(request, slug, application_id)
    return masked(card)[0] if habit.is_masked else card


def _read(request: TeamRequest, slug: str, application_id: UUID) -> tuple[Scorecard, Habit]:
    card = scorecards.get_for(request.member, application_id, chosen=chosen_attempts(request))
    if card.application.interviewer.slug != slug:
        raise NotFound
    return card, habit_of(request.member, card.application)


def chosen_attempts(request: HttpRequest) -> list[UUID]:
    """Those that the address asks for, of several that somebody made at one stage."""
    return ids_in(request.GET.getlist("attempt"))


def application_at(request: TeamRequest, slug: str, application_id: UUID) -> Application:
    """The application at this address. Raises NotFound."""
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug:
        raise NotFound
    return application


def name_for(request: TeamRequest, application: Application) -> str:
    """What this member may call somebody."""
    return alias(application) if is_hidden(request.member, application) else str(application.candidate.name)


def back(request: TeamRequest, otherwise: str, anchor: str = "") -> HttpResponse:
    """To the page a form came from, at the element it stood in."""
    wanted = request.POST.get("next", "")
    address = wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else ""
    return redirect((address or otherwise) + (f"#{anchor}" if anchor else ""))


@team(Permission.SEE)
@require_POST
def change(request: TeamRequest) -> HttpResponse:
    """Keep what the form says: `layout`, `blind` or `keys` ("on" or "off")."""
    given = {name: request.POST[name] == "on" for name in ("blind", "keys") if name in request.POST}
    reading.change(by=request.member, layout=request.POST.get("layout"), **given)
    if "blind" in given:
        words = _("Names are hidden.") if given["blind"] else _("Names are shown.")
        messages.success(request, words)
    return back(request, "/interviewers/")


@team(Permission.SEE)
@require_POST
def unmask(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Show who this is to a member who reads blind. It is written into the audit trail."""
    application = application_at(request, slug, application_id)
    reading.unmask(application, by=request.member)
    return back(request, f"/interviewers/{slug}/candidates/{application_id}/")
