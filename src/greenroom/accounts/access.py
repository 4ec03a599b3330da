"""The doors' one guard: every route says here who may come through it.

A route without a guard fails the sweep over all routes in tests/architecture. What a guard of members lets through is
kept by no cache.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import Forbidden, may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import NotFound

Params = ParamSpec("Params")


class TeamRequest(HttpRequest):
    """A request of a signed-in member, whose workspace is in scope."""

    member: Member


TeamView = Callable[Concatenate[TeamRequest, Params], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def team(permission: Permission) -> Callable[[TeamView[Params]], View]:
    """Only members with this permission. Strangers are sent to sign in; what is not theirs is not found."""

    def guard(view: TeamView[Params]) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect(f"/sign-in/?{urlencode({'next': request.get_full_path()})}")
            if request.member is None:
                return redirect("/no-workspace/")
            if not may(request.member, permission):
                raise PermissionDenied
            return _not_kept(_answer(view, request, *args, **kwargs))

        guarded.door = permission.value  # type: ignore[attr-defined]  # read by the sweep
        return guarded

    return guard


def public(reason: str) -> Callable[[View], View]:
    """Anybody. reason: why that is right, for the reader and the sweep."""

    def guard(view: View) -> View:
        @wraps(view)
        def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _answer(view, request, *args, **kwargs)

        open_view.door = f"public: {reason}"  # type: ignore[attr-defined]
        return open_view

    return guard


def signed_in(view: View) -> View:
    """Anybody who has signed in, in a workspace or not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"/sign-in/?{urlencode({'next': request.get_full_path()})}")
        return _not_kept(_answer(view, request, *args, **kwargs))

    guarded.door = "signed in"  # type: ignore[attr-defined]
    return guarded


def _not_kept(response: HttpResponseBase) -> HttpResponseBase:
    """No cache keeps what a member was shown, unless the view has said how long it may."""
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _answer(
    view: Callable[..., HttpResponseBase], request: Any, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except NotFound as missing:
        raise Http404 from missing
    except Forbidden as refused:
        raise PermissionDenied from refused
