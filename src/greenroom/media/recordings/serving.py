"""The part of a file that a player asks for."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from greenroom.media.actions.files import open_stored
from greenroom.media.models import StoredFile
from greenroom.media.recordings import ranges


def part(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """By RFC 9110 sections 13.1.5 and 14: the whole file where no part is asked for, or of another version of it."""
    tag = f'"{file.sha256}"'
    unchanged = request.headers.get("If-Range", tag) == tag
    try:
        span = ranges.wanted(request.headers.get("Range", ""), file.size) if unchanged else None
    except ranges.Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    opened = open_stored(file)
    if span is None:
        response: HttpResponseBase = FileResponse(opened, content_type=file.media_type)
        response.headers["Content-Length"] = str(file.size)
    else:
        with opened:
            opened.seek(span.first)
            response = HttpResponse(opened.read(span.length), status=206, content_type=file.media_type)
        response.headers["Content-Range"] = f"bytes {span.first}-{span.last}/{file.size}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = tag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
