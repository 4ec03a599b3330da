"""Saying what is captured."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.diagnostics.events import CapturePolicyChanged
from greenroom.diagnostics.models import CapturePolicy


@transaction.atomic
def change(*, records_visits: bool, records_screen: bool, keep_days: int, by: Member) -> CapturePolicy:
    """Set what is captured of candidates who begin from now on, and for how many days it is kept.

    Raises Refused for a recording without its visit, and for more days than the workspace keeps candidates.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    if records_screen and not records_visits:
        raise Refused(_("A recording needs its visit: switch visits on, too."), field="records_screen")
    most = by.workspace.keep_days
    if not 1 <= keep_days <= most:
        raise Refused(
            _("Between 1 and %(most)s days, as candidates are.") % {"most": most}, field="keep_days"
        )
    policy, _new = CapturePolicy.objects.select_for_update(no_key=True).get_or_create(
        workspace_id=by.workspace_id
    )
    wanted = {"records_visits": records_visits, "records_screen": records_screen, "keep_days": keep_days}
    for setting, after in wanted.items():
        before = getattr(policy, setting)
        if before == after:
            continue
        setattr(policy, setting, after)
        emit(
            CapturePolicyChanged(
                workspace_id=by.workspace_id, setting=setting, before=int(before), after=int(after)
            ),
            by=by.actor,
        )
    policy.save()
    return policy
