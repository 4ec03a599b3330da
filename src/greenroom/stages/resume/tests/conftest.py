from __future__ import annotations

from greenroom.candidates.tests.walking import another, interviewer, walk

__all__ = ["another", "interviewer", "walk"]
