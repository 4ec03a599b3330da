"""Addresses of branding."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.branding.web import contrast, groups, templates

HERE = "outreach/branding/"
DESIGN = f"{HERE}templates/<uuid:design_id>/"
GROUP = f"{HERE}groups/<uuid:group_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, templates.show, name="branding"),
    path(f"{HERE}contrast/", contrast.check, name="design-contrast"),
    path(f"{HERE}templates/new/", templates.new, name="design-new"),
    path(DESIGN, templates.editor, name="design"),
    path(f"{DESIGN}save/", templates.save, name="design-save"),
    path(f"{DESIGN}remove/", templates.remove, name="design-remove"),
    path(f"{DESIGN}restore/", templates.restore, name="design-restore"),
    path(f"{HERE}groups/", groups.show, name="branding-groups"),
    path(f"{HERE}groups/new/", groups.new, name="design-group-new"),
    path(f"{HERE}groups/plain/", groups.without_default, name="design-group-plain"),
    path(GROUP, groups.editor, name="design-group"),
    path(f"{GROUP}save/", groups.save, name="design-group-save"),
    path(f"{GROUP}default/", groups.make_default, name="design-group-default"),
    path(f"{GROUP}remove/", groups.remove, name="design-group-remove"),
    path(f"{GROUP}restore/", groups.restore, name="design-group-restore"),
]
