from __future__ import annotations

import pytest

from greenroom.core import scope
from greenroom.interviewers.models import Interviewer
from greenroom.notifications.models import Subscription, Webhook


@pytest.fixture
def interviewer(in_workspace) -> Interviewer:
    made: Interviewer = Interviewer.objects.create(
        workspace=in_workspace.workspace, title="Till", slug="till", planning="done", status="active"
    )
    return made


PAGE = "/interviewers/till/subscribers/"


def checked(page: str) -> int:
    return page.count(" checked")


def test_whoever_comes_first_is_chosen_already_and_nothing_is_saved_by_looking(cast, interviewer, sign_in):
    client = sign_in(cast.colleague)
    page = client.get(PAGE).content.decode()
    assert checked(page) == 1
    assert f'value="{cast.colleague.id}" checked' in page
    assert not Subscription.objects.exists()
    client.post(PAGE, {"member": [cast.owner.id, "nonsense"]})
    page = client.get(PAGE).content.decode()
    assert checked(page) == 1
    assert f'value="{cast.owner.id}" checked' in page


def test_a_channel_is_added_tested_and_removed_and_its_address_is_not_shown_again(
    cast, interviewer, sign_in, services
):
    client = sign_in(cast.colleague)
    given = {"channel": "slack", "name": "#hiring", "address": services.slack.address}
    assert client.post(f"{PAGE}channels/", given).status_code == 302
    with scope.scoped(cast.workspace.id):
        webhook = Webhook.objects.get()
    page = client.get(PAGE).content.decode()
    assert "#hiring" in page
    assert "…ETxy" in page
    assert "/services/" not in page
    said = client.post(f"{PAGE}channels/{webhook.id}/test/", follow=True).content.decode()
    assert "The test was delivered" in said
    services.slack.faults = ["off"]
    said = client.post(f"{PAGE}channels/{webhook.id}/test/", follow=True).content.decode()
    assert "The test did not arrive. The webhook was removed" in said
    assert "Needs a new address" in said
    client.post(f"{PAGE}channels/{webhook.id}/remove/")
    with scope.scoped(cast.workspace.id):
        assert not Webhook.objects.exists()


def test_an_address_that_is_none_is_said_beside_it_with_what_was_typed(cast, interviewer, sign_in):
    client = sign_in(cast.owner)
    given = {"channel": "teams", "name": "Hiring", "address": "https://example.org/hook"}
    answer = client.post(f"{PAGE}channels/", given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This is no webhook of Microsoft Teams." in page
    assert 'value="Hiring"' in page


def test_a_webhook_of_another_interviewer_is_not_found(cast, interviewer, sign_in, services):
    other = Interviewer.objects.create(workspace=cast.workspace, title="Door", slug="door", planning="done")
    client = sign_in(cast.owner)
    client.post(
        "/interviewers/door/subscribers/channels/",
        {"channel": "slack", "name": "", "address": services.slack.address},
    )
    with scope.scoped(cast.workspace.id):
        webhook = Webhook.objects.get(subject_id=other.id)
    assert client.post(f"{PAGE}channels/{webhook.id}/remove/").status_code == 404
    with scope.scoped(cast.workspace.id):
        assert Webhook.objects.exists()


def test_a_viewer_and_a_stranger_stay_outside(cast, interviewer, sign_in):
    assert sign_in(cast.viewer).get(PAGE).status_code == 403
    assert sign_in(cast.stranger).get(PAGE).status_code == 404


def test_the_page_takes_few_statements_however_many_members(
    cast, interviewer, sign_in, django_assert_max_num_queries
):
    client = sign_in(cast.owner)
    with django_assert_max_num_queries(11):
        client.get(PAGE)
