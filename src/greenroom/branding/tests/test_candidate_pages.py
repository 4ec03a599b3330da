"""What candidates see of a brand, on each page of their way."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from greenroom.branding.actions import groups
from greenroom.branding.models import DesignGroup
from greenroom.branding.queries import brands
from greenroom.branding.rules.design import Page
from greenroom.branding.tests.conftest import drawn
from greenroom.candidates.tests.walking import Walk
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import interviewers as editing

HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}"
SHEET = '<link rel="stylesheet" href="/brand/look/8a1c5b-fff7fb-serif.css">'


@pytest.fixture
def branded(made, grouped, walk: Walk) -> Walk:
    """A candidate at an interviewer whose workspace has a whole brand by default."""
    look = {"primary_color": "#8a1c5b", "background_color": "#fff7fb", "font_family": "serif"}
    grouped(
        made(
            "welcome", **look, company_name="Larkspur", header_text="Spring hiring", logo=drawn(),
            words={"en": "Hello {{candidate_name}}, this is {{company_name}}.", "ar": "مرحبا بكم في {{company_name}}"},
            privacy_url="https://example.org/privacy", support_url="https://example.org/help?a=1&b=2",
            hide_powered_by=True,
        ),
        made("interview", primary_color="#123456", header_text="", backdrop=drawn((90, 60)), avatar=drawn((20, 20))),
        made("status", header_text="You are doing well"),
        made("complete", words={"en": "Bye {{candidate_name}}, thank you for {{job_title}}."}),
    )  # fmt: skip
    return walk


def test_the_welcome_page_is_the_companys(branded):
    page = branded.get().content.decode()
    assert page.count(SHEET) == 1
    assert 'class="flow-logo"' in page
    assert 'alt="Larkspur"' in page
    assert "Hello, this is Larkspur." in page
    assert "Spring hiring" in page
    assert 'href="https://example.org/help?a=1&amp;b=2"' in page
    assert "Powered by" not in page
    assert "Northfield" not in page


def test_each_page_follows_its_own_template_and_the_name_is_the_same_on_all(branded):
    branded.enter()
    steps = branded.get("steps/").content.decode()
    assert "You are doing well" in steps
    assert "/brand/look/0b6457-ffffff-inter.css" in steps
    resume = branded.get("resume/").content.decode()
    assert ('class="flow-backdrop"' in resume, 'class="flow-avatar"' in resume) == (True, True)
    assert "/brand/look/123456-ffffff-inter.css" in resume
    branded.send_resume().interview()
    thanks = branded.get("thanks/").content.decode()
    assert "Bye Casey Sample, thank you for Window Cleaner." in thanks
    assert all("Larkspur" in page and "flow-logo" in page for page in (steps, resume, thanks))
    assert not any("flow-backdrop" in page for page in (steps, thanks))


def test_words_are_shown_in_the_language_of_the_page_or_not_at_all(branded):
    branded.client.cookies["django_language"] = "ar"
    page = branded.get().content.decode()
    assert 'dir="rtl"' in page
    assert "مرحبا بكم في Larkspur" in page
    branded.client.cookies["django_language"] = "de"
    assert "own-words" not in branded.get().content.decode()


def test_an_interviewer_may_name_another_group(branded, made, grouped, in_workspace):
    other = grouped(made(name="Other", company_name="Foxglove"), name="Other")
    editing.edit(branded.interviewer, brand_id=other.id, by=in_workspace.colleague)
    page = branded.get().content.decode()
    assert "Foxglove" in page
    assert "Powered by Greenroom" in page
    editing.edit(branded.interviewer, brand_id=None, by=in_workspace.colleague)
    assert "Larkspur" in branded.get().content.decode()
    groups.remove(other, used_by=lambda _group: [], by=in_workspace.owner)
    with pytest.raises(Refused) as refused:
        editing.edit(branded.interviewer, brand_id=other.id, by=in_workspace.colleague)
    assert refused.value.field == "brand_id"


def test_the_group_is_chosen_on_the_configure_page(made, grouped, walk, in_workspace, sign_in):
    group, client = grouped(made()), sign_in(in_workspace.colleague)
    where = f"/interviewers/{walk.interviewer.slug}/settings/"
    form = client.get(where).context["form"]
    typed = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    assert client.post(where, {**typed, "deadline": "", "brand_id": str(group.id)}).status_code == 302
    walk.interviewer.refresh_from_db()
    assert walk.interviewer.brand == group
    assert client.post(where, {**typed, "brand_id": str(walk.interviewer.id)}).status_code == 422


def test_without_any_template_pages_are_plain_in_the_accent_of_the_workspace(walk, grouped):
    for _with_an_empty_group in (False, True):
        page = walk.get().content.decode()
        assert 'href="/brand/0b6457.css"' in page
        assert "Powered by Greenroom" in page
        assert "brand-mark" in page
        grouped()


def test_an_accent_that_became_too_light_for_the_ground_is_darkened(walk, made, grouped):
    grouped(made(background_color="#ededed"))
    walk.interviewer.workspace.accent = "#767676"
    assert brands.of(walk.interviewer).look.primary == "#6b6b6b"


def test_a_picture_is_served_to_anybody_who_has_its_address(branded, in_workspace):
    logo = brands.of(branded.interviewer).logo
    answer = Client().get(logo.path)
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in answer["Cache-Control"]
    assert len(logo.path) > 50
    assert Client().get("/brand/pictures/guessed/").status_code == 404


def test_a_picture_that_is_lost_or_switched_off_leaves_the_page_whole(branded, made, grouped):
    for folder in default_storage.listdir("")[0]:
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
    assert Client().get(brands.of(branded.interviewer).logo.path).status_code == 404
    assert 'alt="Larkspur"' in branded.get().content.decode()
    off = grouped(
        made(show_logo=False, logo=drawn()),
        made("interview", show_backdrop=False, show_avatar=False, backdrop=drawn(), avatar=drawn()),
        name="Off",
    )
    brand = brands.drawn(branded.interviewer.workspace, off, Page.INTERVIEW)
    assert (brands.drawn(branded.interviewer.workspace, off, Page.WELCOME).logo, brand.backdrop, brand.avatar) == (
        None, None, None,
    )  # fmt: skip


def test_hostile_words_are_words(walk, made, grouped):
    words = {"words": {"en": HOSTILE.replace("{{7*7}}", "")}}
    grouped(made(company_name=HOSTILE, header_text=HOSTILE, logo=drawn(), **words), name=HOSTILE)
    page = walk.get().content.decode()
    assert "<script>alert(1)" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;") >= 3


def test_a_brand_costs_two_statements_and_none_costs_one(branded, django_assert_num_queries):
    branded.interviewer.refresh_from_db()
    workspace = branded.interviewer.workspace
    for page in Page:
        with django_assert_num_queries(2):
            assert brands.of(branded.interviewer, page).name == "Larkspur"
    with django_assert_num_queries(2):
        assert brands.of_workspace(workspace).logo
    DesignGroup.objects.update(removed_at=clock.now(), is_default=False)
    with django_assert_num_queries(1):
        assert not brands.of_workspace(workspace).logo
