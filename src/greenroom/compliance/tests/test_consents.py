from __future__ import annotations

import time_machine
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
    assert (kept.version, kept.language, kept.purpose) == (notice.VERSION, "en", "interview")


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
