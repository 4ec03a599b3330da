"""Templates: made, changed, removed and brought back, by actions and on their pages."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.branding.actions import templates as actions
from greenroom.branding.models import BrandPicture, DesignTemplate
from greenroom.branding.rules.design import Page
from greenroom.branding.tests.conftest import PAGE, drawn, file
from greenroom.core.errors import Changed, Refused
from greenroom.core.models import StoredEvent

TYPED = {
    "name": "Spring", "seen": "0", "primary_color": "#8a1c5b", "background_color": "#fff7fb", "font_family": "serif",
    "company_name": "Larkspur Retail", "header_text": "Spring hiring", "show_logo": "on", "words_en": "Hello!",
    "privacy_url": "https://example.org/privacy", "terms_url": "", "support_url": "",
}  # fmt: skip


def at(template: DesignTemplate, act: str = "") -> str:
    return f"{PAGE}templates/{template.id}/{act}"


def told(name: str) -> list[dict]:
    return [event.payload for event in StoredEvent.objects.filter(name=f"branding.{name}").order_by("id")]


def test_a_template_with_a_logo_goes_through_the_page(in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    answer = client.post(f"{PAGE}templates/new/?page=welcome", {**TYPED, "logo": file(drawn())})
    made = DesignTemplate.objects.get()
    assert answer["Location"] == at(made)
    assert made.said.words == {"en": "Hello!"}
    assert (made.said.primary_color, made.said.font_family) == ("#8a1c5b", "serif")
    assert (made.logo.width, made.logo.height) == (40, 20)
    page = client.get(at(made)).content.decode()
    assert f"/brand/pictures/{made.logo.token}/" in page
    assert 'value="Larkspur Retail"' in page
    assert "Spring" in client.get(PAGE).content.decode()
    fields = told("DesignTemplateWritten")[0]["fields"].split(", ")
    assert {"name", "words", "logo", "primary_color"} <= set(fields)
    assert "Larkspur" not in str(told("DesignTemplateWritten"))


@pytest.mark.parametrize("page", Page)
def test_each_page_has_a_form_of_its_own(page, in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    shown = client.get(f"{PAGE}templates/new/?page={page}")
    assert shown.context["form"].page is page
    answer = client.post(f"{PAGE}templates/new/?page={page}", {"name": "Mine", "font_family": "inter"})
    assert (answer.status_code, DesignTemplate.objects.get().page) == (302, page)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"name": " "}, "name", "Give it a name."),
        ({"name": "x" * 81}, "name", "keep it to 80"),
        ({"privacy_url": "http://example.org"}, "privacy_url", "with https://"),
        ({"words_fr": "{{nom}}"}, "words_fr", "There is no “nom”"),
        ({"logo": file(b"<svg onload=alert(1)>")}, "logo", "SVG file can carry scripts"),
        ({"logo": file(b"")}, "logo", "empty"),
        ({"primary_color": "#ffd500"}, "primary_color", "they need 4.5"),
    ],
    ids=["no name", "long name", "no https", "place", "svg", "empty", "colour"],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(in_workspace, sign_in, given, field, said):
    answer = sign_in(in_workspace.owner).post(f"{PAGE}templates/new/", {**TYPED, **given})
    assert answer.status_code == 422
    assert said in answer.context["form"].errors[field][0]
    assert 'value="Larkspur Retail"' in answer.content.decode()
    assert (DesignTemplate.objects.count(), BrandPicture.objects.count()) == (0, 0)


def test_the_nearest_colour_is_a_button_that_puts_it_in_without_saving(in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    typed = {**TYPED, "primary_color": "#ffd500"}
    page = client.post(f"{PAGE}templates/new/", typed).content.decode()
    assert 'name="use" value="primary_color=#897100"' in page
    shown = client.post(f"{PAGE}templates/new/", {**typed, "use": "primary_color=#897100"})
    assert 'value="#897100"' in shown.content.decode()
    assert DesignTemplate.objects.count() == 0
    assert client.post(f"{PAGE}templates/new/", {**typed, "primary_color": "#897100"}).status_code == 302


def test_contrast_is_told_while_colours_are_chosen(in_workspace, sign_in):
    client = sign_in(in_workspace.viewer)
    faint = client.get(
        f"{PAGE}contrast/", {"primary_color": "#ffd500", "background_color": ""}
    ).content.decode()
    assert (faint.count("Too faint"), faint.count("Can be read")) == (2, 3)
    assert "Use #8d7400" in faint
    fine = client.get(
        f"{PAGE}contrast/", {"primary_color": "", "background_color": "#FFF7FB"}
    ).content.decode()
    assert (fine.count("Too faint"), fine.count("Can be read")) == (0, 5)
    typing = client.get(f"{PAGE}contrast/", {"primary_color": "#ff", "background_color": ""}).content.decode()
    assert "Write colours as #" in typing


def test_two_windows_show_theirs_beside_mine(made, in_workspace, sign_in):
    template, client = made(company_name="Before"), sign_in(in_workspace.owner)
    assert client.post(at(template, "save/"), {**TYPED, "company_name": "Theirs"}).status_code == 302
    mine = client.post(at(template, "save/"), {**TYPED, "company_name": "Mine"})
    page = mine.content.decode()
    assert mine.status_code == 422
    assert "Company name: Theirs" in page
    assert "Show the logo: Yes" not in page
    assert 'value="Mine"' in page
    assert (
        client.post(at(template, "save/"), {**TYPED, "company_name": "Mine", "seen": "1"}).status_code == 302
    )
    assert DesignTemplate.objects.get().said.company_name == "Mine"


def test_the_same_said_twice_is_one_revision(made, in_workspace):
    template = made(company_name="Larkspur")
    again = actions.change(
        template, name="Spring", given={"company_name": "Larkspur"}, seen=7, by=in_workspace.owner
    )
    assert (again.revision, len(told("DesignTemplateWritten"))) == (0, 1)
    with pytest.raises(Changed):
        actions.change(template, name="Summer", given={}, seen=7, by=in_workspace.owner)


def test_a_picture_is_replaced_or_taken_away_and_else_stays(made, in_workspace, sign_in):
    template, client = made(logo=drawn()), sign_in(in_workspace.owner)
    first = template.logo.token
    client.post(at(template, "save/"), TYPED)
    assert DesignTemplate.objects.get().logo.token == first
    client.post(at(template, "save/"), {**TYPED, "seen": "1", "logo": file(drawn((30, 30), kind="JPEG"))})
    second = DesignTemplate.objects.get().logo
    assert (second.width, second.file.media_type) == (30, "image/jpeg")
    assert client.get(f"/brand/pictures/{first}/").status_code == 404
    client.post(at(template, "save/"), {**TYPED, "seen": "2", "no_logo": "on"})
    assert (DesignTemplate.objects.get().logo, BrandPicture.objects.count()) == (None, 0)


def test_one_that_is_used_cannot_go_and_says_where(made, grouped, in_workspace, sign_in):
    template, client = made(), sign_in(in_workspace.owner)
    grouped(template, name="Larkspur <b>")
    page = client.post(at(template, "remove/"), follow=True).content.decode()
    assert "used by: Larkspur &lt;b&gt;" in page
    assert DesignTemplate.objects.get().removed_at is None


def test_a_removed_one_can_be_brought_back(made, in_workspace, sign_in):
    template, client = made(name="Spring & Co"), sign_in(in_workspace.owner)
    page = client.post(at(template, "remove/"), follow=True).content.decode()
    assert "“Spring &amp; Co” was deleted." in page
    assert at(template, "restore/") in page
    assert client.get(at(template)).status_code == 404
    with pytest.raises(Refused, match="Somebody deleted"):
        actions.change(template, name="Mine", given={}, seen=0, by=in_workspace.owner)
    client.post(at(template, "restore/"))
    assert client.get(at(template)).status_code == 200
    assert [len(told(f"DesignTemplate{done}")) for done in ("Removed", "Restored")] == [1, 1]


@pytest.mark.parametrize("who", ["colleague", "viewer"])
def test_only_an_administrator_changes_them(made, in_workspace, sign_in, who):
    template, member = made(company_name="Larkspur"), getattr(in_workspace, who)
    client = sign_in(member)
    page = client.get(at(template)).content.decode()
    assert "Larkspur" in page
    assert '<fieldset class="stack design-fields" disabled>' in page
    assert "New template" not in client.get(PAGE).content.decode()
    for act in ("save/", "remove/", "restore/"):
        assert client.post(at(template, act), TYPED).status_code == 403
    assert client.post(f"{PAGE}templates/new/", TYPED).status_code == 403
    for act in (
        lambda: actions.create(page=Page.WELCOME, name="x", given={}, by=member),
        lambda: actions.change(template, name="x", given={}, seen=0, by=member),
        lambda: actions.remove(template, by=member),
        lambda: actions.restore(template, by=member),
    ):
        with pytest.raises(Forbidden):
            act()
    assert DesignTemplate.objects.get().name == "Spring"


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    made, grouped, in_workspace, sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = sign_in(in_workspace.owner)
    grouped(made())
    client.get(PAGE)
    with django_assert_max_num_queries(12) as first:
        client.get(PAGE)
    for number in range(8):
        grouped(made("status", name=f"Map {number}", header_text="x" * number), name=f"Group {number}")
    with django_assert_num_queries(len(first)):
        client.get(PAGE)
    with django_assert_max_num_queries(12):
        client.get(f"{PAGE}groups/")
