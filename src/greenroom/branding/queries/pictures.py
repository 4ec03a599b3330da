"""Reading pictures that anybody may see."""

from __future__ import annotations

from greenroom.branding.models import BrandPicture
from greenroom.core import scope
from greenroom.core.errors import NotFound


def get_public(token: str) -> BrandPicture:
    """The picture behind its public address, with its file. Raises NotFound where there is none."""
    with scope.everything("whoever has the address of a picture may see it, in no workspace at all"):
        found = BrandPicture.objects.filter(token=token).select_related("file").first()
    if found is None:
        raise NotFound
    return found
