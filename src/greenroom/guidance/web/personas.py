"""The agent library: who speaks to candidates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.core.http.uploads import BoundedUpload
from greenroom.guidance.actions import personas as actions
from greenroom.guidance.models import Persona
from greenroom.guidance.queries import personas
from greenroom.guidance.web.forms import PersonaForm, refuse
from greenroom.guidance.web.frame import differences, page
from greenroom.media.actions.files import open_stored
from greenroom.media.pictures import LARGEST

SHOWN_AS = frozenset({"image/png", "image/jpeg"})


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    everybody = list(personas.everybody(request.member.workspace_id))
    given = {
        "personas": [persona for persona in everybody if not persona.retired_at],
        "retired": [persona for persona in everybody if persona.retired_at],
    }
    return page(request, "personas", given)


@team(Permission.SEE)
@require_GET
@cache_control(private=True, max_age=3600)
def picture(request: TeamRequest, persona_id: UUID) -> HttpResponseBase:
    """The picture, which was written anew when it came and holds nothing else."""
    kept = personas.get_for(request.member, persona_id).picture
    if kept is None or kept.media_type not in SHOWN_AS:
        raise NotFound
    response = FileResponse(open_stored(kept), content_type=kept.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@csrf_exempt  # the token is checked in _edit, once it is said how the upload is to be read
@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def new(request: TeamRequest) -> HttpResponse:
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    return _edit(request, None, upload)


@csrf_exempt  # as above
@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def edit(request: TeamRequest, persona_id: UUID) -> HttpResponse:
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    return _edit(request, personas.get_for(request.member, persona_id), upload)


@csrf_protect
def _edit(request: TeamRequest, persona: Persona | None, upload: BoundedUpload) -> HttpResponse:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form, theirs = PersonaForm(persona, *posted, seen=actions.seen_of(persona) if persona else ""), []
    if request.method == "POST" and form.is_valid():
        try:
            upload.check(field="picture")
            saved = _save(request, persona, form.cleaned_data)
        except Changed as conflict:
            persona = conflict.now
            theirs = _theirs(form, persona)
            form = PersonaForm(
                persona, {**request.POST.dict(), "seen": actions.seen_of(persona)}, request.FILES
            )
            form.add_error(None, conflict.message)
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("“%(name)s” was saved.") % {"name": saved.name})
            return redirect("personas")
    given = {"form": form, "persona": persona, "largest": LARGEST, "theirs": theirs}
    return page(request, "persona", given, status=422 if form.errors else 200)


def _theirs(form: PersonaForm, now: Persona) -> list[tuple[Any, Any]]:
    """What somebody else has made of the persona, where it differs from what was typed."""
    found = differences(form, {"name": now.name, "manner": now.manner}, words={})
    return found or [(form.fields["picture"].label, _("another one, or none, by now"))]


def _save(request: TeamRequest, persona: Persona | None, given: dict[str, Any]) -> Persona:
    sent: UploadedFile[bytes] | None = given["picture"]
    drawn = sent.read(LARGEST + 1) if sent else b""
    if sent and not drawn:
        raise Refused(_("This file is empty. Please choose another one."), field="picture")
    if persona is None:
        return actions.create(name=given["name"], manner=given["manner"], picture=drawn, by=request.member)
    return actions.change(
        persona,
        name=given["name"],
        manner=given["manner"],
        picture=drawn,
        no_picture=given.get("no_picture", False),
        seen=given["seen"],
        by=request.member,
    )


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def make_default(request: TeamRequest, persona_id: UUID) -> HttpResponse:
    persona = personas.get_for(request.member, persona_id)
    try:
        actions.make_default(persona, by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
    else:
        messages.success(request, _("“%(name)s” now speaks by default.") % {"name": persona.name})
    return redirect("personas")


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def retire(request: TeamRequest, persona_id: UUID) -> HttpResponse:
    persona = personas.get_for(request.member, persona_id)
    try:
        actions.retire(persona, by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
    else:
        messages.success(
            request, _("“%(name)s” is retired. Interviewers that have it keep it.") % {"name": persona.name}
        )
    return redirect("personas")


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def restore(request: TeamRequest, persona_id: UUID) -> HttpResponse:
    persona = personas.get_for(request.member, persona_id)
    actions.restore(persona, by=request.member)
    messages.success(request, _("“%(name)s” can be chosen again.") % {"name": persona.name})
    return redirect("personas")


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def bring_shipped(request: TeamRequest) -> HttpResponse:
    """The personas that come with the product, for a workspace that has none."""
    actions.bring_shipped(by=request.member)
    return redirect("personas")
