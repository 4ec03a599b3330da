"""How the pages of one interview look, where its stage differs from the company's brand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import FileResponse, HttpRequest
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from greenroom.accounts.access import public
from greenroom.branding.queries import brands
from greenroom.branding.rules.brand import Image
from greenroom.branding.rules.design import Page
from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest
from greenroom.media.actions.files import open_stored
from greenroom.stages.models import RoomPicture
from greenroom.stages.web_interview import queries
from greenroom.stages.web_interview.config import WebInterviewConfig


def own(request: ProvenRequest, attempt: Attempt) -> dict[str, Any]:
    """What the pages of this attempt are given in place of the brand's; nothing where its stage has nothing."""
    room = WebInterviewConfig(**attempt.config).web_interview_config
    pictures = queries.shown(attempt.workspace_id, room)
    if not pictures and not room.remove_branding:
        return {}
    brand = brands.of(request.interviewer, Page.INTERVIEW)
    backdrop, avatar = pictures.get("backdrop_image_url"), pictures.get("avatar_image_url")
    changed = replace(
        brand,
        backdrop=_image(backdrop) if backdrop else brand.backdrop,
        avatar=_image(avatar) if avatar else brand.avatar,
        powered_by=brand.powered_by and not room.remove_branding,
    )
    return {"brand": changed}


def _image(picture: RoomPicture) -> Image:
    return Image(reverse("room-picture", args=[picture.token]), picture.width, picture.height)


@public("a picture of an interview's room, made to be seen by whoever has its unguessable address")
@require_GET
@cache_control(public=True, max_age=31536000, immutable=True)
def picture(request: HttpRequest, token: str) -> FileResponse:  # noqa: ARG001  (a view's signature)
    """The picture, which was written anew when it was fetched and holds nothing else."""
    kept = queries.get_public(token)
    response = FileResponse(open_stored(kept.file), content_type=kept.file.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
