"""Writing messages in the workspace's own words."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.branding.queries import brands
from greenroom.branding.rules import colours
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.core.http.limits import allow
from greenroom.core.text import clean
from greenroom.outreach import events
from greenroom.outreach.actions import outbox
from greenroom.outreach.actions.drawing import draw_mail, sender_of
from greenroom.outreach.models import Message, MessageTemplate, TemplateGroup
from greenroom.outreach.queries import groups
from greenroom.outreach.rules.kinds import EMAIL, KINDS
from greenroom.outreach.rules.letters import Letter
from greenroom.outreach.rules.samples import sample
from greenroom.outreach.rules.seen import mark
from greenroom.outreach.rules.wording import Text, checked, fill

LONGEST_NAME = 80
TESTS_AN_HOUR = 20


@transaction.atomic
def create_group(*, name: str, sender_name: str = "", by: Member) -> TemplateGroup:
    """A group without texts; the first of a workspace is its default. Raises Refused with the field."""
    require(by, Permission.EDIT_INTERVIEWERS)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    said = _checked(name, sender_name, by)
    mine = TemplateGroup.objects.filter(workspace_id=by.workspace_id)
    group: TemplateGroup = TemplateGroup.objects.create(
        workspace_id=by.workspace_id, is_default=not mine.filter(is_default=True).exists(), **said
    )
    emit(events.TemplateGroupWritten(group_id=group.id, fields=", ".join(said)), by=by.actor)
    return group


@transaction.atomic
def change_group(
    group: TemplateGroup, *, name: str, sender_name: str, seen: str | None = None, by: Member
) -> TemplateGroup:
    """seen: the mark of the group its writer had before them, see `seen_of`; None for whatever stands.

    Raises Refused with the field that is wrong, and Changed where somebody else has changed it meanwhile.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    group = TemplateGroup.objects.get(id=group.id)
    said = _checked(name, sender_name, by, but=group)
    changed = [field for field, value in said.items() if getattr(group, field) != value]
    if not changed:
        return group
    if seen is not None and seen != seen_of(group):
        raise Changed(now=group)
    for field in changed:
        setattr(group, field, said[field])
    group.save(update_fields=changed)
    emit(events.TemplateGroupWritten(group_id=group.id, fields=", ".join(changed)), by=by.actor)
    return group


def seen_of(group: TemplateGroup) -> str:
    """The mark of a group as it is."""
    return mark(group.name, group.sender_name)


def _checked(name: str, sender_name: str, by: Member, *, but: TemplateGroup | None = None) -> dict[str, str]:
    said = {"name": " ".join(clean(name).split()), "sender_name": " ".join(clean(sender_name).split())}
    if not said["name"]:
        raise Refused(_("Give it a name."), field="name")
    for field, value in said.items():
        if len(value) > LONGEST_NAME:
            raise Refused(_("Keep it under %(most)s characters.") % {"most": LONGEST_NAME}, field=field)
    others = TemplateGroup.objects.filter(workspace_id=by.workspace_id, name=said["name"])
    if (others.exclude(id=but.id) if but else others).exists():
        raise Refused(_("There is one of this name already."), field="name")
    return said


@transaction.atomic
def make_default(group: TemplateGroup, *, by: Member) -> None:
    """Its words hold wherever an interviewer names no group."""
    require(by, Permission.EDIT_INTERVIEWERS)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    before = TemplateGroup.objects.filter(workspace_id=by.workspace_id, is_default=True).first()
    if before is not None and before.id == group.id:
        return
    if before is not None:
        TemplateGroup.objects.filter(id=before.id).update(is_default=False)
    TemplateGroup.objects.filter(id=group.id).update(is_default=True)
    emit(
        events.TemplateGroupMadeDefault(group_id=group.id, before=str(before.id) if before else ""),
        by=by.actor,
    )


@transaction.atomic
def remove_group(group: TemplateGroup, *, name: str, by: Member) -> None:
    """Remove it with its texts, once its name was typed; interviewers that had it have the default's words."""
    require(by, Permission.EDIT_INTERVIEWERS)
    group = TemplateGroup.objects.select_for_update().get(id=group.id)
    if " ".join(name.split()) != group.name:
        raise Refused(_("Type the name exactly as it is written above."), field="typed_name")
    emit(events.TemplateGroupRemoved(group_id=group.id), by=by.actor)
    group.delete()


@transaction.atomic
def write_text(
    group: TemplateGroup,
    *,
    kind: str,
    channel: str,
    language: str,
    subject: str,
    body: str,
    seen: str | None = None,
    by: Member,
) -> None:
    """Send this kind of message in these words from now on.

    seen: the mark of the text its writer had before them, None for whatever stands. Raises Refused with the field
    that is wrong, Changed where somebody has written another text meanwhile.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    text = checked(KINDS[kind], channel, subject=subject, body=body)
    TemplateGroup.objects.select_for_update().get(id=group.id)
    now, _own = groups.text(group, kind, channel, language)
    if seen is not None and seen != mark(now.subject, now.body):
        raise Changed(now=now)
    if now == text:
        return
    MessageTemplate.objects.update_or_create(
        group=group,
        kind=kind,
        channel=channel,
        language=language,
        defaults={"workspace_id": by.workspace_id, "subject": text.subject, "body": text.body},
    )
    emit(
        events.MessageTemplateWritten(group_id=group.id, kind=kind, channel=channel, language=language),
        by=by.actor,
    )


@transaction.atomic
def reset_text(
    group: TemplateGroup, *, kind: str, channel: str, language: str, by: Member, seen: str | None = None
) -> None:
    """Send this kind of message in our words again. seen: as for `write_text`."""
    require(by, Permission.EDIT_INTERVIEWERS)
    TemplateGroup.objects.select_for_update().get(id=group.id)
    now, _own = groups.text(group, kind, channel, language)
    if seen is not None and seen != mark(now.subject, now.body):
        raise Changed(now=now)
    rows = MessageTemplate.objects.filter(group=group, kind=kind, channel=channel, language=language)
    if rows.delete()[0]:
        emit(
            events.MessageTemplateReset(group_id=group.id, kind=kind, channel=channel, language=language),
            by=by.actor,
        )


def send_test(
    group: TemplateGroup, *, kind: str, language: str, subject: str, body: str, by: Member
) -> Message:
    """Mail these words, filled with invented values, to who asks for it. Raises Refused as `write_text`."""
    require(by, Permission.EDIT_INTERVIEWERS)
    text = checked(KINDS[kind], EMAIL, subject=subject, body=body)
    if not allow("test mail", str(by.id), times=TESTS_AN_HOUR, within=timedelta(hours=1)):
        raise Refused(_("You have sent yourself many tests. Please wait an hour."))
    return outbox.record(_test_letter(group, text, language, by))


def _test_letter(group: TemplateGroup, text: Text, language: str, by: Member) -> Letter:
    brand = brands.of_workspace(by.workspace)
    values = sample(language, company_name=brand.name)
    accent = colours.readable(brand.look.primary, colours.PLAIN)
    drawn = draw_mail(text, values, language=language, accent=accent)
    return Letter(
        sender=sender_of(group, brand.name),
        recipient=by.user.email,
        subject=fill(text.subject, values),
        body=drawn.body,
        html=drawn.html,
    )
