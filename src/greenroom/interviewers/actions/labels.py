"""Labels: which there are, and which interviewer has which."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.interviewers import events
from greenroom.interviewers.models import Interviewer, Label, LabelValue
from greenroom.interviewers.rules import labels as rules

Type = Label.ValueType


@transaction.atomic
def define(
    *,
    key: str = "",
    name: str,
    description: str = "",
    value_type: str,
    allowed: str = "",
    is_required: bool = False,
    by: Member,
) -> Label:
    """A new label. key: made from the name where it is empty. allowed: of a picklist, with commas between.

    Raises Refused with the field. The key and the type stay as they are from here on.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    name = rules.check_name(name)
    key = rules.check_key(key, name=name)
    if value_type not in Type.values:
        raise Refused(_("Choose a type."), field="value_type")
    label = Label(
        workspace_id=by.workspace_id,
        key=key,
        name=name,
        description=rules.check_description(description),
        value_type=value_type,
        allowed=rules.check_allowed(allowed) if value_type == Type.PICKLIST else [],
        is_required=is_required,
    )
    try:
        with transaction.atomic():
            label.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _("There is a label with the key %(key)s already. Choose another.") % {"key": key}, field="key"
        ) from None
    emit(events.LabelDefined(label_id=label.id, key=key, value_type=value_type), by=by.actor)
    return label


@transaction.atomic
def change(
    label: Label, *, name: str, description: str, allowed: str = "", is_required: bool, by: Member
) -> Label:
    """Everything but its key and its type. Raises Refused with the field.

    A value of a picklist that an interviewer has is not taken away from under it.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    label = Label.objects.select_for_update().get(id=label.id)
    wanted: dict[str, Any] = {
        "name": rules.check_name(name),
        "description": rules.check_description(description),
        "is_required": is_required,
    }
    if label.value_type == Type.PICKLIST:
        wanted["allowed"] = rules.check_allowed(allowed)
        _check_unused(label, wanted["allowed"])
    changed = [field for field, value in wanted.items() if getattr(label, field) != value]
    if not changed:
        return label
    for field in changed:
        setattr(label, field, wanted[field])
    label.save(update_fields=changed)
    emit(events.LabelChanged(label_id=label.id, fields=", ".join(sorted(changed))), by=by.actor)
    return label


def _check_unused(label: Label, allowed: list[str]) -> None:
    gone = [value for value in label.allowed if value not in allowed]
    used = LabelValue.objects.filter(label=label, value__in=gone).values_list("value", flat=True)
    if not (counts := Counter(used)):
        return
    value, n = min(counts.items())
    raise Refused(
        ngettext(
            "%(n)d interviewer has “%(value)s”. Give it another value first, then remove this one.",
            "%(n)d interviewers have “%(value)s”. Give them another value first, then remove this one.",
            n,
        )
        % {"n": n, "value": value},
        field="allowed",
    )


@transaction.atomic
def delete(label: Label, *, name: str, by: Member) -> int:
    """Remove a label from the workspace and from every interviewer; how many had it.

    name: its name or its key, typed by who deletes it. Raises Refused beside "name".
    """
    require(by, Permission.MANAGE_WORKSPACE)
    label = Label.objects.select_for_update().get(id=label.id)
    typed = " ".join(name.split()).casefold()
    if typed not in {label.name.casefold(), label.key}:
        raise Refused(_("Type the name of the label as it stands above."), field="name")
    used = LabelValue.objects.filter(label=label).count()
    emit(events.LabelDeleted(label_id=label.id, key=label.key, interviewers=used), by=by.actor)
    label.delete()
    return used


@transaction.atomic
def apply(interviewer: Interviewer, label: Label, *, value: str, by: Member) -> LabelValue:
    """Put a label on an interviewer, or give the one it has another value. Raises Refused beside "value"."""
    require(by, Permission.EDIT_INTERVIEWERS)
    label = Label.objects.select_for_update().get(id=label.id)
    value = rules.check_value(value, value_type=label.value_type, allowed=label.allowed)
    held = LabelValue.objects.filter(interviewer=interviewer, label=label).first()
    before = held.value if held else ""
    if held and before == value:
        return held
    kept, _new = LabelValue.objects.update_or_create(
        interviewer=interviewer,
        label=label,
        defaults={"value": value, "put_by": by, "workspace_id": interviewer.workspace_id},
    )
    _tell(interviewer, label, before, value, by)
    return kept


@transaction.atomic
def take_off(interviewer: Interviewer, label: Label, *, by: Member) -> str:
    """Take a label off an interviewer; the value it had, "" where it had none."""
    require(by, Permission.EDIT_INTERVIEWERS)
    held = LabelValue.objects.select_for_update().filter(interviewer=interviewer, label=label).first()
    if held is None:
        return ""
    held.delete()
    _tell(interviewer, label, held.value, "", by)
    return held.value


def _tell(interviewer: Interviewer, label: Label, before: str, after: str, by: Member) -> None:
    told = label.value_type != Type.TEXT  # free text may name a person
    emit(
        events.LabelPut(
            interviewer_id=interviewer.id,
            label_id=label.id,
            before=before if told else "",
            after=after if told else "",
            is_there=bool(after),
        ),
        by=by.actor,
    )


def check_required(interviewer: Interviewer) -> None:
    """Raises Refused where the interviewer lacks a label that every interviewer is to have."""
    required = list(Label.objects.filter(is_required=True).order_by("name").values_list("id", "name"))
    if not required:
        return
    held = LabelValue.objects.filter(interviewer=interviewer).values_list("label_id", flat=True)
    if lacking := rules.missing(required, set(held)):
        raise Refused(
            _("Every interviewer is to have these labels. Set them first: %(names)s.")
            % {"names": ", ".join(lacking)},
            field="labels",
        )
