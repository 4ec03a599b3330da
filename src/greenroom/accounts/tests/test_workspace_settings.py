from __future__ import annotations

import pytest

from greenroom.accounts.actions import workspaces
from greenroom.accounts.models import Workspace
from greenroom.accounts.permissions import Forbidden
from greenroom.accounts.rules import contrast
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.core.testing.standins.language_model import MODEL, LanguageModelStandIn

WANTED = {"name": "Northfield", "about": "We sell lamps.", "accent": "#0b6457", "keep_days": 90}


def change(cast, **given) -> Workspace:
    return workspaces.change(cast.workspace, **{**WANTED, **given}, by=cast.owner)


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#777777", 4.48), ("#767676", 4.54), ("#ff0000", 4.0)],
)
def test_contrast_with_white_is_that_of_the_standard(colour, ratio):
    assert contrast.with_white(colour) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("colour", ["#777777", "#ffff00", "#ffffff"])
def test_a_colour_that_white_cannot_be_read_on_is_refused(in_workspace, colour):
    with pytest.raises(Refused, match=r"4\.5") as refused:
        change(in_workspace, accent=colour)
    assert refused.value.field == "accent"
    assert Workspace.objects.get(id=in_workspace.workspace.id).accent == "#0b6457"


@pytest.mark.parametrize("colour", ["red", "#fff", "0b6457", "#0b645g", "#0b6457;}", ""])
def test_what_is_no_colour_is_refused(in_workspace, colour):
    with pytest.raises(Refused):
        change(in_workspace, accent=colour)


def test_a_dark_enough_colour_is_taken_in_any_case(in_workspace):
    assert change(in_workspace, accent="#7A1FA2").accent == "#7a1fa2"


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_candidates_are_kept_for_a_day_at_least_and_ten_years_at_most(in_workspace, days):
    with pytest.raises(Refused):
        change(in_workspace, keep_days=days)


def test_each_changed_setting_is_in_the_books_with_before_and_after(in_workspace):
    change(in_workspace)
    told = {
        event.payload["setting"]: (event.payload["before"], event.payload["after"])
        for event in StoredEvent.objects.filter(name="accounts.WorkspaceSettingChanged")
    }
    assert told == {"about": ("0 characters", "14 characters"), "keep_days": ("180", "90")}


def test_saving_what_is_there_already_writes_nothing(in_workspace):
    change(in_workspace)
    StoredEvent.objects.all().delete()
    change(in_workspace)
    assert not StoredEvent.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "viewer"])
def test_only_an_administrator_changes_the_workspace(in_workspace, who):
    with pytest.raises(Forbidden):
        workspaces.change(in_workspace.workspace, **WANTED, by=getattr(in_workspace, who))
    assert Workspace.objects.get(id=in_workspace.workspace.id).keep_days == 180


def test_the_page_saves_and_says_what_is_wrong(cast, sign_in):
    client = sign_in(cast.owner)
    assert client.post("/settings/workspace/", WANTED).status_code == 302
    assert Workspace.objects.get(id=cast.workspace.id).about == "We sell lamps."
    page = client.post("/settings/workspace/", {**WANTED, "accent": "#eeeeee", "name": "Kept as typed"})
    assert page.status_code == 422
    assert page.context["form"].errors["accent"]
    assert "Kept as typed" in page.content.decode()


def test_the_accent_is_a_stylesheet_of_its_own(cast, client, sign_in):
    page = client.get("/brand/7a1fa2.css")
    assert (page["Content-Type"], page.content) == (
        "text/css; charset=utf-8",
        b":root { --accent-base: #7a1fa2; }\n",
    )
    assert "immutable" in page["Cache-Control"]
    assert client.get("/brand/x;}body{.css").status_code == 404
    assert "/brand/0b6457.css" in sign_in(cast.owner).get("/settings/").content.decode()


@pytest.fixture
def no_model(monkeypatch) -> None:
    for name in ("BASE_URL", "NAME", "API_KEY", "API_KEY_FILE"):
        monkeypatch.delenv(f"GREENROOM_MODEL_{name}", raising=False)


def test_without_a_model_the_page_says_so_and_that_work_waits(cast, sign_in, no_model):
    client = sign_in(cast.owner)
    assert "None configured" in client.get("/settings/engines/").content.decode()
    client.post("/settings/engines/", {"score_answer": "model"})
    assert Workspace.objects.get(id=cast.workspace.id).engines["score_answer"] == "model"
    page = client.get("/settings/engines/")
    assert [row.skill for row in page.context["rows"] if row.waiting] == ["score_answer"]
    assert "there is none" in page.content.decode()


def test_half_a_configuration_is_named(cast, sign_in, no_model, monkeypatch):
    monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    assert "GREENROOM_MODEL_NAME is missing" in sign_in(cast.owner).get("/settings/engines/").content.decode()


def test_an_engine_that_does_not_exist_is_not_chosen(cast, sign_in):
    sign_in(cast.owner).post("/settings/engines/", {"score_answer": "oracle"})
    assert Workspace.objects.get(id=cast.workspace.id).engines == {}


def test_a_probe_asks_the_model_and_says_what_it_heard(cast, sign_in, no_model, monkeypatch):
    client = sign_in(cast.owner)
    with LanguageModelStandIn() as model:
        monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", model.base_url)
        monkeypatch.setenv("GREENROOM_MODEL_NAME", MODEL)
        answered = client.post("/settings/engines/probe/", follow=True).content.decode()
        assert len(model.requests) == 1
        model.fail_always("server_error")
        failed = client.post("/settings/engines/probe/", follow=True).content.decode()
    assert f"{MODEL} answered." in answered
    assert f"{MODEL} answered." not in failed
    assert 'class="toast"' in failed


def test_a_probe_without_a_model_says_that_there_is_none(cast, sign_in, no_model):
    page = sign_in(cast.owner).post("/settings/engines/probe/", follow=True)
    assert "No language model is configured." in page.content.decode()


def test_the_audit_page_shows_who_did_what_in_this_workspace_only(cast, sign_in):
    client = sign_in(cast.owner)
    client.post("/settings/workspace/", WANTED)
    entries = client.get("/settings/audit/").context["page"].entries
    assert [(entry.who, entry.what) for entry in entries[:1]] == [("Owner", "Workspace setting changed")]
    assert ("180", "90") in [(entry.before, entry.after) for entry in entries]
    assert {entry.who for entry in entries} == {"Owner"}


def test_the_audit_is_paged_and_every_entry_is_seen_once(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.owner)
    for day in range(1, 131):
        client.post("/settings/workspace/", {**WANTED, "about": "", "keep_days": day})
    seen, cursor = [], ""
    for _ in range(4):
        with django_assert_max_num_queries(12):
            page = client.get("/settings/audit/", {"after": cursor} if cursor else {}).context["page"]
        seen += [entry.after for entry in page.entries if entry.what == "Workspace setting changed"]
        cursor = page.older
        if not cursor:
            break
    assert seen == [str(day) for day in range(130, 0, -1)]
    assert client.get("/settings/audit/", {"after": "nonsense"}).status_code == 200
