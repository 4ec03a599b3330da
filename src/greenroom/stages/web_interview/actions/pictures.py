"""Pictures of a room that its settings name by their address: fetched once, and kept as our own files."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel

from greenroom.accounts.models import Member
from greenroom.core.errors import Refused
from greenroom.core.http import limits, outside
from greenroom.core.ids import new_token
from greenroom.media.actions import files
from greenroom.media.pictures import Picture, cleaned
from greenroom.stages.models import RoomPicture
from greenroom.stages.web_interview.config import WebInterviewConfig
from greenroom.stages.web_interview.queries import PICTURES, digest

FETCHED = 20
WITHIN = timedelta(minutes=10)


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
        if url and not known.exists():
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
