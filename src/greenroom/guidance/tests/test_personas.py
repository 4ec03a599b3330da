"""Who speaks to candidates."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from greenroom.accounts.permissions import Forbidden
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.guidance.actions import personas as actions
from greenroom.guidance.models import Persona
from greenroom.guidance.queries import personas, shipped
from greenroom.guidance.tests.conftest import png

PAGE = "/ai/agents/"


@pytest.fixture
def theirs(in_workspace) -> Persona:
    return actions.create(name="Fern", manner="Dry.", by=in_workspace.owner)


def file(content: bytes, name: str = "face.png") -> BytesIO:
    sent = BytesIO(content)
    sent.name = name
    return sent


def test_a_new_workspace_has_three_personas_and_one_of_them_speaks_by_default(in_workspace):
    found = list(personas.of(in_workspace.workspace.id))
    assert {persona.name for persona in found} == {each.name for each in shipped.personas()}
    assert [persona.is_default for persona in found] == [True, False, False]
    assert found[0].name == shipped.personas()[0].name
    assert all(len(persona.manner) > 80 for persona in found)


def test_each_workspace_has_its_own(in_workspace):
    assert actions.ship(workspace_id=in_workspace.workspace.id) == []
    assert Persona.objects.count() == 3


def test_an_older_workspace_without_any_is_offered_the_three(in_workspace, sign_in):
    Persona.objects.all().delete()
    client = sign_in(in_workspace.owner)
    assert "Nobody speaks here yet" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}shipped/")["Location"] == PAGE
    assert Persona.objects.filter(is_default=True).count() == 1
    client.post(f"{PAGE}shipped/")
    assert Persona.objects.count() == 3


def test_a_persona_with_a_picture_goes_through_the_page(in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    given = {"name": " Fern ", "manner": "Dry.", "picture": file(png())}
    assert client.post(f"{PAGE}new/", given)["Location"] == PAGE
    made = Persona.objects.get(name="Fern")
    where = f"{PAGE}{made.id}/picture/"
    assert where in client.get(PAGE).content.decode()
    shown = client.get(where)
    assert Image.open(BytesIO(b"".join(shown.streaming_content)), formats=["PNG"]).size == (2, 2)
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "sandbox" in shown["Content-Security-Policy"]


def test_a_picture_can_be_taken_away_again(in_workspace, sign_in):
    made = actions.create(name="Fern", manner="", picture=png(), by=in_workspace.owner)
    client, where = sign_in(in_workspace.owner), f"{PAGE}{made.id}/"
    seen = client.get(where).context["form"].initial["seen"]
    client.post(where, {"name": "Fern", "manner": "", "no_picture": "on", "seen": seen})
    assert Persona.objects.get(id=made.id).picture is None
    assert client.get(f"{where}picture/").status_code == 404


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"name": ""}, "name", "Give the persona a name."),
        ({"name": "x" * 61}, "name", "keep it to 60"),
        ({"name": "Fern", "manner": "x" * 2_001}, "manner", "keep it to 2,000"),
        ({"name": "Fern", "picture": file(b"%PDF-1.7")}, "picture", "PNG, JPEG, GIF or WebP"),
        ({"name": "Fern", "picture": file(b"")}, "picture", "empty"),
    ],
    ids=["no name", "long name", "long manner", "document", "empty"],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(in_workspace, sign_in, given, field, said):
    typed = {"manner": "Kept as typed", **given}
    response = sign_in(in_workspace.owner).post(f"{PAGE}new/", typed)
    assert response.status_code == 422
    assert said in response.context["form"].errors[field][0]
    assert typed["manner"] in response.content.decode()
    assert Persona.objects.count() == 3


def test_a_picture_over_the_limit_of_uploads_is_told_beside_it(in_workspace, sign_in, settings):
    settings.UPLOAD_LIMIT = 1_000
    given = {"name": "Fern", "manner": "", "picture": file(b"\x89PNG" + b"x" * 2_000)}
    response = sign_in(in_workspace.owner).post(f"{PAGE}new/", given)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"picture"}


def test_another_one_speaks_by_default_and_the_books_know_which_did_before(theirs, in_workspace, sign_in):
    before = Persona.objects.get(is_default=True)
    sign_in(in_workspace.owner).post(f"{PAGE}{theirs.id}/default/")
    assert Persona.objects.get(is_default=True) == theirs
    told = StoredEvent.objects.get(name="guidance.PersonaMadeDefault")
    assert (told.subject_id, told.payload["before"]) == (theirs.id, str(before.id))


def test_the_default_one_cannot_be_retired(in_workspace, sign_in):
    speaks = Persona.objects.get(is_default=True)
    page = sign_in(in_workspace.owner).post(f"{PAGE}{speaks.id}/retire/", follow=True)
    assert "Make another one the default first." in page.content.decode()
    assert Persona.objects.get(id=speaks.id).retired_at is None


def test_a_retired_one_cannot_be_chosen_until_it_is_brought_back(theirs, in_workspace, sign_in):
    client = sign_in(in_workspace.owner)
    client.post(f"{PAGE}{theirs.id}/retire/")
    assert theirs not in personas.of(in_workspace.workspace.id)
    with pytest.raises(Refused, match="Bring this persona back"):
        actions.make_default(theirs, by=in_workspace.owner)
    assert "Bring back Fern" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}{theirs.id}/restore/")
    assert theirs in personas.of(in_workspace.workspace.id)


@pytest.mark.parametrize("who", ["colleague", "viewer"])
def test_only_an_administrator_changes_them(theirs, in_workspace, sign_in, who):
    member = getattr(in_workspace, who)
    client = sign_in(member)
    page = client.get(PAGE).content.decode()
    assert "Fern" in page
    assert "New persona" not in page
    for address in ("new/", f"{theirs.id}/", f"{theirs.id}/default/", f"{theirs.id}/retire/", "shipped/"):
        assert client.post(f"{PAGE}{address}", {"name": "Mine", "manner": ""}).status_code == 403
    for act in (
        lambda: actions.create(name="Mine", manner="", by=member),
        lambda: actions.change(theirs, name="Mine", manner="", by=member),
        lambda: actions.retire(theirs, by=member),
        lambda: actions.restore(theirs, by=member),
        lambda: actions.make_default(theirs, by=member),
    ):
        with pytest.raises(Forbidden):
            act()
    assert Persona.objects.get(id=theirs.id).name == "Fern"


def test_a_stranger_sees_no_picture_of_ours(in_workspace, sign_in):
    made = actions.create(name="Fern", manner="", picture=png(), by=in_workspace.owner)
    assert sign_in(in_workspace.stranger).get(f"{PAGE}{made.id}/picture/").status_code == 404
