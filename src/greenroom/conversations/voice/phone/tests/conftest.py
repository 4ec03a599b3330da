from __future__ import annotations

from greenroom.conversations.voice.tests.conftest import begin, interviewer

__all__ = ["begin", "interviewer"]
