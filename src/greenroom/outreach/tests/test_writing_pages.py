"""The pages on which a workspace writes its own messages and says what holds for them."""

from __future__ import annotations

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.core.models import StoredEvent
from greenroom.outreach.actions import policies, templates
from greenroom.outreach.models import Message, MessageTemplate, Policy, TemplateGroup
from greenroom.outreach.rules.policy import Terms

pytestmark = pytest.mark.django_db
INVITATION = {"kind": "invitation", "channel": "email", "language": "de"}


@pytest.fixture
def group(in_workspace) -> TemplateGroup:
    return templates.create_group(name="Ours", sender_name="Till Team", by=in_workspace.colleague)


@pytest.fixture
def recruiter(sign_in, in_workspace):
    return sign_in(in_workspace.colleague)


@pytest.fixture
def owner(sign_in, in_workspace):
    return sign_in(in_workspace.owner)


def text_of(group: TemplateGroup) -> str:
    return f"/outreach/templates/{group.id}/text/"


def given(**changes) -> dict[str, object]:
    """What the form of a policy sends."""
    terms = {name: getattr(Terms(), name) for name in Terms.__dataclass_fields__}
    usual = {**terms, "name": "Nights off", "description": "", **changes}
    return {name: value for name, value in usual.items() if value is not None and value is not False}


def test_a_group_is_made_and_the_first_one_is_the_default(recruiter):
    for name in ("Ours", "Theirs"):
        assert recruiter.post("/outreach/templates/new/", {"name": name}).status_code == 302
    again = recruiter.post("/outreach/templates/new/", {"name": "Ours", "sender_name": "kept"})
    assert (again.status_code, 'value="kept"' in again.content.decode()) == (422, True)
    rows = TemplateGroup.objects.order_by("name")
    assert [(row.name, row.is_default) for row in rows] == [("Ours", True), ("Theirs", False)]
    recruiter.post(f"/outreach/templates/{rows[1].id}/default/")
    assert TemplateGroup.objects.get(is_default=True).name == "Theirs"


def test_a_text_starts_from_ours_and_is_the_groups_once_it_is_written(group, recruiter):
    opened = recruiter.get(text_of(group), INVITATION)
    page, seen = opened.content.decode(), opened.context["form"].initial["seen"]
    assert "lädt Sie zu einem Gespräch ein" in page
    assert "Our words" in page
    words = {**INVITATION, "subject": "Kommen Sie", "body": "Hallo {{candidate_name}}\n\n{{link}}"}
    assert recruiter.post(f"{text_of(group)}save/", {**words, "seen": seen}).status_code == 302
    page = recruiter.get(text_of(group), INVITATION).content.decode()
    assert "Your words" in page
    assert "<bdi>Rowan Vale</bdi>" in page  # in the preview
    assert "Gespräch öffnen" in page
    newer = recruiter.get(text_of(group), INVITATION).context["form"].initial["seen"]
    behind = recruiter.post(f"{text_of(group)}save/", {**words, "seen": seen, "do": "reset"})
    assert (behind.status_code, MessageTemplate.objects.count()) == (422, 1)
    recruiter.post(f"{text_of(group)}save/", {**words, "seen": newer, "do": "reset"})
    assert not MessageTemplate.objects.exists()
    names = ["outreach.MessageTemplateWritten", "outreach.MessageTemplateReset"]
    assert (
        list(StoredEvent.objects.filter(name__in=names).order_by("id").values_list("name", flat=True))
        == names
    )


def test_an_unknown_variable_is_named_beside_the_field_and_nothing_typed_is_lost(group, recruiter):
    words = {**INVITATION, "subject": "Komm", "body": "{{link}} {{salary}}"}
    page = recruiter.post(f"{text_of(group)}save/", words)
    assert page.status_code == 422
    assert "{{salary}}" in page.context["form"].errors["body"][0]
    assert "{{link}} {{salary}}" in page.content.decode()
    assert not MessageTemplate.objects.exists()


def test_the_preview_alone_is_swapped_and_nothing_is_kept(group, recruiter):
    words = {
        **INVITATION,
        "do": "preview",
        "subject": "<b>x</b>",
        "body": "<script>alert(1)</script>\n\n{{link}}",
    }
    page = recruiter.post(f"{text_of(group)}save/", words, headers={"HX-Request": "true"}).content.decode()
    assert page.startswith("<article")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>" not in page
    assert "<html" in recruiter.post(f"{text_of(group)}save/", words).content.decode()
    assert not MessageTemplate.objects.exists()


def test_whoever_was_overtaken_sees_the_other_text_and_keeps_their_own(group, recruiter, in_workspace):
    seen = recruiter.get(text_of(group), INVITATION).context["form"]["seen"].value()
    templates.write_text(group, subject="Anders", body="Anders {{link}}", by=in_workspace.owner, **INVITATION)
    mine = {**INVITATION, "subject": "Meins", "body": "Meins {{link}}", "seen": seen}
    page = recruiter.post(f"{text_of(group)}save/", mine)
    assert page.status_code == 422
    assert "Anders {{link}}" in page.content.decode()
    assert "Meins {{link}}" in page.content.decode()
    assert MessageTemplate.objects.get().subject == "Anders"
    again = {**mine, "seen": page.context["form"]["seen"].value()}
    assert recruiter.post(f"{text_of(group)}save/", again).status_code == 302
    assert MessageTemplate.objects.get().subject == "Meins"


