"""What this room calls an interviewer where lower rooms ask what something is about."""

from __future__ import annotations

KIND = "interviewer"
