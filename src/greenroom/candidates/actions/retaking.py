"""How often one candidate may try a stage again, in place of what the interviewer says."""

from __future__ import annotations

import math

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates import events
from greenroom.candidates.models import Application
from greenroom.candidates.rules.retakes import MOST
from greenroom.core.errors import Refused
from greenroom.core.events import emit

LONGEST_COOLDOWN = 365  # days


@transaction.atomic
def allow_retake(application: Application, *, most: int, cooldown_days: float, by: Member) -> Application:
    """Let this candidate try each stage again up to `most` times after the first, whatever the interviewer says.

    It holds for stages they passed as well. cooldown_days: between two goes. Raises Refused with the field that is
    wrong, and for one whom a person has dismissed.
    """
    require(by, Permission.DECIDE)
    if not 0 <= most <= MOST:
        raise Refused(_("Choose a number from 0 to 10."), field="most")
    if not (math.isfinite(cooldown_days) and 0 <= cooldown_days <= LONGEST_COOLDOWN):
        raise Refused(_("Choose a number of days from 0 to 365."), field="cooldown_days")
    application = Application.objects.select_for_update(no_key=True).get(id=application.id)
    if application.status == Application.Status.DISMISSED:
        raise Refused(_("Take the decision back first."))
    if (application.most_retakes, application.retake_cooldown_days) == (most, cooldown_days):
        return application
    application.most_retakes, application.retake_cooldown_days = most, cooldown_days
    application.save(update_fields=["most_retakes", "retake_cooldown_days"])
    emit(
        events.RetakeAllowed(application_id=application.id, most=most, cooldown_days=cooldown_days),
        by=by.actor,
    )
    return application
