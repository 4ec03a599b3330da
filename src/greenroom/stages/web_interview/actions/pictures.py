"""Pictures of a room that its settings name by their address: fetched once, and kept as our own files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel

from greenroom.accounts.models import Member
from greenroom.candidates.models import Attempt
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.http import limits, outside
from greenroom.core.ids import new_token
from greenroom.interviewers.models import InterviewTemplate, Stage
from greenroom.media.actions import files
from greenroom.media.pictures import Picture, cleaned
from greenroom.stages.models import RoomPicture
from greenroom.stages.web_interview.config import WebInterviewConfig
from greenroom.stages.web_interview.queries import PICTURES, digest

log = structlog.get_logger(__name__)

SLUG = "web_interview"
FETCHED = 20
WITHIN = timedelta(minutes=10)
GRACE = timedelta(days=1)
"""Settings that name a picture are saved after it was fetched."""


def prepare(config: BaseModel, by: Member) -> None:
    """Have the pictures these settings name, fetching those that are not kept yet.

    Raises Refused beside the address that leads to no picture. It waits for the network, so it is not to be called
    inside a transaction.
    """
    if not isinstance(config, WebInterviewConfig):
        return
    for name, widest in PICTURES.items():
        url = getattr(config.web_interview_config, name)
        known = RoomPicture.objects.filter(workspace_id=by.workspace_id, digest=digest(name, url))
        if url and not known.update(created_at=clock.now()):  # as if fetched now: no sweep takes it meanwhile
            _keep(name, url, _fetched(url, widest, by, field=f"web_interview_config.{name}"), by)


def _fetched(url: str, widest: int, by: Member, *, field: str) -> Picture:
    try:
        address = outside.check(url)
        if not limits.allow("room-picture", str(by.id), times=FETCHED, within=WITHIN):
            raise Refused(_("That is enough for now. Wait ten minutes, then save again."), field=field)
        found = outside.fetch(address)
    except outside.Unfetchable as problem:
        said = str(problem.message).removesuffix(" Paste the text instead.")
        raise Refused(
            _("The picture could not be fetched. %(why)s") % {"why": said}, field=field
        ) from problem
    return cleaned(found.content, field=field, widest=widest)


def _keep(name: str, url: str, picture: Picture, by: Member) -> None:
    file = files.store(
        workspace_id=by.workspace_id,
        content=BytesIO(picture.content),
        name=picture.name,
        media_type=picture.media_type,
    )
    try:
        with transaction.atomic():
            RoomPicture.objects.create(
                workspace_id=by.workspace_id,
                url=url,
                digest=digest(name, url),
                token=new_token(),
                file=file,
                width=picture.width,
                height=picture.height,
            )
    except IntegrityError:  # saved in another window at the same moment
        return


def sweep() -> int:
    """Forget pictures that no settings name any more, a day after they were last asked for; how many that were.

    Named are they by stages, removed ones too, by templates, and by attempts that are open. The files that are left
    are swept like any others.
    """
    before, swept = clock.now() - GRACE, 0
    with scope.everything("pictures of rooms are looked for in every workspace"):
        old = RoomPicture.objects.filter(created_at__lt=before)
        workspaces = list(old.order_by().values_list("workspace_id", flat=True).distinct())
    for workspace_id in workspaces:
        with scope.scoped(workspace_id), transaction.atomic():
            known = dict(RoomPicture.objects.filter(created_at__lt=before).values_list("digest", "id"))
            unused = [known[each] for each in known.keys() - _used(known)]
            swept += RoomPicture.objects.filter(id__in=unused, created_at__lt=before).delete()[0]
    log.info("pictures of rooms swept", swept=swept)
    return swept


def _used(known: Mapping[str, UUID]) -> set[str]:
    """Those of these digests that settings of the workspace in scope name."""
    return {each for config in _settings() for each in _named(config) if each in known}


def _settings() -> Iterator[Mapping[str, Any]]:
    """Of every stage, wherever they are written down."""
    yield from Stage.objects.filter(kind=SLUG).values_list("config", flat=True)
    is_open = Attempt.objects.filter(stage__kind=SLUG, status=Attempt.Status.OPEN)
    yield from is_open.values_list("config", flat=True)
    for blueprint in InterviewTemplate.objects.values_list("blueprint", flat=True):
        yield from (stage.get("config") or {} for stage in blueprint.get("stages", ()))


def _named(config: Mapping[str, Any]) -> Iterable[str]:
    room = config.get("web_interview_config") or {}
    return (digest(name, room[name]) for name in PICTURES if room.get(name))
