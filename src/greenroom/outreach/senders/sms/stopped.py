from __future__ import annotations

from greenroom.outreach.contract import Rejected


class Stopped(Rejected):
    """The number has asked for no more messages, and the vendor knows it."""
