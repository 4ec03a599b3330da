"""Groups: templates together, one of them for all interviewers that name none."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from greenroom.accounts.permissions import Forbidden
from greenroom.branding import jobs
from greenroom.branding.actions import groups as actions
from greenroom.branding.actions import templates
from greenroom.branding.models import BrandPicture, DesignGroup, DesignTemplate
from greenroom.branding.rules.design import Page
from greenroom.branding.tests.conftest import PAGE, drawn
from greenroom.core import clock, scope
from greenroom.core.errors import Changed, Refused
from greenroom.core.ids import new_id
from greenroom.core.models import StoredEvent

GROUPS = f"{PAGE}groups/"


def at(group: DesignGroup, act: str = "") -> str:
    return f"{GROUPS}{group.id}/{act}"


def test_the_first_group_is_the_default_and_another_takes_its_place(made, in_workspace, sign_in):
    client, template = sign_in(in_workspace.owner), made()
    client.post(f"{GROUPS}new/", {"name": "First", "welcome": str(template.id)})
    client.post(f"{GROUPS}new/", {"name": "Second"})
    first, second = DesignGroup.objects.order_by("created_at")
    assert (first.welcome, first.is_default, second.is_default) == (template, True, False)
    client.post(at(second, "default/"))
    assert DesignGroup.objects.get(is_default=True) == second
    client.post(f"{GROUPS}plain/")
    assert not DesignGroup.objects.filter(is_default=True).exists()
    said = StoredEvent.objects.filter(name="branding.DefaultDesignGroupChosen").order_by("id")
    assert [(event.payload["before"], event.payload["after"]) for event in said] == [
        ("", str(first.id)), (str(first.id), str(second.id)), (str(second.id), ""),
    ]  # fmt: skip
    assert "interviewers that name none look plain" in client.get(GROUPS).content.decode()


def test_a_template_goes_only_where_its_page_is(made, in_workspace, sign_in):
    status = made("status")
    answer = sign_in(in_workspace.owner).post(f"{GROUPS}new/", {"name": "Mine", "welcome": str(status.id)})
    assert answer.status_code == 422
    for wrong in (status.id, new_id()):
        with pytest.raises(Refused) as refused:
            actions.create(name="Mine", templates={Page.WELCOME: wrong}, by=in_workspace.owner)
        assert refused.value.field == "welcome"
    assert DesignGroup.objects.count() == 0


def test_a_template_of_another_workspace_is_not_there(made, in_workspace):
    mine, stranger = made(), in_workspace.stranger
    with scope.scoped(stranger.workspace_id), pytest.raises(Refused):
        actions.create(name="Theirs", templates={Page.WELCOME: mine.id}, by=stranger)


def test_two_windows_show_theirs_beside_mine(made, grouped, in_workspace, sign_in):
    group, other, client = grouped(made()), made(name="Other"), sign_in(in_workspace.owner)
    kept = {"name": "Spring", "welcome": str(group.welcome_id), "seen": "0"}
    assert client.post(at(group, "save/"), {**kept, "name": "Theirs"}).status_code == 302
    mine = client.post(at(group, "save/"), {**kept, "welcome": str(other.id)})
    page = mine.content.decode()
    assert mine.status_code == 422
    assert "Name: Theirs" in page
    assert "Welcome: Spring" in page
    assert client.post(at(group, "save/"), {**kept, "welcome": str(other.id), "seen": "1"}).status_code == 302
    assert DesignGroup.objects.get().welcome == other
    with pytest.raises(Changed):
        actions.change(group, name="Late", templates={}, seen=0, by=in_workspace.owner)


def test_a_group_in_use_or_by_default_cannot_go_and_says_why(
    made, grouped, interviewer, in_workspace, sign_in
):
    default, used, client = grouped(made()), grouped(name="Used"), sign_in(in_workspace.owner)
    assert "is the default" in client.post(at(default, "remove/"), follow=True).content.decode()
    interviewer.brand = used
    interviewer.save()
    assert "used by: Window Cleaner." in client.post(at(used, "remove/"), follow=True).content.decode()
    assert "1 interviewer names it" in client.get(GROUPS).content.decode()
    assert "Window Cleaner" in client.get(at(used)).content.decode()
    assert not DesignGroup.objects.exclude(removed_at=None).exists()


def test_a_removed_group_comes_back_without_what_went_meanwhile(made, grouped, in_workspace, sign_in):
    grouped(made(name="Default"))
    template = made("status")
    group, client = grouped(template, name="Autumn"), sign_in(in_workspace.owner)
    assert "“Autumn” was deleted." in client.post(at(group, "remove/"), follow=True).content.decode()
    templates.remove(template, by=in_workspace.owner)
    client.post(at(group, "restore/"))
    back = DesignGroup.objects.get(name="Autumn")
    assert (back.removed_at, back.status) == (None, None)


def test_what_was_removed_is_gone_after_a_day_with_its_pictures(made, in_workspace):
    kept, gone = made(logo=drawn()), made(name="Gone", logo=drawn())
    templates.remove(gone, by=in_workspace.owner)
    jobs.forget_removed()
    assert DesignTemplate.objects.count() == 2
    with time_machine.travel(clock.now() + timedelta(days=1, hours=1)):
        jobs.forget_removed()
    assert list(DesignTemplate.objects.all()) == [kept]
    assert list(BrandPicture.objects.all()) == [kept.logo]


@pytest.mark.parametrize("who", ["colleague", "viewer"])
def test_only_an_administrator_changes_them(made, grouped, in_workspace, sign_in, who):
    group, member = grouped(made()), getattr(in_workspace, who)
    client = sign_in(member)
    assert "Make default" not in client.get(GROUPS).content.decode()
    assert client.get(at(group)).status_code == 200
    for act in ("save/", "default/", "remove/", "restore/"):
        assert client.post(at(group, act), {"name": "Mine"}).status_code == 403
    for act in (
        lambda: actions.create(name="x", templates={}, by=member),
        lambda: actions.change(group, name="x", templates={}, seen=0, by=member),
        lambda: actions.choose_default(None, by=member),
        lambda: actions.remove(group, used_by=lambda _group: [], by=member),
        lambda: actions.restore(group, by=member),
    ):
        with pytest.raises(Forbidden):
            act()
    assert DesignGroup.objects.get().is_default
