from __future__ import annotations

from greenroom.candidates.tests.stopping import resume_stage
from greenroom.candidates.tests.walking import another, interviewer, time_machine_at, walk

__all__ = ["another", "interviewer", "resume_stage", "time_machine_at", "walk"]