def test_a_test_goes_to_who_asks_for_it_with_invented_values(group, recruiter, in_workspace):
    words = {
        **INVITATION,
        "do": "test",
        "subject": "{{job_title}}",
        "body": "Hallo {{candidate_name}} {{link}}",
    }
    assert recruiter.post(f"{text_of(group)}save/", words).status_code == 200
    message = Message.objects.get()
    assert (message.recipient, message.subject) == ("colleague@example.org", "Schichtleitung")
    assert message.body.startswith("Hallo Rowan Vale")
    assert message.sender.startswith("Till Team <")
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize(
    "asked", [{"kind": "nothing"}, {"kind": "code", "channel": "sms"}, {"kind": "code", "language": "xx"}]
)
def test_there_is_no_text_for_what_is_never_sent(group, recruiter, asked):
    assert recruiter.get(text_of(group), asked).status_code == 404


def test_a_group_goes_once_its_name_is_typed(group, recruiter):
    address = f"/outreach/templates/{group.id}/remove/"
    assert recruiter.post(address, {"typed_name": "Our"}).status_code == 422
    assert recruiter.post(address, {"typed_name": "Ours"}).status_code == 302
    assert not TemplateGroup.objects.exists()


def test_a_policy_is_made_changed_and_read(owner, in_workspace):
    made = owner.post("/outreach/policies/new/", given(quiet_from="21:00", quiet_until="08:00"))
    assert made.status_code == 302
    policy = Policy.objects.get()
    assert policy.is_default
    assert "Quiet from 21:00 until 08:00" in owner.get("/outreach/policies/").content.decode()
    seen = policies.seen_of(policy)
    changes = given(reminds=False, cooldown_hours=48, seen=seen)
    assert owner.post(f"/outreach/policies/{policy.id}/save/", changes).status_code == 302
    policy.refresh_from_db()
    assert (policy.reminds, policy.cooldown_hours, policy.quiet_from, policy.sends) == (False, 48, None, True)
    fields = StoredEvent.objects.filter(name="outreach.PolicyWritten").latest("id").payload["fields"]
    assert fields == "reminds, cooldown_hours, quiet_from, quiet_until"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"quiet_from": "21:00"}, "quiet_until"),
        ({"quiet_from": "21:00", "quiet_until": "21:00"}, "quiet_until"),
        ({"cooldown_hours": 0}, "cooldown_hours"),
        ({"most_reminders": 21}, "most_reminders"),
        ({"cooldown_hours": "soon"}, "cooldown_hours"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"deadline_from_days": 1, "deadline_until_days": 1}, "deadline_until_days"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused_beside_its_field(owner, wrong, field):
    page = owner.post("/outreach/policies/new/", given(**wrong))
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert not Policy.objects.exists()


def test_two_windows_on_a_policy_see_each_other(owner, in_workspace):
    owner.post("/outreach/policies/new/", given())
    policy = Policy.objects.get()
    seen = policies.seen_of(policy)
    owner.post(f"/outreach/policies/{policy.id}/save/", given(most_reminders=5, seen=seen))
    page = owner.post(f"/outreach/policies/{policy.id}/save/", given(most_reminders=1, seen=seen))
    assert page.status_code == 422
    assert ("Most reminders", "5") in page.context["theirs"]
    assert Policy.objects.get().most_reminders == 5


def test_the_default_policy_stays_and_another_goes_by_name(owner, in_workspace):
    for name in ("Nights off", "Loud"):
        owner.post("/outreach/policies/new/", given(name=name))
    default, other = Policy.objects.order_by("-is_default")
    assert (
        owner.post(f"/outreach/policies/{default.id}/remove/", {"typed_name": "Nights off"}).status_code
        == 422
    )
    assert owner.post(f"/outreach/policies/{other.id}/remove/", {"typed_name": "Loud"}).status_code == 302
    assert Policy.objects.get().id == default.id


def test_who_only_reads_reads(group, in_workspace, sign_in):
    viewer = sign_in(in_workspace.viewer)
    assert "New group" not in viewer.get("/outreach/templates/").content.decode()
    page = viewer.get(text_of(group), INVITATION).content.decode()
    assert '<fieldset class="stack" disabled>' in page
    assert 'value="save"' not in page
    assert "Messages are sent" not in page
    with pytest.raises(Forbidden):
        templates.write_text(group, subject="x", body="{{link}}", by=in_workspace.viewer, **INVITATION)
    with pytest.raises(Forbidden):
        policies.create(by=in_workspace.colleague, **given())


def test_the_lists_cost_the_same_however_many_there_are(owner, in_workspace, django_assert_max_num_queries):
    for n in range(12):
        TemplateGroup.objects.create(workspace=in_workspace.workspace, name=f"Group {n}")
        Policy.objects.create(workspace=in_workspace.workspace, name=f"Policy {n}")
    for address in ("/outreach/templates/", "/outreach/policies/"):
        with django_assert_max_num_queries(5):
            assert owner.get(address).status_code == 200
