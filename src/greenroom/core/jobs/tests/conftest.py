from __future__ import annotations

import pytest

from greenroom.core.jobs.tests import kinds


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    kinds.seen.clear()
    kinds.meanwhile.clear()
