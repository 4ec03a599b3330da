"""The failure of a writer who has not seen what another one wrote."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused


class Changed(Refused):
    """Somebody else has changed the same thing since its writer last saw it. now: as it is."""

    def __init__(self, *, now: Any) -> None:
        super().__init__(_("Somebody changed this while you were writing. Compare, then save again."))
        self.now = now
