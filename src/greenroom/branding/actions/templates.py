"""Changing how a kind of candidate page looks."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.branding import events
from greenroom.branding.models import BrandPicture, DesignGroup, DesignTemplate
from greenroom.branding.rules import design as rules
from greenroom.branding.rules.design import PICTURES, Page
from greenroom.core import clock
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.core.ids import new_token
from greenroom.media.actions import files
from greenroom.media.pictures import Picture, cleaned

WIDEST = {"logo": 800, "backdrop": 2_560, "avatar": 1_024}  # pixels, either way, of what is kept

Pictures = Mapping[str, bytes | None]
"""By its field: the bytes of a new picture, or None to take away the one there is."""


@transaction.atomic
def create(
    *, page: Page, name: str, given: Mapping[str, Any], pictures: Pictures | None = None, by: Member
) -> DesignTemplate:
    """A template of this page. given: fields of `rules.design.Design`.

    Raises Refused with the field that is wrong; `rules.design.Unreadable` for a colour, with the nearest that is not.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    template = DesignTemplate(
        workspace_id=by.workspace_id,
        page=page,
        name=rules.name(name),
        design=_checked(page, given, by),
    )
    drawn = _drawn(page, pictures or {})
    for field, picture in drawn.items():
        setattr(template, field, _kept(picture, by) if picture else None)
    template.save()
    _tell(template, ["name", *template.design, *(field for field in drawn if drawn[field])], by)
    return template


@transaction.atomic
def change(
    template: DesignTemplate,
    *,
    name: str,
    given: Mapping[str, Any],
    pictures: Pictures | None = None,
    seen: int,
    by: Member,
) -> DesignTemplate:
    """What it says from now on; pictures that are not named stay.

    seen: the revision its writer had before them. Raises as `create`, and `Changed` when somebody else has
    written something else since.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    page = Page(template.page)
    said, wanted = rules.name(name), _checked(page, given, by)
    drawn = _drawn(page, pictures or {})
    template = _held(template)
    fields = [
        field for field in {**template.design, **wanted} if template.design.get(field) != wanted.get(field)
    ]
    fields += ["name"] * (template.name != said)
    fields += [field for field, picture in drawn.items() if picture or getattr(template, f"{field}_id")]
    if not fields:
        return template
    if template.revision != seen:
        raise Changed(now=template)
    template.name, template.design = said, wanted
    template.revision += 1
    replaced = [getattr(template, f"{field}_id") for field in drawn if field in fields]
    for field in drawn:
        picture = drawn[field]
        setattr(template, field, _kept(picture, by) if picture else None)
    template.save()
    BrandPicture.objects.filter(id__in=[old for old in replaced if old]).delete()
    _tell(template, fields, by)
    return template


@transaction.atomic
def remove(template: DesignTemplate, *, by: Member) -> None:
    """Take it away, for good after a day. Raises Refused while a group has it, and says which."""
    require(by, Permission.DELETE)
    template = _locked(template)
    if template.removed_at is not None:
        return
    users = [group.name for group in used_by(template)]
    if users:
        raise Refused(
            _("This template is used by: %(groups)s. Choose another one there first.")
            % {"groups": ", ".join(users)}
        )
    template.removed_at = clock.now()
    template.save(update_fields=["removed_at"])
    emit(events.DesignTemplateRemoved(template_id=template.id), by=by.actor)


@transaction.atomic
def restore(template: DesignTemplate, *, by: Member) -> DesignTemplate:
    """Undo a removal."""
    require(by, Permission.DELETE)
    template = _locked(template)
    if template.removed_at is not None:
        template.removed_at = None
        template.save(update_fields=["removed_at"])
        emit(events.DesignTemplateRestored(template_id=template.id), by=by.actor)
    return template


def used_by(template: DesignTemplate) -> list[DesignGroup]:
    """The groups that have it, by name."""
    mine = {page.value: template for page in Page if page == template.page}
    return list(DesignGroup.objects.filter(Q(**mine), removed_at=None).order_by("name", "id"))


def _locked(template: DesignTemplate) -> DesignTemplate:
    """The template as it is now, held until the transaction ends."""
    found: DesignTemplate = DesignTemplate.objects.select_for_update().get(id=template.id)
    return found


def _held(template: DesignTemplate) -> DesignTemplate:
    """The same, refused once it was removed."""
    found = _locked(template)
    if found.removed_at is not None:
        raise Refused(_("Somebody deleted this template. What you wrote is still here."))
    return found


def _checked(page: Page, given: Mapping[str, Any], by: Member) -> dict[str, Any]:
    """What is said, without what is only the default."""
    return rules.checked(page, given, accent=by.workspace.accent).model_dump(exclude_defaults=True)


def _drawn(page: Page, sent: Pictures) -> dict[str, Picture | None]:
    return {
        field: cleaned(content, field=field, widest=WIDEST[field]) if content else None
        for field, content in sent.items()
        if field in PICTURES[page]
    }


def _kept(picture: Picture, by: Member) -> BrandPicture:
    file = files.store(
        workspace_id=by.workspace_id,
        content=BytesIO(picture.content),
        name=picture.name,
        media_type=picture.media_type,
    )
    kept: BrandPicture = BrandPicture.objects.create(
        workspace_id=by.workspace_id, file=file, token=new_token(), width=picture.width, height=picture.height
    )
    return kept


def _tell(template: DesignTemplate, fields: list[str], by: Member) -> None:
    emit(
        events.DesignTemplateWritten(template_id=template.id, page=template.page, fields=", ".join(fields)),
        by=by.actor,
    )
