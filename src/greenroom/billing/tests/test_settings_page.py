from __future__ import annotations

from greenroom.billing.actions import charges
from greenroom.billing.queries import prices
from greenroom.billing.rules.services import Service
from greenroom.core import scope

FREE = {"voice": "0", "sms": "0", "resume": "0", "form": "0", "scenario": "0", "model": "0"}


def test_an_administrator_says_what_things_cost(cast, sign_in):
    client = sign_in(cast.owner)
    page = client.get("/settings/billing/").content.decode()
    assert "Nothing has been used this month" in page
    assert 'href="/settings/billing/"' in page
    saved = client.post(
        "/settings/billing/", {**FREE, "currency": "EUR", "voice": "0.12", "model": "€0.0075"}
    )
    assert saved.headers["Location"] == "/settings/billing/"
    with scope.scoped(cast.workspace.id):
        assert prices.of(Service.VOICE) == 120_000
        assert prices.of(Service.MODEL) == 7_500
        charges.record(workspace_id=cast.workspace.id, service=Service.VOICE, quantity=90, key="a")
    page = client.get("/settings/billing/").content.decode()
    assert 'value="0.12"' in page
    assert "€10.80" in page
    assert "Voice and video" in page


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_saved(cast, sign_in):
    client = sign_in(cast.owner)
    answer = client.post("/settings/billing/", {**FREE, "currency": "EUR", "voice": "5", "sms": "1.000,50"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write 1000.50." in page
    assert 'value="1.000,50"' in page
    with scope.scoped(cast.workspace.id):
        assert prices.of(Service.VOICE) == 0


def test_the_page_takes_few_statements(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.owner)
    with scope.scoped(cast.workspace.id):
        for number in range(30):
            charges.record(
                workspace_id=cast.workspace.id, service=Service.SMS, quantity=1, key=str(number), amount=5
            )
    with django_assert_max_num_queries(8):
        client.get("/settings/billing/")


def test_only_administrators_come_in(cast, sign_in):
    for member in (cast.colleague, cast.viewer):
        assert sign_in(member).get("/settings/billing/").status_code == 403
