"""Labels under Data, on an interviewer, and in the list."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.interviewers.actions import labels
from greenroom.interviewers.models import Interviewer, Label, LabelValue
from greenroom.interviewers.queries import labels as labelled

pytestmark = pytest.mark.django_db
LIST, LABELS = "/interviewers/", "/data/labels/"
MOST_STATEMENTS = 12
HTMX = {"HX-Request": "true", "HX-Target": "labels-body"}


def titles(response) -> list[str]:
    return [row.title for row in response.context["rows"]]


@pytest.fixture
def place(in_workspace) -> Label:
    return labels.define(name="Location", value_type="picklist", allowed="Leeds, York", by=in_workspace.owner)


@pytest.fixture
def client_label(in_workspace) -> Label:
    return labels.define(name="Client", value_type="text", by=in_workspace.owner)


@pytest.fixture
def four(many, place, client_label, in_workspace) -> list[Interviewer]:
    """Role 000 in Leeds for Acme, 001 in York for Acme, 002 in Leeds for others, 003 nowhere."""
    made = many(4)
    for interviewer, (where, whom) in zip(
        made, [("Leeds", "Acme"), ("York", "Acme"), ("Leeds", "Other: Ltd")], strict=False
    ):
        labels.apply(interviewer, place, value=where, by=in_workspace.colleague)
        labels.apply(interviewer, client_label, value=whom, by=in_workspace.colleague)
    return made


def test_a_label_is_made_with_everything_about_it(in_workspace, sign_in):
    form = {
        "name": "Location", "key": "", "description": "Where they work", "value_type": "picklist",
        "allowed": "Leeds, York", "is_required": "on",
    }  # fmt: skip
    response = sign_in(in_workspace.owner).post(LABELS, form)
    assert (response.status_code, response["Location"]) == (302, LABELS)
    label = Label.objects.get()
    assert (label.key, label.allowed, label.is_required) == ("location", ["Leeds", "York"], True)
    page = sign_in(in_workspace.owner).get(LABELS).content.decode()
    for words in ("Location", "Where they work", "Picklist", "Leeds, York", "Required"):
        assert words in page


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(place, in_workspace, sign_in):
    form = {"name": "Other place", "key": "location", "value_type": "text", "description": "Kept"}
    response = sign_in(in_workspace.owner).post(LABELS, form)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"key"}
    page = response.content.decode()
    assert 'value="Other place"' in page
    assert "Kept" in page
    assert Label.objects.count() == 1


def test_others_see_the_labels_and_are_offered_nothing_to_change(place, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    page = client.get(LABELS).content.decode()
    assert "Location" in page
    assert "Create label" not in page
    assert f"{LABELS}location/" not in page
    client.post(LABELS, {"name": "Mine", "value_type": "text"})
    assert Label.objects.count() == 1
    assert client.get(f"{LABELS}location/").status_code == 403


def test_a_label_is_changed_and_its_page_says_where_it_is_used(four, in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    page = client.get(f"{LABELS}location/")
    assert page.context["usage"] == [
        ("Leeds", 2, f"{LIST}?label=location%3ALeeds"),
        ("York", 1, f"{LIST}?label=location%3AYork"),
    ]
    refused = client.post(f"{LABELS}location/", {"name": "Town", "allowed": "Leeds"})
    assert refused.status_code == 422
    assert "1 interviewer has “York”" in refused.content.decode()
    client.post(f"{LABELS}location/", {"name": "Town", "allowed": "Leeds, York, Hull", "is_required": "on"})
    label = Label.objects.get(key="location")
    assert (label.name, label.allowed[-1], label.is_required) == ("Town", "Hull", True)


def test_deleting_says_how_many_first_and_asks_for_the_name(four, in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    assert "takes it off 3 interviewers" in client.get(f"{LABELS}location/").content.decode()
    assert client.post(f"{LABELS}location/delete/", {"name": "no"}).status_code == 422
    assert LabelValue.objects.filter(label__key="location").count() == 3
    assert client.post(f"{LABELS}location/delete/", {"name": "Location"})["Location"] == LABELS
    assert not Label.objects.filter(key="location").exists()
    assert Interviewer.objects.count() == 4


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["location:Leeds"], ["Role 002", "Role 000"]),
        (["location:Leeds", "location:York"], ["Role 002", "Role 001", "Role 000"]),
        (["location:Leeds", "client:Acme"], ["Role 000"]),
        (["client:Other: Ltd"], ["Role 002"]),
        (["location:Hull"], []),
        (["gone:x", "nonsense", ":", "location:"], ["Role 003", "Role 002", "Role 001", "Role 000"]),
    ],
)
def test_any_value_of_a_label_and_every_label(four, in_workspace, sign_in, wanted, found):
    response = sign_in(in_workspace.viewer).get(LIST, {"label": wanted})
    assert titles(response) == found
    assert response.context["total"] == len(found)
    assert response.context["statuses"][0]["count"] == len(found)


def test_the_filter_is_offered_only_where_labels_are_configured(many, in_workspace, sign_in):
    many(1)
    client = sign_in(in_workspace.viewer)
    assert "label-filter" not in client.get(LIST).content.decode()
    labels.define(name="Urgent", value_type="yes_no", by=in_workspace.owner)
    page = client.get(LIST, {"label": "urgent:yes"})
    assert 'name="label" value="urgent:yes" checked' in page.content.decode()
    assert page.context["chosen"] == "Urgent: Yes"
    assert page.context["any_label_url"] == LIST


def test_the_address_of_every_page_keeps_the_labels(many, place, in_workspace, sign_in):
    for interviewer in many(14):
        labels.apply(interviewer, place, value="Leeds", by=in_workspace.colleague)
    page = sign_in(in_workspace.viewer).get(
        LIST, {"label": ["location:Leeds", "location:York"], "size": "12"}
    )
    kept = "label=location%3ALeeds&label=location%3AYork"
    assert kept in page.context["next_url"]
    assert kept in page.context["statuses"][1]["url"]
    assert ("label", "location:York") in page.context["kept"]


@pytest.mark.parametrize("number", [4, 40])
def test_labels_take_the_same_statements_whatever_the_rows(
    many, place, client_label, in_workspace, sign_in, number
):
    for n, interviewer in enumerate(many(number)):
        labels.apply(interviewer, place, value="Leeds", by=in_workspace.colleague)
        labels.apply(interviewer, client_label, value=f"Client {n}", by=in_workspace.colleague)
    client = sign_in(in_workspace.colleague)
    with CaptureQueriesContext(connection) as ran:
        response = client.get(LIST, {"size": "50", "label": "location:Leeds"})
    assert len(titles(response)) == number
    assert len(ran) <= MOST_STATEMENTS, [each["sql"][:90] for each in ran]


def test_a_row_shows_the_first_label_and_says_all(four, in_workspace, sign_in):
    page = sign_in(in_workspace.viewer).get(LIST).content.decode()
    assert "Labels of Role 000. Client: Acme; Location: Leeds" in page
    assert page.count(">+1</button>") == 3
    assert "Manage labels" not in page
    assert f"{LIST}000-role/labels/" in sign_in(in_workspace.colleague).get(LIST).content.decode()


def test_a_required_label_that_is_missing_is_shown_but_not_on_what_is_archived(four, in_workspace, sign_in):
    Label.objects.filter(key="location").update(is_required=True)
    client = sign_in(in_workspace.viewer)
    lacking = {row.title: row.lacking for row in client.get(LIST).context["rows"]}
    assert lacking == {"Role 000": (), "Role 001": (), "Role 002": (), "Role 003": ("Location",)}
    assert "Label missing: Location" in client.get(LIST).content.decode()
    Interviewer.objects.filter(title="Role 003").update(status="archived")
    assert "Label missing" not in client.get(LIST).content.decode()


def test_a_label_is_picked_then_given_a_value_without_script(four, in_workspace, sign_in):
    client, url = sign_in(in_workspace.colleague), f"{LIST}003-role/labels/"
    assert "Apply Label" not in client.get(url).content.decode()
    picked = client.get(url, {"label": "location"}).content.decode()
    assert '<option value="York">York</option>' in picked
    assert "Apply Label" in picked
    response = client.post(url, {"label": "location", "value": "York"})
    assert (response.status_code, response["Location"]) == (302, url)
    assert [held.value for held in labelled.of(four[3])] == ["York"]


def test_a_wrong_value_stays_beside_its_message(four, in_workspace, sign_in):
    labels.define(name="Headcount", value_type="number", by=in_workspace.owner)
    client, url = sign_in(in_workspace.colleague), f"{LIST}003-role/labels/"
    response = client.post(url, {"label": "headcount", "value": "a few"})
    assert response.status_code == 422
    assert 'value="a few"' in response.content.decode()
    assert "Write a number in digits" in response.content.decode()
    assert labelled.of(four[3]) == []


def test_in_the_dialog_the_cell_behind_it_is_drawn_anew(four, in_workspace, sign_in):
    client, url = sign_in(in_workspace.colleague), f"{LIST}003-role/labels/"
    dialog = client.get(url, headers={"HX-Request": "true", "HX-Target": "labels-dialog"}).content.decode()
    assert "<dialog" in dialog
    assert "<html" not in dialog
    body = client.post(url, {"label": "location", "value": "Leeds"}, headers=HTMX).content.decode()
    assert 'hx-swap-oob="outerHTML:#labels-003-role"' in body
    assert body.count("Leeds") >= 2


def test_what_is_taken_off_is_offered_back(four, in_workspace, sign_in):
    client, url = sign_in(in_workspace.colleague), f"{LIST}000-role/labels/"
    client.post(f"{url}location/remove/")
    assert [held.label.key for held in labelled.of(four[0])] == ["client"]
    page = client.get(url).content.decode()
    assert "Put “Location” back" in page
    assert "Put “Location” back" not in client.get(url).content.decode()
    client.post(url, {"label": "location", "value": "Leeds"})
    assert [held.label.key for held in labelled.of(four[0])] == ["client", "location"]


def test_a_viewer_does_not_manage_labels(four, in_workspace, sign_in):
    client = sign_in(in_workspace.viewer)
    assert client.get(f"{LIST}000-role/labels/").status_code == 403
    assert client.post(f"{LIST}000-role/labels/location/remove/").status_code == 403
    assert len(labelled.of(four[0])) == 2


def test_what_is_written_in_a_label_is_shown_as_text(many, client_label, in_workspace, sign_in):
    labels.apply(many(1)[0], client_label, value="<b>{slug}</b>", by=in_workspace.colleague)
    page = sign_in(in_workspace.colleague).get(LIST).content.decode()
    assert "<b>{slug}" not in page
    assert "&lt;b&gt;{slug}" in page
