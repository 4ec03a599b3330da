"""Reading the pictures of a room."""

from __future__ import annotations

import hashlib
from uuid import UUID

from greenroom.core import scope
from greenroom.core.errors import NotFound
from greenroom.stages.models import RoomPicture
from greenroom.stages.web_interview.config import Room

PICTURES = {"backdrop_image_url": 2_560, "avatar_image_url": 1_024}
"""The settings that name a picture, and how wide it is kept at most, in pixels."""


def digest(name: str, url: str) -> str:
    """What a picture is kept under."""
    return hashlib.sha256(f"{name} {url}".encode()).hexdigest()


def shown(workspace_id: UUID, room: Room) -> dict[str, RoomPicture]:
    """The pictures that are kept, by the setting that names each. One statement, none where none is named."""
    named = {digest(name, getattr(room, name)): name for name in PICTURES if getattr(room, name)}
    if not named:
        return {}
    found = RoomPicture.objects.filter(workspace_id=workspace_id, digest__in=named)
    return {named[picture.digest]: picture for picture in found}


def get_public(token: str) -> RoomPicture:
    """The picture behind its public address, with its file. Raises NotFound where there is none."""
    with scope.everything("whoever has the address of a picture may see it, in no workspace at all"):
        found = RoomPicture.objects.filter(token=token).select_related("file").first()
    if found is None:
        raise NotFound
    return found
