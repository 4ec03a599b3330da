"""Addresses of a team's candidates."""

from __future__ import annotations

from django.urls import path

from greenroom.candidates.web import decisions, listing, review

urlpatterns = [
    path("interviewers/<slug:slug>/candidates/", listing.show, name="candidates"),
    path("interviewers/<slug:slug>/candidates/decide/", decisions.decide_many, name="candidates-decide"),
    path("interviewers/<slug:slug>/candidates/<uuid:application_id>/", review.show, name="candidate"),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/decide/",
        decisions.decide,
        name="candidate-decide",
    ),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/report.pdf",
        review.report,
        name="candidate-report",
    ),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/resume/",
        review.resume_file,
        name="candidate-resume-file",
    ),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/evaluations/<uuid:evaluation_id>/retry/",
        review.retry,
        name="evaluation-retry",
    ),
]
