"""A demo small enough for a test."""

from __future__ import annotations

import pytest

from greenroom.demo import material
from greenroom.demo.material import Role

FEW = {
    "code": 1,
    "begun": 1,
    "sent": 1,
    "resume": 1,
    "half": 1,
    "early": 1,
    "person": 1,
    "done": 3,
    "fresh": 1,
}


@pytest.fixture
def roles() -> list[Role]:
    """One role in English with a candidate of every fate, and the draft."""
    by_key = {role.key: role for role in material.company().role}
    shop = by_key["leeds-sales"].model_copy(update={"people": FEW})
    return [shop, by_key["porto-motorista"]]


@pytest.fixture
def one_role(roles) -> list[Role]:
    """The same role with hardly anybody in it."""
    return [roles[0].model_copy(update={"people": {"code": 2, "sent": 1, "done": 1}})]


@pytest.fixture(autouse=True)
def _data_folder(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
