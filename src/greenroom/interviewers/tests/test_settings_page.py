"""What is known of a role, and deletion, through the page."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from greenroom.core import clock
from greenroom.interviewers.actions import drafting, interviewers
from greenroom.interviewers.models import FormerSlug, Interviewer
from greenroom.interviewers.web.configure import Configuration

pytestmark = pytest.mark.django_db


def settings_of(interviewer) -> str:
    return f"/interviewers/{interviewer.slug}/settings/"


def typed(interviewer, **changes) -> dict[str, object]:
    """What a browser sends back when only the changes were typed."""
    standing = Configuration(interviewer).initial
    deadline = standing["deadline"].strftime("%Y-%m-%dT%H:%M") if standing["deadline"] else ""
    kept = {name: value for name, value in standing.items() if value not in (None, False)}
    return {**kept, "deadline": deadline, **changes}


def test_the_role_is_changed_without_script(active, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    later = (clock.now() + timedelta(days=50)).strftime("%Y-%m-%dT%H:%M")
    given = typed(active, title="Depot lead", location="York", language="fr", deadline=later)
    assert client.post(settings_of(active), given)["Location"] == settings_of(active)
    kept = Interviewer.objects.get(id=active.id)
    assert (kept.title, kept.location, kept.language) == ("Depot lead", "York", "fr")
    assert kept.deadline.strftime("%Y-%m-%dT%H:%M") == later


def test_what_was_not_touched_stays_to_the_second(active, in_workspace, sign_in):
    sign_in(in_workspace.colleague).post(settings_of(active), typed(active, title="Depot lead"))
    assert Interviewer.objects.get(id=active.id).deadline == active.deadline


def test_the_title_of_an_expired_one_can_be_changed(active, in_workspace, sign_in):
    Interviewer.objects.filter(id=active.id).update(status="expired")
    with time_machine.travel(active.deadline + timedelta(days=2)):
        response = sign_in(in_workspace.colleague).post(settings_of(active), typed(active, title="Old one"))
    assert response.status_code == 302
    kept = Interviewer.objects.get(id=active.id)
    assert (kept.title, kept.status) == ("Old one", "expired")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 161}, "Keep it under 160 characters."),
        ({"deadline": "2020-01-01T00:00"}, "Choose a deadline in the future."),
        ({"deadline": "next week"}, "Enter a valid date/time."),
        ({"deadline": ""}, "Choose when this interviewer closes."),
        ({"language": "xx"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(active, in_workspace, sign_in, change, said):
    response = sign_in(in_workspace.colleague).post(
        settings_of(active), typed(active, location="Kept", **change)
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert 'value="Kept"' in page
    assert Interviewer.objects.get(id=active.id).revision == active.revision


def test_the_second_tab_sees_what_there_is_and_keeps_what_it_typed(planned, in_workspace, sign_in):
    mine = typed(planned, title="My title", pay="£15")
    interviewers.edit(planned, by=in_workspace.owner, title="Their title")
    client = sign_in(in_workspace.colleague)
    response = client.post(settings_of(planned), mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Title: Their title" in page
    assert 'value="My title"' in page
    assert f'value="{planned.revision + 1}"' in page
    assert Interviewer.objects.get(id=planned.id).title == "Their title"
    assert client.post(settings_of(planned), {**mine, "seen": planned.revision + 1}).status_code == 302
    kept = Interviewer.objects.get(id=planned.id)
    assert (kept.title, kept.pay) == ("My title", "£15")


def test_deletion_asks_for_the_title(planned, in_workspace, sign_in):
    client, where = sign_in(in_workspace.owner), f"/interviewers/{planned.slug}/delete/"
    wrong = client.post(where, {"name": "Warehouse"})
    assert wrong.status_code == 422
    assert "Type the title exactly" in wrong.content.decode()
    assert Interviewer.objects.filter(id=planned.id).exists()
    assert client.post(where, {"name": planned.title})["Location"] == "/interviewers/"
    assert not Interviewer.objects.filter(id=planned.id).exists()


def test_deletion_of_what_people_applied_to_explains_the_archive(active, in_workspace, sign_in, apply):
    apply(active)
    client = sign_in(in_workspace.owner)
    page = client.get(settings_of(active)).content.decode()
    assert "cannot be deleted" in page
    assert f"/interviewers/{active.slug}/delete/" not in page
    response = client.post(f"/interviewers/{active.slug}/delete/", {"name": active.title})
    assert response.status_code == 422
    assert Interviewer.objects.filter(id=active.id).exists()


def test_a_recruiter_is_not_offered_deletion_and_cannot_delete(planned, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    assert 'id="delete"' not in client.get(settings_of(planned)).content.decode()
    assert client.post(f"/interviewers/{planned.slug}/delete/", {"name": planned.title}).status_code == 403
    assert Interviewer.objects.filter(id=planned.id).exists()


def test_a_viewer_has_no_settings(planned, in_workspace, sign_in):
    client = sign_in(in_workspace.viewer)
    assert client.get(settings_of(planned)).status_code == 403
    assert client.post(settings_of(planned), typed(planned, title="Mine")).status_code == 403
    assert Interviewer.objects.get(id=planned.id).title == planned.title


def by_itself(client, interviewer, **changes):
    """What the page sends after a rest."""
    return client.post(settings_of(interviewer), typed(interviewer, **changes), headers={"X-Autosave": "1"})


def test_a_draft_saves_as_it_is_typed_and_tells_the_page_its_revision(planned, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    answer = by_itself(client, planned, title="Depot lead", company="We store things.")
    kept = Interviewer.objects.get(id=planned.id)
    assert (answer.status_code, answer["X-Seen"]) == (204, str(kept.revision))
    assert kept.title == "Depot lead"
    assert kept.context["company"]["text"] == "We store things."
    again = by_itself(client, planned, title="Depot lead", pay="£15", seen=kept.revision)
    assert again.status_code == 204


def test_what_saves_itself_does_not_take_over_half_a_name_or_a_wrong_word(planned, in_workspace, sign_in):
    client, before = sign_in(in_workspace.colleague), planned.slug
    assert by_itself(client, planned, slug="depot-l").status_code == 204
    assert Interviewer.objects.get(id=planned.id).slug == before
    assert by_itself(client, planned, title="").status_code == 422
    assert Interviewer.objects.get(id=planned.id).title == planned.title


def test_a_new_name_in_links_keeps_the_old_links_alive(active, in_workspace, sign_in):
    before = active.slug
    answer = sign_in(in_workspace.colleague).post(settings_of(active), typed(active, slug="depot-lead"))
    assert answer["Location"] == "/interviewers/depot-lead/settings/"
    assert FormerSlug.objects.get().slug == before


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("Depot Lead", "single hyphens"),
        ("a", "3 to 80"),
        ("", "single hyphens"),
        ("depot--lead", "single hyphens"),
    ],
)
def test_a_name_that_cannot_be_in_a_link_is_refused_and_nothing_else_is_saved(
    active, in_workspace, sign_in, wanted, said
):
    answer = sign_in(in_workspace.colleague).post(
        settings_of(active), typed(active, slug=wanted, title="Depot lead")
    )
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors["slug"])
    assert Interviewer.objects.get(id=active.id).title == active.title


def test_a_name_that_another_has_or_had_is_refused(active, in_workspace, sign_in):
    other = drafting.create(job_description=active.job_description, by=in_workspace.owner)
    client = sign_in(in_workspace.colleague)
    assert (
        "has this name" in client.post(settings_of(active), typed(active, slug=other.slug)).content.decode()
    )
    FormerSlug.objects.create(workspace=in_workspace.workspace, interviewer=other, slug="once-mine")
    assert (
        "has this name" in client.post(settings_of(active), typed(active, slug="once-mine")).content.decode()
    )


def test_a_deadline_is_typed_in_the_readers_zone(active, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    client.cookies["time_zone"] = "America/Vancouver"
    page = client.get(settings_of(active)).content.decode()
    assert "Deadline (America/Vancouver)" in page
    client.post(settings_of(active), typed(active, deadline="2036-07-01T09:00"))
    kept = Interviewer.objects.get(id=active.id)
    assert kept.deadline.isoformat() == "2036-07-01T16:00:00+00:00"
    assert 'value="2036-07-01T09:00"' in client.get(settings_of(active)).content.decode()


def test_a_zone_that_is_none_is_utc(active, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    client.cookies["time_zone"] = "../../etc/passwd"
    assert "Deadline (UTC)" in client.get(settings_of(active)).content.decode()
