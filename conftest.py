"""Fixtures every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED_DATA = Path(os.environ.get("GREENROOM_SHARED_DATA", Path(__file__).parent.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real resumes, job descriptions and marked answers that lies outside the repository."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the real material is not here: {SHARED_DATA}")
    return SHARED_DATA
