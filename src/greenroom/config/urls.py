"""Which door is behind which address."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from greenroom.core.http import health

handler400 = "greenroom.core.http.errors.bad_request"
handler403 = "greenroom.core.http.errors.forbidden"
handler404 = "greenroom.core.http.errors.not_found"
handler500 = "greenroom.core.http.errors.server_error"

urlpatterns = [
    path("health/", health.alive, name="health"),
    path("ready/", health.ready, name="ready"),
    path("language/", set_language, name="set_language"),
    path("styleguide/", include("greenroom.core.ui.web.urls")),
    path("", include("greenroom.core.jobs.web.urls")),
    path("", include("greenroom.accounts.web.urls")),
    path("", include("greenroom.compliance.web.urls")),
    path("", include("greenroom.branding.web.urls")),
    path("", include("greenroom.branding.public.urls")),
    path("", include("greenroom.guidance.web.urls")),
    path("", include("greenroom.billing.web.urls")),
    path("", include("greenroom.notifications.web.urls")),
    path("", include("greenroom.interviewers.web.urls")),
    path("", include("greenroom.outreach.web.urls")),
    path("", include("greenroom.outreach.public.urls")),
    path("", include("greenroom.candidates.web.urls")),
    path("", include("greenroom.evaluation.web.urls")),
    path("", include("greenroom.diagnostics.web.urls")),
    path("", include("greenroom.rehearsal.web.urls")),
    path("", include("greenroom.reports.web.urls")),
    path("", include("greenroom.reports.public.urls")),
    path("", include("greenroom.candidates.public.urls")),
    path("", include("greenroom.diagnostics.public.urls")),
    path("", include("greenroom.stages.resume.public.urls")),
    path("", include("greenroom.stages.form.public.urls")),
    path("", include("greenroom.stages.form.web.urls")),
    path("", include("greenroom.stages.conversational_sms.public.urls")),
    path("", include("greenroom.stages.web_interview.public.urls")),
    path("", include("greenroom.stages.web_interview.web.urls")),
    path("", include("greenroom.stages.scenario.public.urls")),
    path("", include("greenroom.stages.scenario.web.urls")),
]
