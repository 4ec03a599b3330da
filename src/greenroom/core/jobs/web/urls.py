"""Addresses of the jobs page."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.core.jobs.web import views

urlpatterns: list[URLPattern] = [
    path("settings/jobs/", views.jobs, name="jobs"),
    path("settings/jobs/<uuid:job_id>/cancel/", views.cancel_job, name="cancel-job"),
    path("settings/jobs/<uuid:job_id>/retry/", views.retry_job, name="retry-job"),
]
