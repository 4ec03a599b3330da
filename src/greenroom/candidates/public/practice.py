"""A question to practise on. What is written here is shown back and kept nowhere."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import get_language

from greenroom.candidates.public.door import CandidateRequest, anybody
from greenroom.candidates.public.pages import page

LONGEST = 4_000


@anybody
def practise(request: CandidateRequest) -> HttpResponse:
    """The question; and, once something was sent, how it would have arrived."""
    context = {
        "arrived": request.POST.get("answer", "").strip()[:LONGEST],
        "tried": request.method == "POST",
        "language": get_language() or "en",
    }
    return page(request, "candidates/public/practice.html", context)
