from __future__ import annotations

from greenroom.candidates.tests.walking import interviewer

__all__ = ["interviewer"]
