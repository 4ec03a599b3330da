"""What is known of a role, and two people who change it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from greenroom.accounts.permissions import Forbidden
from greenroom.core import clock
from greenroom.core.errors import Changed, Refused
from greenroom.core.models import StoredEvent
from greenroom.interviewers.actions import interviewers
from greenroom.interviewers.models import Interviewer

pytestmark = pytest.mark.django_db


def test_changes_are_tidied_counted_and_found(planned, in_workspace):
    edited = interviewers.edit(
        planned, by=in_workspace.colleague, title="  Chef  de\tpartie\x00 ", location="Zürich", language="DE"
    )
    assert (edited.title, edited.location, edited.language) == ("Chef de partie", "Zürich", "de")
    assert edited.revision == planned.revision + 1
    assert edited.found_by == f"chef de partie {edited.slug}"
    event = StoredEvent.objects.get(name="interviewers.InterviewerEdited")
    assert event.payload["fields"] == "title, location, language"


def test_the_same_again_is_no_change(planned, in_workspace):
    interviewers.edit(planned, by=in_workspace.colleague, title=planned.title)
    planned.refresh_from_db()
    assert not StoredEvent.objects.filter(name="interviewers.InterviewerEdited").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "   "),
        ("title", "x" * 161),
        ("location", "x" * 161),
        ("pay", "x" * 161),
        ("seniority", "x" * 81),
        ("language", "klingon"),
        ("language", ""),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(planned, in_workspace, field, value):
    with pytest.raises(Refused) as refused:
        interviewers.edit(planned, by=in_workspace.colleague, **{field: value})
    assert refused.value.field == field
    kept = Interviewer.objects.get(id=planned.id)
    assert getattr(kept, field) == getattr(planned, field)
    assert kept.revision == planned.revision


def test_only_what_is_editable_is_edited(planned, in_workspace):
    with pytest.raises(ValueError, match="not editable: status"):
        interviewers.edit(planned, by=in_workspace.colleague, status="active")


def test_a_deadline_lies_ahead(active, in_workspace):
    for wrong in (clock.now() - timedelta(minutes=1), None):
        with pytest.raises(Refused) as refused:
            interviewers.edit(active, by=in_workspace.colleague, deadline=wrong)
        assert refused.value.field == "deadline"
    assert Interviewer.objects.get(id=active.id).deadline == active.deadline


def test_a_later_deadline_opens_an_expired_one(active, in_workspace):
    Interviewer.objects.filter(id=active.id).update(status="expired")
    with time_machine.travel(active.deadline + timedelta(days=3)):
        later = clock.now() + timedelta(days=5)
        edited = interviewers.edit(active, by=in_workspace.colleague, deadline=later)
    assert (edited.status, edited.deadline) == ("active", later)
    assert StoredEvent.objects.filter(name="interviewers.InterviewerActivated").count() == 2


def test_a_title_changed_on_an_expired_one_opens_nothing(active, in_workspace):
    Interviewer.objects.filter(id=active.id).update(status="expired")
    with time_machine.travel(active.deadline + timedelta(days=3)):
        edited = interviewers.edit(
            active, by=in_workspace.colleague, title="Another", deadline=active.deadline
        )
    assert (edited.status, edited.title) == ("expired", "Another")


def test_the_second_of_two_tabs_is_told_and_overwrites_nothing(planned, in_workspace):
    seen = planned.revision
    interviewers.edit(planned, by=in_workspace.colleague, seen=seen, title="First tab")
    with pytest.raises(Changed) as conflict:
        interviewers.edit(planned, by=in_workspace.owner, seen=seen, title="Second tab")
    assert conflict.value.now.title == "First tab"
    assert Interviewer.objects.get(id=planned.id).title == "First tab"


def test_a_viewer_changes_nothing(planned, in_workspace):
    with pytest.raises(Forbidden):
        interviewers.edit(planned, by=in_workspace.viewer, title="Mine now")
    assert Interviewer.objects.get(id=planned.id).title == planned.title
