"""The languages interviews are held in, and their voices."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.guidance.actions import languages as actions
from greenroom.guidance.models import SpokenLanguage
from greenroom.guidance.queries import languages
from greenroom.guidance.rules.languages import LANGUAGES, SAMPLES, Spoken
from greenroom.skills.lexical import detect

PAGE, SAVE = "/ai/languages/", "/ai/languages/save/"


def test_at_first_all_six_are_spoken_in_the_first_voice_there_is(in_workspace):
    assert languages.of(in_workspace.workspace.id) == dict.fromkeys(LANGUAGES, Spoken(True, ""))
    assert list(LANGUAGES) == ["en", "es", "fr", "de", "pt", "ar"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_is_in_its_own_language(language):
    assert detect(SAMPLES[language]) == language


def test_the_page_saves_languages_and_voices_and_the_books_know_them(in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    given = {"on_en": "on", "voice_en": "Anna", "on_ar": "on", "voice_de": "Greta"}
    given["seen"] = client.get(PAGE).context["form"].initial["seen"]
    assert client.post(SAVE, given)["Location"] == PAGE
    found = languages.of(in_workspace.workspace.id)
    assert [code for code, spoken in found.items() if spoken.is_enabled] == ["en", "ar"]
    assert (found["en"].voice, found["de"]) == ("Anna", Spoken(False, "Greta"))
    assert '<option value="Anna" selected>Anna</option>' in client.get(PAGE).content.decode()
    told = StoredEvent.objects.get(name="guidance.SpokenLanguagesChanged").payload
    assert (told["before"], told["after"]) == ("en, es, fr, de, pt, ar", "en (Anna), ar")


def test_saving_what_is_there_already_is_no_news(in_workspace):
    actions.save(chosen={}, by=in_workspace.owner)
    actions.save(chosen=dict.fromkeys(LANGUAGES, Spoken()), by=in_workspace.owner)
    assert not StoredEvent.objects.filter(name="guidance.SpokenLanguagesChanged").exists()


def test_one_language_must_stay(in_workspace, sign_in):
    response = sign_in(in_workspace.owner).post(SAVE, {"voice_en": "Anna"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Interviews need at least one language." in page
    assert '<option value="Anna" selected>' in page
    assert not SpokenLanguage.objects.exists()


def test_a_voice_with_an_endless_name_is_told_beside_it(in_workspace, sign_in):
    response = sign_in(in_workspace.owner).post(SAVE, {"on_en": "on", "voice_en": "x" * 121})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"voice_en"}


def test_a_language_nobody_offers_is_refused(in_workspace):
    with pytest.raises(Refused):
        actions.save(chosen={"xx": Spoken()}, by=in_workspace.owner)


@pytest.mark.parametrize("who", ["colleague", "viewer"])
def test_only_an_administrator_changes_them(in_workspace, sign_in, who):
    member = getattr(in_workspace, who)
    assert sign_in(member).post(SAVE, {"on_en": "on"}).status_code == 403
    with pytest.raises(Forbidden):
        actions.save(chosen={}, by=member)
    assert not SpokenLanguage.objects.exists()
