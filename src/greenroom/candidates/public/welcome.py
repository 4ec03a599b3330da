"""What the first page knows of who opens it, so that nothing is asked twice."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenroom.candidates.actions import inviting
from greenroom.candidates.models import Candidate
from greenroom.candidates.public.door import CandidateRequest, acquainted
from greenroom.candidates.rules import contact

GIVEN = "given"  # session key: by interviewer, what was filled in here and is not proven yet
KEPT = ("name", "email", "phone")


def who_is_here(request: CandidateRequest) -> Candidate | None:
    """Whoever has proven their address in this browser, unless somebody else is meant or says that they are."""
    if "new" in request.GET or "email" in request.POST:
        return None
    known, meant = acquainted(request), meant_by(request)
    if known is None or (meant is not None and meant.id != known.candidate_id):
        return None
    return known.candidate


def meant_by(request: CandidateRequest) -> Candidate | None:
    """Whom the link was made for, where it was made for one person."""
    return inviting.meant_by(request.GET.get("for", ""), request.interviewer)


def is_withdrawn(request: CandidateRequest) -> bool:
    """Whether the link was made for one person and taken back."""
    return inviting.is_withdrawn(request.GET.get("for", ""), request.interviewer)


def filled_in(request: CandidateRequest) -> dict[str, str]:
    """What this browser has filled in here before, else what a link made for one person knows of them."""
    before: dict[str, str] = request.session.get(GIVEN, {}).get(str(request.interviewer.id), {})
    meant = meant_by(request)
    if before and (meant is None or meant.email == before["email"]):
        return before
    return {name: getattr(meant, name) for name in KEPT} if meant else {}


def keep(request: CandidateRequest, given: dict[str, str]) -> None:
    """Remember in this browser's session what was filled in, until the address is proven."""
    standing = dict(request.session.get(GIVEN, {}))
    standing[str(request.interviewer.id)] = {name: given[name] for name in KEPT}
    request.session[GIVEN] = standing


def drop(request: CandidateRequest) -> None:
    """Forget it again."""
    standing = dict(request.session.get(GIVEN, {}))
    standing.pop(str(request.interviewer.id), None)
    request.session[GIVEN] = standing


def country(request: CandidateRequest, time_zone: str = "") -> str:
    """Where numbers without a country code are taken to be dialled, in two letters, or ""."""
    accepted = request.headers.get("Accept-Language", "")[:200]
    languages = [each.partition(";")[0].strip() for each in accepted.split(",")]
    return contact.country_of(time_zone=time_zone, languages=languages)


def how_numbers_are_read(country: str) -> str:
    """What is said under the field for the phone."""
    if not country:
        return _("With the country code, such as +44 …")
    named = {
        "country": contact.name_of(country, get_language() or "en"),
        "prefix": contact.prefix_of(country),
    }
    return _("A number without country code is read as one of %(country)s (%(prefix)s).") % named
