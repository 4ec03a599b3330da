"""`greenroom demo`."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from greenroom.cli.demo import command
from greenroom.demo import making, material


@pytest.mark.django_db
def test_it_prints_a_link_that_signs_in_and_nothing_else(monkeypatch, client, roles) -> None:
    small = material.company().model_copy(
        update={"role": [roles[0].model_copy(update={"people": {"code": 1}})]}
    )
    monkeypatch.setattr(material, "company", lambda: small)
    monkeypatch.setattr("greenroom.cli.prepare.migrate", lambda: None)
    result = CliRunner().invoke(command, [])
    assert result.exit_code == 0, result.output
    link = re.fullmatch(
        rf"Sign in as {making.EMAIL}, once, within 20 minutes: http://[^/]+(/sign-in/link/.+/)\n",
        result.stdout,
    )
    assert link
    assert client.get(link[1]).status_code == 200


def test_help_shows_an_example() -> None:
    result = CliRunner().invoke(command, ["--help"])
    assert result.exit_code == 0
    assert "Example: greenroom demo" in result.output
