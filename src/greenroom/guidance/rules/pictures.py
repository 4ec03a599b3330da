"""Pictures people send: looked through, and written anew with nothing in them but the picture.

Where it was taken, by whom, comments, thumbnails and whatever hangs behind the end are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.guidance.rules import jpeg, png
from greenroom.guidance.rules.damaged import Damaged

LARGEST = 5_000_000  # bytes
WIDEST = 4_096  # pixels, either way


@dataclass(frozen=True)
class Picture:
    """A picture that holds nothing else. media_type: of the bytes, whatever the file was called."""

    content: bytes
    media_type: str


def cleaned(data: bytes, *, field: str = "picture") -> Picture:
    """The picture alone. Raises Refused beside the field for what is none, too large or damaged."""
    if len(data) > LARGEST:
        raise Refused(_("This picture is larger than 5 MB. Choose a smaller one."), field=field)
    reader = next((each for each in (png, jpeg) if data.startswith(each.SIGNATURE)), None)
    if reader is None:
        raise Refused(_("Choose a PNG or JPEG picture."), field=field)
    try:
        content, (width, height) = reader.rewritten(data, widest=WIDEST)
    except Damaged as problem:
        raise Refused(
            _("This picture is damaged and cannot be shown. Choose another one."), field=field
        ) from problem
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        raise Refused(
            _("This picture is %(width)s by %(height)s pixels; %(most)s either way is the most.")
            % {"width": width, "height": height, "most": WIDEST},
            field=field,
        )
    return Picture(content, reader.MEDIA_TYPE)
