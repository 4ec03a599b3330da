from __future__ import annotations

from greenroom.candidates.tests.walking import time_machine_at

__all__ = ["time_machine_at"]
