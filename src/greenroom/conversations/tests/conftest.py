from __future__ import annotations

from greenroom.candidates.tests.walking import another, interviewer, time_machine_at, walk

__all__ = ["another", "interviewer", "time_machine_at", "walk"]
