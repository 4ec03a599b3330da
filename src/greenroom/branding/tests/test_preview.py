"""Candidate pages as a template would make them, in the frame beside its editor."""

from __future__ import annotations

from itertools import product

import pytest

from greenroom.branding.models import BrandPicture
from greenroom.branding.rules.design import Page
from greenroom.branding.rules.words import LANGUAGES
from greenroom.branding.tests.conftest import PAGE, drawn, file
from greenroom.branding.tests.test_templates import TYPED, at
from greenroom.core.models import StoredEvent

NEW = f"{PAGE}templates/preview/"
WORDS = {
    Page.WELCOME: "Before you start",
    Page.INTERVIEW: "Send answer",
    Page.COMPLETE: "Thank you, Maya Okafor",
    Page.STATUS: "Where you are",
}


@pytest.mark.parametrize("page", Page)
def test_every_page_is_drawn_in_every_language_and_both_themes(page, in_workspace, sign_in):
    client = sign_in(in_workspace.viewer)
    for language, theme in product(LANGUAGES, ("light", "dark")):
        shown = client.get(f"{NEW}?page={page}", {"language": language, "theme": theme})
        html = shown.content.decode()
        assert shown.status_code == 200
        assert f'<html lang="{language}"' in html
        assert f'data-theme="{theme}"' in html
        assert (language == "ar") == ('dir="rtl"' in html)
    assert WORDS[page] in client.get(f"{NEW}?page={page}").content.decode()


def test_it_can_stand_in_a_frame_of_ours_and_do_nothing(in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    shown = client.get(NEW)
    policy = shown["Content-Security-Policy"]
    assert ("frame-ancestors 'self'" in policy, "form-action 'none'" in policy) == (True, True)
    assert policy.endswith("sandbox allow-same-origin")
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "<script" not in shown.content.decode()
    editor = client.get(f"{PAGE}templates/new/")
    assert editor["Content-Security-Policy"].endswith("frame-src 'self'")
    assert "frame-src" not in client.get(PAGE)["Content-Security-Policy"]


def test_what_is_typed_is_drawn_and_nothing_is_kept(made, in_workspace, sign_in):
    template, client = made(company_name="Before", logo=drawn()), sign_in(in_workspace.owner)
    typed = {**TYPED, "words_en": "Welcome to {{company_name}}", "theme": "dark", "language": "en"}
    events = StoredEvent.objects.count()
    html = client.post(at(template, "preview/"), typed).content.decode()
    assert "Welcome to Larkspur Retail" in html
    assert "/brand/look/8a1c5b-fff7fb-serif.css" in html
    assert f"/brand/pictures/{template.logo.token}/" in html
    template.refresh_from_db()
    assert (template.said.company_name, StoredEvent.objects.count()) == ("Before", events)


def test_a_picture_that_was_chosen_is_inside_the_page_and_one_taken_away_is_not(made, in_workspace, sign_in):
    template, client = made(logo=drawn()), sign_in(in_workspace.owner)
    html = client.post(at(template, "preview/"), {**TYPED, "logo": file(drawn((8, 8)))}).content.decode()
    assert 'src="data:image/png;base64,' in html
    assert (
        'class="flow-logo"'
        not in client.post(at(template, "preview/"), {**TYPED, "no_logo": "on"}).content.decode()
    )
    broken = client.post(at(template, "preview/"), {**TYPED, "logo": file(b"<svg/>")})
    assert (broken.status_code, BrandPicture.objects.count()) == (200, 1)


def test_half_written_things_leave_the_page_whole(in_workspace, sign_in):
    typed = {
        "primary_color": "#ff",
        "privacy_url": "https:/",
        "words_en": "{{na",
        "font_family": "x",
        "name": "",
    }
    shown = sign_in(in_workspace.owner).post(NEW, typed)
    assert shown.status_code == 200
    assert "/brand/0b6457.css" in shown.content.decode() or "/brand/look/0b6457" in shown.content.decode()


def test_a_page_is_drawn_among_the_templates_it_is_used_with(made, grouped, in_workspace, sign_in):
    grouped(made(company_name="Default"))
    status = made("status", header_text="Well done")
    client = sign_in(in_workspace.owner)
    assert "Default" in client.get(at(status, "preview/")).content.decode()
    grouped(made(company_name="Larkspur"), status, name="Other")
    html = client.get(at(status, "preview/")).content.decode()
    assert ("Larkspur" in html, "Well done" in html) == (True, True)


def test_another_workspaces_template_is_not_drawn(made, in_workspace, sign_in):
    template = made(company_name="Larkspur")
    assert sign_in(in_workspace.stranger).get(at(template, "preview/")).status_code == 404
