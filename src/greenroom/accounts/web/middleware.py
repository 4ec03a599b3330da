"""Who asks, and in which workspace."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from greenroom.accounts.queries import members
from greenroom.core import scope


class CurrentMember:
    """Sets `request.member` and puts their workspace in scope for the rest of the request."""

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
        with scope.scoped(member.workspace_id):
            return self.respond(request)
