"""Views of the list that members keep under a name."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import Refused
from greenroom.interviewers.actions import views
from greenroom.interviewers.models import SavedView

pytestmark = pytest.mark.django_db
LIST, VIEWS = "/interviewers/", "/views/interviewers/"
ACTIVE = "status=active&q=nurse"


@pytest.fixture
def view(in_workspace) -> SavedView:
    return views.save(
        page="interviewers", name="Nurses", query=ACTIVE, is_shared=True, by=in_workspace.colleague
    )


def names(response) -> list[str]:
    return [each["name"] for each in response.context["views"]]


def test_the_list_as_it_stands_is_kept_under_a_name(in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    offer = client.get(LIST, {"status": "active", "q": " nurse ", "after": "x"}).context["save_url"]
    assert offer == f"{VIEWS}?{ACTIVE}"
    page = client.get(offer)
    assert page.context["query"] == ACTIVE
    assert "Active · “nurse” · Most recent" in page.content.decode()
    response = client.post(VIEWS, {"name": "Nurses", "query": f"{ACTIVE}&evil=1&after=x"})
    assert response["Location"] == f"{LIST}?{ACTIVE}"
    kept = SavedView.objects.get()
    assert (kept.query, kept.is_shared, kept.member) == (ACTIVE, False, in_workspace.colleague)
    shown = client.get(f"{LIST}?{ACTIVE}")
    assert shown.context["view"] == "Nurses"
    assert names(client.get(LIST)) == ["Nurses"]


def test_a_shared_view_is_everybodys_and_another_is_ones_own(view, in_workspace, sign_in):
    views.save(page="interviewers", name="Mine", query="", is_shared=False, by=in_workspace.colleague)
    assert names(sign_in(in_workspace.colleague).get(LIST)) == ["Mine", "Nurses"]
    assert names(sign_in(in_workspace.viewer).get(LIST)) == ["Nurses"]
    assert names(sign_in(in_workspace.stranger).get(LIST)) == []


def test_a_name_is_given_once_and_has_to_be_there(view, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    for name in ("Nurses", " "):
        response = client.post(VIEWS, {"name": name, "query": "status=expired"})
        assert response.status_code == 422
        assert response.context["form"].errors.keys() == {"name"}
        assert response.context["query"] == "status=expired"
    assert SavedView.objects.count() == 1


def test_a_view_is_renamed_and_no_longer_shared(view, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    client.post(f"{VIEWS}{view.id}/", {f"{view.id}-name": "Night nurses"})
    view.refresh_from_db()
    assert (view.name, view.is_shared, view.query) == ("Night nurses", False, ACTIVE)


def test_deleting_is_undone_from_the_next_page(view, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    client.post(f"{VIEWS}{view.id}/delete/")
    assert not SavedView.objects.exists()
    removed = client.get(VIEWS).context["removed"]
    assert client.get(VIEWS).context["removed"] is None
    client.post(VIEWS, {**removed, "is_shared": "on"})
    back = SavedView.objects.get()
    assert (back.name, back.query, back.is_shared) == ("Nurses", ACTIVE, True)


def test_only_who_saved_a_view_changes_it(view, in_workspace, sign_in):
    with pytest.raises(Refused):
        views.rename(view, name="Ours", is_shared=True, by=in_workspace.owner)
    client = sign_in(in_workspace.viewer)
    client.post(f"{VIEWS}{view.id}/delete/")
    assert client.post(f"{VIEWS}{view.id}/", {f"{view.id}-name": "Ours"}, follow=True).status_code == 200
    view.refresh_from_db()
    assert view.name == "Nurses"


def test_a_view_of_ones_own_is_not_found_by_others(in_workspace, sign_in):
    own = views.save(page="interviewers", name="Mine", query="", is_shared=False, by=in_workspace.colleague)
    assert sign_in(in_workspace.owner).post(f"{VIEWS}{own.id}/delete/").status_code == 404
    assert SavedView.objects.filter(id=own.id).exists()


def test_a_viewer_keeps_views_and_shares_none(in_workspace, sign_in):
    client = sign_in(in_workspace.viewer)
    client.post(VIEWS, {"name": "Mine", "query": "status=active", "is_shared": "on"})
    assert SavedView.objects.get().is_shared is False
    with pytest.raises(Forbidden):
        views.save(page="interviewers", name="All", query="", is_shared=True, by=in_workspace.viewer)


def test_more_than_fits_is_refused_in_words(in_workspace):
    with pytest.raises(Refused, match="fewer filters"):
        views.save(page="x", name="n", query="q" * 2001, is_shared=False, by=in_workspace.owner)
