"""How strictly integrity signals are looked for."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.core.models import StoredEvent
from greenroom.guidance.actions import integrity as actions
from greenroom.guidance.models import IntegrityDefaults
from greenroom.guidance.queries import integrity
from greenroom.guidance.rules.integrity import TYPES, flags

PAGE, SAVE = "/ai/integrity/", "/ai/integrity/save/"


def test_at_first_it_is_off_with_a_threshold_of_70_and_every_signal_ticked(in_workspace):
    found = integrity.of(in_workspace.workspace.id)
    assert (found.is_enabled, found.threshold, found.types) == (False, 70, list(TYPES))
    assert len(TYPES) == 7


@pytest.mark.parametrize(
    ("confidence", "threshold", "flagged"), [(70, 70, True), (69.9, 70, False), (0, 0, True)]
)
def test_a_signal_is_flagged_from_the_threshold_on(confidence, threshold, flagged):
    assert flags(confidence, threshold) is flagged


def test_the_page_says_that_flags_never_change_scores(in_workspace, sign_in):
    assert "A flag never changes a score." in sign_in(in_workspace.viewer).get(PAGE).content.decode()


def test_the_page_saves_and_the_books_know_before_and_after(in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    given = {"is_enabled": "on", "threshold": "85", "types": ["phone_detection", "tab_switching"]}
    given["seen"] = client.get(PAGE).context["form"].initial["seen"]
    assert client.post(SAVE, given)["Location"] == PAGE
    kept = integrity.of(in_workspace.workspace.id)
    assert (kept.is_enabled, kept.threshold, kept.types) == (True, 85, ["tab_switching", "phone_detection"])
    told = StoredEvent.objects.get(name="guidance.IntegrityDefaultsChanged").payload
    assert told["before"].startswith("off, from 70: tab_switching, ai_scripted_answer")
    assert told["after"] == "on, from 85: tab_switching, phone_detection"


@pytest.mark.parametrize("threshold", [0, 100])
def test_both_ends_of_the_scale_can_be_chosen(in_workspace, threshold):
    kept = actions.save(is_enabled=True, threshold=threshold, types=["tab_switching"], by=in_workspace.owner)
    assert kept.threshold == threshold


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"threshold": "101"}, "threshold", "between 0 and 100"),
        ({"threshold": "-1"}, "threshold", "between 0 and 100"),
        ({"threshold": "much"}, "threshold", "Enter a whole number"),
        ({"threshold": ""}, "threshold", "required"),
        ({"types": []}, "types", "Choose at least one signal"),
        ({"types": ["mind_reading"]}, "types", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(
    in_workspace, sign_in, change, field, said
):
    given = {"is_enabled": "on", "threshold": "80", "types": ["tab_switching"], **change}
    response = sign_in(in_workspace.owner).post(SAVE, given)
    assert response.status_code == 422
    assert said in response.context["form"].errors[field][0]
    assert said in response.content.decode()
    assert not IntegrityDefaults.objects.exists()


@pytest.mark.parametrize(("tick", "ticked"), [("all", 7), ("none", 0)])
def test_without_script_all_signals_are_ticked_or_none_and_nothing_is_saved(
    in_workspace, sign_in, tick, ticked
):
    given = {"is_enabled": "on", "threshold": "55", "types": ["tab_switching"], "tick": tick}
    page = sign_in(in_workspace.owner).post(SAVE, given).content.decode()
    assert sum(f'value="{name}" checked' in page for name in TYPES) == ticked
    assert 'value="55"' in page
    assert not IntegrityDefaults.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "viewer"])
def test_only_an_administrator_changes_it(in_workspace, sign_in, who):
    member = getattr(in_workspace, who)
    client = sign_in(member)
    assert "Save Settings" not in client.get(PAGE).content.decode()
    assert client.post(SAVE, {"threshold": "0", "types": ["tab_switching"]}).status_code == 403
    with pytest.raises(Forbidden):
        actions.save(is_enabled=False, threshold=0, types=[], by=member)
    assert not IntegrityDefaults.objects.exists()
