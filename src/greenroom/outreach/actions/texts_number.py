"""The number a workspace writes from."""

from __future__ import annotations

import phonenumbers
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.outreach.events import TextNumberChosen
from greenroom.outreach.models import TextNumber


@transaction.atomic
def choose(number: str, *, by: Member) -> None:
    """Write from this number, or from that of the installation where it is "". Raises Refused, with the field."""
    require(by, Permission.MANAGE_WORKSPACE)
    typed = _e164(number.strip())
    own = TextNumber.objects.select_for_update(of=("self",)).filter(workspace_id=by.workspace_id)
    if typed == next((row.number for row in own), ""):
        return
    own.delete()
    if typed:
        try:
            with transaction.atomic():
                TextNumber.objects.create(workspace_id=by.workspace_id, number=typed)
        except IntegrityError as taken:
            raise Refused(_("Another workspace writes from this number."), field="number") from taken
    emit(TextNumberChosen(workspace_id=by.workspace_id, is_own=bool(typed)), by=by.actor)


def _e164(number: str) -> str:
    if not number:
        return ""
    try:
        read = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException as wrong:
        raise Refused(_("Write the number with its country code, such as +44 …"), field="number") from wrong
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
