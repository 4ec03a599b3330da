from __future__ import annotations

import warnings

from greenroom.candidates.tests.walking import another, interviewer, walk

with warnings.catch_warnings():  # Pipecat's own, of what it will drop itself
    warnings.simplefilter("ignore", DeprecationWarning)
    import greenroom.conversations.voice.lines
    import greenroom.conversations.voice.testing.speech  # noqa: F401

__all__ = ["another", "interviewer", "walk"]
