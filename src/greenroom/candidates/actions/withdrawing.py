"""A member takes back a link that was made for one person."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates import events
from greenroom.candidates.models import Application
from greenroom.core.errors import Refused
from greenroom.core.events import emit


@transaction.atomic
def withdraw_link(application: Application, *, by: Member) -> Application:
    """From now on the links made for this person so far lead to a page that says so; inviting them makes a new one.

    Raises Refused once they have come: what opens their pages then is the proof of their address, and no link.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    application = Application.objects.select_for_update(no_key=True).get(id=application.id)
    if application.verified_at is not None:
        raise Refused(_("They have come already: their own link opens nothing by itself any more."))
    application.link_number += 1
    application.save(update_fields=["link_number"])
    emit(events.LinkWithdrawn(application_id=application.id, number=application.link_number - 1), by=by.actor)
    return application
