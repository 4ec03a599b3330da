"""Two people who change the same thing at the same time: the second sees both, and nothing of theirs is lost."""

from __future__ import annotations

import re

import pytest

from greenroom.guidance.queries import integrity, languages, personas

PERSONA = {"name": "Wren", "manner": "Warm."}
INTEGRITY = {"is_enabled": "on", "threshold": "80", "types": ["phone_detection", "tab_switching"]}
LANGUAGES = {"on_en": "on", "on_de": "on", "voice_en": "Anna"}


def persona(workspace):
    return personas.of(workspace.id).first()


def in_persona(workspace):
    row = persona(workspace)
    return row.name, row.manner


def in_integrity(workspace):
    row = integrity.of(workspace.id)
    return row.is_enabled, row.threshold, row.types


CASES = {
    "persona": (PERSONA, {"manner": "Dry."}, {"manner": "Cool."}, in_persona, "Manner: Dry."),
    "integrity": (
        INTEGRITY,
        {"threshold": "55"},
        {"types": ["phone_detection"]},
        in_integrity,
        "Threshold: 55",
    ),
    "languages": (
        LANGUAGES,
        {"voice_en": "Berta"},
        {"voice_de": "Greta"},
        lambda workspace: languages.of(workspace.id),
        "English: on · Berta",
    ),
}


def addresses(case: str, workspace) -> tuple[str, str]:
    """Of the page, and of what saves it."""
    if case == "persona":
        page = f"/ai/agents/{persona(workspace).id}/"
        return page, page
    return f"/ai/{case}/", f"/ai/{case}/save/"


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found, page
    return found[1]


@pytest.mark.parametrize("case", CASES)
def test_the_second_of_two_windows_sees_both_and_decides(case, in_workspace, sign_in):
    base, first, second, kept, told = CASES[case]
    workspace, client = in_workspace.workspace, sign_in(in_workspace.owner)
    page, save = addresses(case, workspace)
    seen = seen_on(client.get(page).content.decode())
    assert client.post(save, {**base, "seen": seen}).status_code == 302
    seen = seen_on(client.get(page).content.decode())

    assert client.post(save, {**base, **first, "seen": seen}).status_code == 302
    theirs = kept(workspace)
    refused = client.post(save, {**base, **second, "seen": seen})
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert kept(workspace) == theirs
    assert "Somebody changed this while you were writing." in shown
    assert told in shown
    assert client.post(save, {**base, **first, "seen": seen}).status_code == 302, "the same words twice"

    assert client.post(save, {**base, **second, "seen": seen_on(shown)}).status_code == 302
    assert kept(workspace) != theirs
