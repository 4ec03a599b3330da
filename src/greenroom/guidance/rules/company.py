"""How much may be said of a company."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.guidance.rules import words
from greenroom.guidance.rules.delivery import Delivery

LONGEST_OVERVIEW = 10_000  # characters
LONGEST_CULTURE = 4_000
LONGEST_ADDRESS = 300
LONGEST_INDUSTRY = 120
LONGEST_SIZE = 60


def checked(
    *, overview: str, delivery: str, address: str, industry: str, size: str, culture: str
) -> dict[str, str]:
    """The same, tidied. Raises Refused with the field that is wrong."""
    if delivery not in set(Delivery):
        raise Refused(_("Choose how candidates are told."), field="delivery")
    return {
        "overview": words.block(overview, field="overview", longest=LONGEST_OVERVIEW),
        "delivery": str(delivery),
        "address": words.line(address, field="address", longest=LONGEST_ADDRESS),
        "industry": words.line(industry, field="industry", longest=LONGEST_INDUSTRY),
        "size": words.line(size, field="size", longest=LONGEST_SIZE),
        "culture": words.block(culture, field="culture", longest=LONGEST_CULTURE),
    }
