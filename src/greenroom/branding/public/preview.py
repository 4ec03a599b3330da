"""A candidate page as a template would make it, for its editor. It stands in a frame there, and does nothing."""

from __future__ import annotations

import base64
import re
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.branding.actions.templates import WIDEST
from greenroom.branding.forms import TemplateForm
from greenroom.branding.models import DesignGroup, DesignTemplate
from greenroom.branding.public import samples
from greenroom.branding.queries import brands, templates
from greenroom.branding.rules import design
from greenroom.branding.rules.brand import Brand, Image
from greenroom.branding.rules.design import Page
from greenroom.core.errors import Refused
from greenroom.core.http.middleware import CONTENT_SECURITY_POLICY
from greenroom.core.http.uploads import BoundedUpload
from greenroom.media.pictures import cleaned

POLICY = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'").replace(
    "form-action 'self'", "form-action 'none'"
)
SCRIPTS = re.compile(r"<script\b[^>]*></script>")
THEMES = ("light", "dark")


@csrf_exempt  # the token is checked in _draw, once it is said how the upload is to be read
@team(Permission.SEE)
@require_http_methods(["GET", "POST"])
def of_template(request: TeamRequest, design_id: UUID) -> HttpResponse:
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    template = templates.get_for(request.member, design_id)
    return _draw(request, Page(template.page), template)


@csrf_exempt  # as above
@team(Permission.SEE)
@require_http_methods(["GET", "POST"])
def of_new(request: TeamRequest) -> HttpResponse:
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    page = design.page_in(request.GET)
    return _draw(request, page, DesignTemplate(page=page))


@csrf_protect
def _draw(request: TeamRequest, page: Page, template: DesignTemplate) -> HttpResponse:
    """The page with what was typed so far; what cannot be is left out, and colours are made readable."""
    given = request.POST if request.method == "POST" else request.GET
    language = given.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    brand = _brand(request, page, template)
    with translation.override(language):
        html = _html(request, page, brand, language=language, theme=given.get("theme", ""))
    response = HttpResponse(html)
    response.headers["Content-Security-Policy"] = f"{POLICY}; sandbox allow-same-origin"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Language"] = language
    return response


def _html(request: TeamRequest, page: Page, brand: Brand, *, language: str, theme: str) -> str:
    request.COOKIES["theme"] = theme if theme in THEMES else "light"
    known = samples.NAME if page is Page.COMPLETE else ""
    context = {
        **brands.frame(brand, language=language, job_title=samples.TITLE, candidate_name=known),
        **samples.context(page, request.member.workspace, language),
    }
    html = render_to_string(samples.TEMPLATES[page], context, request)
    still = SCRIPTS.sub("", html)  # the sandbox would block them one by one, and complain of each
    return still.replace("<head>", '<head><base target="_blank">', 1)  # links open nothing in a sandbox


def _brand(request: TeamRequest, page: Page, template: DesignTemplate) -> Brand:
    workspace, form = request.member.workspace, TemplateForm(page, template)
    if request.method == "POST":
        form = TemplateForm(page, template, request.POST, request.FILES)
        form.full_clean()
        said = design.mended(page, form.given(), accent=workspace.accent)
        template.design = said.model_dump(exclude_defaults=True)
    brand = brands.drawn(workspace, _together(request, page, template), page)
    return _with_pictures(brand, form) if form.is_bound else brand


def _together(request: TeamRequest, page: Page, template: DesignTemplate) -> DesignGroup:
    """The template among those it is used with: of a group that has it, else of the default one."""
    groups = templates.groups(request.member)
    mine = next((group for group in groups if group.template(page) == template), None)
    other = mine or next((group for group in groups if group.is_default), DesignGroup())
    return DesignGroup(**{kind.value: template if kind is page else other.template(kind) for kind in Page})


def _with_pictures(brand: Brand, form: TemplateForm) -> Brand:
    """The brand with the pictures that were chosen and not saved yet, inside the page itself."""
    sent: dict[str, bytes | None] = {}
    with suppress(Refused):  # told when it is saved
        sent = form.pictures()
    drawn: dict[str, Any] = {
        field: _inline(content, field) if content else None
        for field, content in sent.items()
        if form.cleaned_data.get(f"show_{field}")
    }
    return replace(brand, **drawn)


def _inline(content: bytes, field: str) -> Image | None:
    try:
        picture = cleaned(content, widest=WIDEST[field])
    except Refused:
        return None
    coded = base64.b64encode(picture.content).decode("ascii")
    return Image(f"data:{picture.media_type};base64,{coded}", picture.width, picture.height)
