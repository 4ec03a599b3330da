"""What labels there may be, which values they take, and what becomes of them."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import NotFound, Refused
from greenroom.core.models import StoredEvent
from greenroom.interviewers.actions import drafting, labels, lifecycle
from greenroom.interviewers.models import Label, LabelValue
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.queries import labels as labelled
from greenroom.interviewers.rules import labels as rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(in_workspace) -> Label:
    return labels.define(
        name="Location", value_type="picklist", allowed="Leeds, York, leeds", by=in_workspace.owner
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Client Name", "client_name"),
        ("  Élan (EU) ", "elan_eu"),
        ("__a--b__", "a_b"),
        ("部門", ""),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_key_is_made_of_a_name(typed, key):
    assert rules.key_from(typed) == key


def test_a_key_is_taken_from_the_name_where_none_is_typed_and_stays_unique(in_workspace):
    label = labels.define(name="Client Name", value_type="text", by=in_workspace.owner)
    assert label.key == "client_name"
    with pytest.raises(Refused) as refused:
        labels.define(name="Other", key="Client name", value_type="text", by=in_workspace.owner)
    assert refused.value.field == "key"
    assert Label.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "n" * 81}, "name"),
        ({"name": "部門"}, "key"),
        ({"value_type": "colour"}, "value_type"),
        ({"value_type": "picklist", "allowed": " , ,"}, "allowed"),
        ({"value_type": "picklist", "allowed": "v" * 161}, "allowed"),
        ({"value_type": "picklist", "allowed": ",".join(map(str, range(201)))}, "allowed"),
        ({"description": "d" * 301}, "description"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(in_workspace, given, field):
    with pytest.raises(Refused) as refused:
        labels.define(**{"name": "Location", "value_type": "text", **given}, by=in_workspace.owner)
    assert refused.value.field == field
    assert not Label.objects.exists()


@pytest.mark.parametrize(
    ("value_type", "typed", "kept"),
    [
        ("text", "  Acme  Ltd ", "Acme Ltd"),
        ("number", "012.50", "12.5"),
        ("number", "-0", "0"),
        ("number", "1000", "1000"),
        ("yes_no", "Yes", "yes"),
        ("picklist", "leeds", "Leeds"),
    ],
)
def test_a_value_is_kept_as_its_type_wants_it(value_type, typed, kept):
    assert rules.check_value(typed, value_type=value_type, allowed=["Leeds", "York"]) == kept


@pytest.mark.parametrize(
    ("value_type", "typed"),
    [
        ("text", ""),
        ("text", "x" * 161),
        ("number", "twelve"),
        ("number", "1e9"),
        ("number", "NaN"),
        ("number", "1,5"),
        ("yes_no", "perhaps"),
        ("picklist", "Hull"),
    ],
)
def test_a_value_of_another_type_is_refused(value_type, typed):
    with pytest.raises(Refused) as refused:
        rules.check_value(typed, value_type=value_type, allowed=["Leeds"])
    assert refused.value.field == "value"


def test_the_values_of_a_picklist_stand_once_each(place):
    assert place.allowed == ["Leeds", "York"]


def test_only_an_administrator_says_which_labels_there_are(place, in_workspace):
    with pytest.raises(Forbidden):
        labels.define(name="Client", value_type="text", by=in_workspace.colleague)
    with pytest.raises(Forbidden):
        labels.change(place, name="Town", description="", is_required=False, by=in_workspace.colleague)
    with pytest.raises(Forbidden):
        labels.delete(place, name="Location", by=in_workspace.colleague)
    assert [label.name for label in Label.objects.all()] == ["Location"]


def test_an_interviewer_has_a_label_once_and_the_books_say_what_changed(active, place, in_workspace):
    labels.apply(active, place, value="Leeds", by=in_workspace.colleague)
    labels.apply(active, place, value="leeds", by=in_workspace.colleague)
    labels.apply(active, place, value="York", by=in_workspace.colleague)
    assert [held.value for held in labelled.of(active)] == ["York"]
    assert LabelValue.objects.get().put_by == in_workspace.colleague
    assert labels.take_off(active, place, by=in_workspace.colleague) == "York"
    assert labels.take_off(active, place, by=in_workspace.colleague) == ""
    told = StoredEvent.objects.filter(name="interviewers.LabelPut").order_by("created_at", "id")
    assert [(each.payload["before"], each.payload["after"]) for each in told] == [
        ("", "Leeds"),
        ("Leeds", "York"),
        ("York", ""),
    ]


def test_free_text_is_not_told_in_the_books(active, in_workspace):
    client = labels.define(name="Client", value_type="text", by=in_workspace.owner)
    labels.apply(active, client, value="Rowan Vale", by=in_workspace.colleague)
    assert "Rowan" not in str(StoredEvent.objects.get(name="interviewers.LabelPut").payload)


def test_a_viewer_puts_no_label_on_anything(active, place, in_workspace):
    with pytest.raises(Forbidden):
        labels.apply(active, place, value="Leeds", by=in_workspace.viewer)
    with pytest.raises(Forbidden):
        labels.take_off(active, place, by=in_workspace.viewer)
    assert labelled.of(active) == []


def test_a_value_in_use_is_not_taken_out_of_the_list(active, place, in_workspace):
    labels.apply(active, place, value="York", by=in_workspace.colleague)
    given = {"name": "Location", "description": "", "is_required": False, "by": in_workspace.owner}
    with pytest.raises(Refused, match="1 interviewer has “York”") as refused:
        labels.change(place, allowed="Leeds, Hull", **given)
    assert refused.value.field == "allowed"
    assert labels.change(place, allowed="York, Hull", **given).allowed == ["York", "Hull"]


def test_the_key_and_the_type_stay(place, in_workspace):
    changed = labels.change(
        place,
        name="Town",
        description="Where",
        allowed="Leeds, York",
        is_required=True,
        by=in_workspace.owner,
    )
    assert (changed.key, changed.value_type, changed.name) == ("location", "picklist", "Town")
    told = StoredEvent.objects.get(name="interviewers.LabelChanged").payload["fields"]
    assert told == "description, is_required, name"


def test_a_label_goes_with_every_value_once_its_name_is_typed(active, place, in_workspace):
    labels.apply(active, place, value="York", by=in_workspace.colleague)
    with pytest.raises(Refused) as refused:
        labels.delete(place, name="Loc", by=in_workspace.owner)
    assert refused.value.field == "name"
    assert LabelValue.objects.count() == 1
    assert labels.delete(place, name=" location ", by=in_workspace.owner) == 1
    assert (Label.objects.count(), LabelValue.objects.count()) == (0, 0)


def test_a_required_label_that_is_missing_is_named(active, place, in_workspace):
    labels.check_required(active)
    labels.change(
        place, name="Town", description="", allowed="Leeds", is_required=True, by=in_workspace.owner
    )
    with pytest.raises(Refused, match="Town"):
        labels.check_required(active)
    labels.apply(active, place, value="Leeds", by=in_workspace.colleague)
    labels.check_required(active)


def test_a_label_of_another_workspace_is_not_found(place, in_workspace):
    with pytest.raises(NotFound):
        labelled.get_for(in_workspace.stranger, place.key)


def test_nothing_opens_without_a_required_label(planned, in_workspace):
    place = labels.define(name="Location", value_type="text", is_required=True, by=in_workspace.owner)
    with pytest.raises(Refused, match="Location"):
        lifecycle.activate(planned, by=in_workspace.colleague)
    labels.apply(planned, label=place, value="Leeds", by=in_workspace.colleague)
    assert lifecycle.activate(planned, by=in_workspace.colleague).status == "active"


def test_a_copy_has_the_labels_of_its_original(planned, place, in_workspace):
    labels.apply(planned, label=place, value="Leeds", by=in_workspace.colleague)
    copy = drafting.duplicate(
        interviewers.get_for(in_workspace.colleague, planned.slug), by=in_workspace.colleague
    )
    assert [row.value for row in LabelValue.objects.filter(interviewer=copy)] == ["Leeds"]
