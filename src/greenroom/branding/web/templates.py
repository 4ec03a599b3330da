"""Templates: the list, and the editor with its preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.branding.actions import templates as actions
from greenroom.branding.forms import TemplateForm, refuse
from greenroom.branding.models import BrandPicture, DesignTemplate
from greenroom.branding.queries import templates
from greenroom.branding.rules import colours
from greenroom.branding.rules.design import PICTURES, Page, Unreadable, page_in
from greenroom.branding.web.contrast import checks
from greenroom.branding.web.frame import page
from greenroom.branding.web.removed import removed_row
from greenroom.core.errors import Changed, Refused
from greenroom.core.http.middleware import CONTENT_SECURITY_POLICY
from greenroom.core.http.uploads import BoundedUpload
from greenroom.media.pictures import LARGEST

WHAT = {
    Page.WELCOME: gettext_lazy("Name, logo and links of every page; words before the start"),
    Page.INTERVIEW: gettext_lazy("Backdrop and avatar of interviews and other steps"),
    Page.COMPLETE: gettext_lazy("Words once everything is sent"),
    Page.STATUS: gettext_lazy("The map of the steps"),
}


@dataclass(frozen=True)
class Row:
    """A template in the list. groups: the names of those that have it."""

    template: DesignTemplate
    page: str
    primary: str
    ground: str
    groups: str


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    having = templates.groups(request.member)
    rows = [
        Row(
            template,
            (kind := Page(template.page)).label,
            (said := template.said).primary_color or request.member.workspace.accent,
            said.background_color or colours.PLAIN,
            ", ".join(group.name for group in having if group.template(kind) == template),
        )
        for template in templates.every(request.member)
    ]
    given = {
        "rows": rows,
        "kinds": [(kind, kind.label, WHAT[kind]) for kind in Page],
        "removed": removed_row(request, templates.get_removed_for),
    }
    return page(request, "templates", given, view="branding")


@team(Permission.SEE)
@require_GET
def editor(request: TeamRequest, design_id: UUID) -> HttpResponse:
    template = templates.get_for(request.member, design_id)
    return _editor(request, template, TemplateForm(Page(template.page), template))


@csrf_exempt  # the token is checked in _new, once it is said how the upload is to be read
@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def new(request: TeamRequest) -> HttpResponse:
    """For the page that the address names, the welcome page where it names none."""
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    return _new(request, page_in(request.GET), upload)


@csrf_protect
def _new(request: TeamRequest, kind: Page, upload: BoundedUpload) -> HttpResponse:
    if request.method != "POST":
        return _editor(request, None, TemplateForm(kind))
    form = TemplateForm(kind, None, _typed(request), request.FILES)
    if form.is_valid() and "use" not in request.POST:
        try:
            upload.check(field=next(iter(PICTURES[kind]), ""))
            made = actions.create(
                page=kind,
                name=form.cleaned_data["name"],
                given=form.given(),
                pictures=form.pictures(),
                by=request.member,
            )
        except Refused as problem:
            return _refused(request, None, form, problem)
        messages.success(request, _("“%(name)s” was made.") % {"name": made.name})
        return redirect("design", made.id)
    return _editor(request, None, form)


@csrf_exempt  # as above, in _save
@team(Permission.MANAGE_WORKSPACE)
@require_POST
def save(request: TeamRequest, design_id: UUID) -> HttpResponse:
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    return _save(request, templates.get_for(request.member, design_id), upload)


@csrf_protect
def _save(request: TeamRequest, template: DesignTemplate, upload: BoundedUpload) -> HttpResponse:
    kind = Page(template.page)
    form = TemplateForm(kind, template, _typed(request), request.FILES)
    if not form.is_valid() or "use" in request.POST:
        return _editor(request, template, form)
    try:
        upload.check(field=next(iter(PICTURES[kind]), ""))
        saved = actions.change(
            template,
            name=form.cleaned_data["name"],
            given=form.given(),
            pictures=form.pictures(),
            seen=form.cleaned_data["seen"],
            by=request.member,
        )
    except Changed as conflict:
        return _changed(request, conflict, form)
    except Refused as problem:
        return _refused(request, template, form, problem)
    messages.success(request, _("“%(name)s” was saved.") % {"name": saved.name})
    return redirect("design", saved.id)


def _typed(request: TeamRequest) -> dict[str, Any]:
    """What was typed, with the colour that a button offered in its place."""
    typed: dict[str, Any] = request.POST.dict()
    field, _equals, colour = typed.get("use", "").partition("=")
    return {**typed, field: colour} if field in {"primary_color", "background_color"} else typed


def _refused(
    request: TeamRequest, template: DesignTemplate | None, form: TemplateForm, problem: Refused
) -> HttpResponse:
    refuse(form, problem)
    nearest = (problem.field, problem.nearest) if isinstance(problem, Unreadable) else None
    return _editor(request, template, form, nearest=nearest)


def _changed(request: TeamRequest, conflict: Changed, mine: TemplateForm) -> HttpResponse:
    """What somebody else has written beside what was typed; saving once more puts the latter in its place."""
    now: DesignTemplate = conflict.now
    kind = Page(now.page)
    theirs = mine.differing(TemplateForm(kind, now))
    form = TemplateForm(kind, now, {**_typed(request), "seen": now.revision})
    form.add_error(None, conflict.message)
    return _editor(request, now, form, theirs=theirs)


def _editor(
    request: TeamRequest, template: DesignTemplate | None, form: TemplateForm, **more: Any
) -> HttpResponse:
    kind = form.page
    typed = form.data if form.is_bound else form.initial
    drawn_at = reverse("design-preview", args=[template.id]) if template else reverse("design-new-preview")
    given = {
        "form": form,
        "design": template,
        "kind": kind,
        "kind_label": kind.label,
        "largest": LARGEST,
        "colours": form.colours(accent=request.member.workspace.accent),
        "pictures": _pictures(template, form),
        "checks": checks(
            str(typed.get("primary_color", "")),
            str(typed.get("background_color", "")),
            accent=request.member.workspace.accent,
        ),
        "preview_url": drawn_at if template else f"{drawn_at}?page={kind}",
        "groups": actions.used_by(template) if template else [],
        **more,
    }
    response = page(request, "template", given, view="branding", status=422 if form.errors else 200)
    response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    return response


def _pictures(template: DesignTemplate | None, form: TemplateForm) -> list[dict[str, Any]]:
    """Each picture's fields, and the one that is there."""
    found = []
    for field in PICTURES[form.page]:
        kept: BrandPicture | None = getattr(template, field) if template else None
        remove = form[f"no_{field}"] if f"no_{field}" in form.fields else None
        found.append({"field": form[field], "shows": form[f"show_{field}"], "kept": kept, "remove": remove})
    return found


@team(Permission.DELETE)
@require_POST
def remove(request: TeamRequest, design_id: UUID) -> HttpResponse:
    template = templates.get_for(request.member, design_id)
    try:
        actions.remove(template, by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect("branding")
    return redirect(f"{reverse('branding')}?{urlencode({'removed': template.id})}")


@team(Permission.DELETE)
@require_POST
def restore(request: TeamRequest, design_id: UUID) -> HttpResponse:
    template = actions.restore(templates.get_removed_for(request.member, design_id), by=request.member)
    messages.success(request, _("“%(name)s” is back.") % {"name": template.name})
    return redirect("branding")
