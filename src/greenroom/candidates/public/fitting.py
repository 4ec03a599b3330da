"""How a page fits the candidate who asked for it: read from the database only where a page asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.public.door import CandidateRequest
from greenroom.candidates.queries import accommodations
from greenroom.candidates.rules.accommodations import Accommodations

OWN = (
    "candidate-help",
    "candidate-accommodations",
    "candidate-practice",
    "candidate-break",
    "candidate-data",
)
"""How the names of the routes begin whose pages are the candidate's own: nobody is told that they were here."""

SLOWER = "0.75"  # of the usual rate
GAP_MS = 1500  # between sentences that are read aloud


class Fit:
    """What templates ask. attempt: the one a stage's page is about, None elsewhere."""

    def __init__(self, request: CandidateRequest, attempt: Attempt | None) -> None:
        self._application = request.remembered
        self._attempt = attempt

    @cached_property
    def wanted(self) -> Accommodations:
        """What the candidate asked for; the usual for somebody unknown."""
        if self._application is None:
            return Accommodations()
        return accommodations.of(self._application.candidate_id)

    @cached_property
    def questions(self) -> list[str]:
        """What will be asked, in order, for those who asked to see it; else nothing."""
        if self._attempt is None or not self.wanted.questions_ahead:
            return []
        planned = AttemptQuestion.objects.filter(attempt=self._attempt).order_by("position")
        return list(planned.values_list("version__text", flat=True))

    @property
    def rate(self) -> str:
        """How fast the browser reads aloud, as a share of the usual; "" for that."""
        return SLOWER if self.wanted.slower_voice else ""

    @property
    def gap(self) -> str:
        """Milliseconds of silence between sentences that are read aloud; "" for none."""
        return str(GAP_MS) if self.wanted.longer_pauses else ""


def is_own(request: CandidateRequest) -> bool:
    """Whether this page is nobody's business but the candidate's."""
    route = request.resolver_match
    return route is not None and (route.url_name or "").startswith(OWN)


def frame(request: CandidateRequest, context: Mapping[str, Any]) -> dict[str, Any]:
    """What is around every page of a candidate: the way to a person, and to what is theirs."""
    slugs = [request.workspace.slug, request.interviewer.slug]
    attempt = context.get("attempt")
    fit = Fit(request, attempt if isinstance(attempt, Attempt) else None)
    links = [
        (_("Adjustments"), reverse("candidate-accommodations", args=slugs)),
        (_("Practise"), reverse("candidate-practice", args=slugs)),
    ]
    if request.remembered is not None:
        links.append((_("My data"), reverse("candidate-data", args=slugs)))
    if isinstance(attempt, Attempt) and attempt.status == Attempt.Status.OPEN and fit.wanted.breaks:
        links.insert(0, (_("Take a break"), reverse("candidate-break", args=[*slugs, attempt.stage_id])))
    return {"help_url": reverse("candidate-help", args=slugs), "own_links": links, "fit": fit}
