"""The fixtures of all vendors' tests."""

from greenroom.skills.models.tests.conftest import connect, endpoint, pauses, standin

__all__ = ["connect", "endpoint", "pauses", "standin"]
