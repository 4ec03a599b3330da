"""Who asks, and in which workspace."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from greenroom.accounts.queries import members
from greenroom.core import scope

ZONE_COOKIE = "time_zone"


class CurrentMember:
    """Sets `request.member` and puts their workspace and their time zone in force for the rest of the request."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = None  # type: ignore[attr-defined]
        user = request.user
        if not user.is_authenticated:
            return self.respond(request)
        member = members.current(user, request.session.get("workspace"))
        if member is None:
            return self.respond(request)
        request.member = member  # type: ignore[attr-defined]
        with scope.scoped(member.workspace_id), timezone.override(zone_of(request)):
            return self.respond(request)


def zone_of(request: HttpRequest) -> ZoneInfo:
    """The time zone the reader's browser has said it is in, UTC before it has said any."""
    try:
        return ZoneInfo(request.COOKIES.get(ZONE_COOKIE, "UTC")[:60])
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
