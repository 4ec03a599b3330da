"""What candidate pages and letters fetch: style sheets and pictures."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from greenroom.accounts.access import public
from greenroom.branding.queries import pictures
from greenroom.branding.rules import look
from greenroom.core.errors import NotFound
from greenroom.media.actions.files import open_stored


@public("colours and a face, the same for everybody; nothing of a workspace is in it")
@require_GET
@cache_control(public=True, max_age=31536000, immutable=True)
def style(request: HttpRequest, look_word: str) -> HttpResponse:  # noqa: ARG001  (a view's signature)
    """The style sheet of one look, so that pages need no inline style."""
    found = look.read(look_word)
    if found is None:
        raise NotFound
    return HttpResponse(found.sheet, content_type="text/css; charset=utf-8")


@public("a company's logo or picture, made to be seen by whoever has its unguessable address")
@require_GET
@cache_control(public=True, max_age=31536000, immutable=True)
def picture(request: HttpRequest, token: str) -> FileResponse:  # noqa: ARG001  (as above)
    """The picture, which was written anew when it came and holds nothing else."""
    kept = pictures.get_public(token)
    response = FileResponse(open_stored(kept.file), content_type=kept.file.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
