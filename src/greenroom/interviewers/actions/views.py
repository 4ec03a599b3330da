"""Saved views of a list."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.core.text import clean
from greenroom.interviewers import events
from greenroom.interviewers.models import SavedView

LONGEST_NAME, LONGEST_QUERY = 80, 2000


@transaction.atomic
def save(*, page: str, name: str, query: str, is_shared: bool, by: Member) -> SavedView:
    """Keep a view of a page under a name. query: the words of its address. Raises Refused with the field.

    Who may not edit interviewers keeps views for themselves.
    """
    _require(by, is_shared=is_shared)
    if len(query) > LONGEST_QUERY:
        raise Refused(_("This view says more than can be kept. Choose fewer filters."), field="name")
    view = SavedView(
        workspace_id=by.workspace_id,
        member=by,
        page=page,
        name=_name(name),
        query=query,
        is_shared=is_shared,
    )
    _write(view, new=True)
    emit(events.ViewSaved(view_id=view.id, is_shared=is_shared), by=by.actor)
    return view


@transaction.atomic
def rename(view: SavedView, *, name: str, is_shared: bool, by: Member) -> SavedView:
    """Another name for a view of one's own, or shared or not. Raises Refused with the field."""
    _require(by, is_shared=False)
    view = _own(view, by)
    _require(by, is_shared=is_shared)
    before = view.name, view.is_shared
    view.name, view.is_shared = _name(name), is_shared
    if (view.name, view.is_shared) != before:
        _write(view, new=False)
        emit(events.ViewSaved(view_id=view.id, is_shared=is_shared), by=by.actor)
    return view


@transaction.atomic
def delete(view: SavedView, *, by: Member) -> None:
    """Remove a view of one's own. What it showed stays."""
    _require(by, is_shared=False)
    view = _own(view, by)
    emit(events.ViewDeleted(view_id=view.id), by=by.actor)
    view.delete()


def _own(view: SavedView, by: Member) -> SavedView:
    """The view, held. Raises Refused for another's."""
    if view.member_id != by.id:
        raise Refused(_("Only who saved this view can change it."))
    return SavedView.objects.select_for_update().get(id=view.id)


def _require(by: Member, *, is_shared: bool) -> None:
    require(by, Permission.EDIT_INTERVIEWERS if is_shared else Permission.SEE)


def _name(typed: str) -> str:
    name = " ".join(clean(typed).split())
    if not name:
        raise Refused(_("Give the view a name."), field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(_("At most %(n)d characters.") % {"n": LONGEST_NAME}, field="name")
    return name


def _write(view: SavedView, *, new: bool) -> None:
    try:
        with transaction.atomic():
            view.save(force_insert=new)
    except IntegrityError:
        raise Refused(_("You have a view of this name already. Choose another."), field="name") from None
