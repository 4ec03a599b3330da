from __future__ import annotations

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from greenroom.compliance.actions import consents
from greenroom.compliance.models import Consent
from greenroom.compliance.rules import notice
from greenroom.core import clock
from greenroom.core.ids import new_id


def test_the_notice_says_that_software_asks_a_person_decides_and_for_how_long_data_stays():
    points = " ".join(notice.points(90))
    for words in ("software, not a person", "A person decides", "90 days", "ask for it to be deleted"):
        assert words in points


def test_consent_keeps_the_words_that_were_shown(in_workspace):
    subject = new_id()
    consents.give(workspace=in_workspace.workspace, subject_id=subject, language="en")
    kept = Consent.objects.get(subject_id=subject)
    shown = [*notice.points(in_workspace.workspace.keep_days), str(notice.AGREEMENT)]
    assert kept.wording.splitlines() == shown
    assert (kept.version, kept.language, kept.purpose) == ("2/180", "en", "interview")


def test_the_same_words_stand_once_and_other_words_beside_them(in_workspace):
    subject, workspace = new_id(), in_workspace.workspace
    first = consents.give(workspace=workspace, subject_id=subject, language="en")
    assert consents.give(workspace=workspace, subject_id=subject, language="en") == first
    consents.give(workspace=workspace, subject_id=subject, language="de")
    workspace.keep_days = 30
    later = consents.give(workspace=workspace, subject_id=subject, language="en")
    assert "30 days" in later.wording
    assert Consent.objects.filter(subject_id=subject).count() == 3


def test_the_database_refuses_the_same_agreement_twice_until_it_is_withdrawn(in_workspace):
    subject, workspace = new_id(), in_workspace.workspace
    given = consents.give(workspace=workspace, subject_id=subject, language="en")
    words = {"workspace": workspace, "subject_id": subject, "purpose": given.purpose, "language": "en"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(**words, version=given.version, wording="others")
    consents.withdraw(subject_id=subject)
    again = consents.give(workspace=workspace, subject_id=subject, language="en")
    assert again.id != given.id
    assert Consent.objects.filter(subject_id=subject, withdrawn_at=None).get() == again


@pytest.mark.django_db(transaction=True)
def test_doubles_and_other_words_of_before_are_told_apart_by_the_migration(in_workspace):
    subject, workspace = new_id(), in_workspace.workspace
    before, after = ("compliance", "0002_workspace_key_without_index"), ("compliance", "0003_consent_once")
    MigrationExecutor(connection).migrate([before])
    try:
        words = {"workspace": workspace, "subject_id": subject, "purpose": "interview", "language": "en"}
        for wording in (
            "We keep them for 180 days.",
            "We keep them for 180 days.",
            "We keep them for 30 days.",
        ):
            Consent.objects.create(**words, version="1", wording=wording)
    finally:
        MigrationExecutor(connection).migrate([after])
    kept = Consent.objects.filter(subject_id=subject).order_by("created_at", "id")
    assert [(row.version, row.wording) for row in kept] == [
        ("1", "We keep them for 180 days."),
        ("1-2", "We keep them for 30 days."),
    ]


def test_consent_is_kept_in_the_language_it_was_shown_in(in_workspace):
    subject = new_id()
    with translation.override("de"):
        consents.give(workspace=in_workspace.workspace, subject_id=subject, language="de")
        shown = str(notice.AGREEMENT)
    assert Consent.objects.get(subject_id=subject).wording.endswith(shown)


def test_taking_consent_back_keeps_that_it_was_given_and_the_first_moment_stands(in_workspace):
    subject = new_id()
    consents.give(workspace=in_workspace.workspace, subject_id=subject, language="en")
    moment = clock.now()
    with time_machine.travel(moment, tick=False):
        consents.withdraw(subject_id=subject)
    consents.withdraw(subject_id=subject)
    assert Consent.objects.get(subject_id=subject).withdrawn_at == moment


def test_a_workspace_that_captures_pages_says_so_in_what_is_agreed_to_and_others_do_not(
    in_workspace, monkeypatch
):
    workspace, before, after = in_workspace.workspace, new_id(), new_id()
    monkeypatch.setattr(consents, "_policies", [])
    consents.give(workspace=workspace, subject_id=before, language="en")
    consents.register_capture(lambda workspace_id: workspace_id == workspace.id)
    given = consents.give(workspace=workspace, subject_id=after, language="en")
    assert given.version == "2/180+capture"
    assert "the pages you see are recorded too" in given.wording
    assert not consents.captures(new_id())
    assert (consents.agreed_to_capture(before), consents.agreed_to_capture(after)) == (False, True)
    consents.withdraw(subject_id=after)
    assert not consents.agreed_to_capture(after)


def test_only_a_notice_that_names_sound_lets_it_be_recorded() -> None:
    assert notice.names_sound(notice.version(180))
    assert notice.names_sound(notice.version(180, captures=True))
    assert not notice.names_sound("1/180")
    assert any("the sound is recorded" in point for point in notice.points(180))
