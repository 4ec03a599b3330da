"""Addresses of reports, for the team."""

from __future__ import annotations

from django.urls import path

from greenroom.reports.web import letters, packages, reports, shares

CANDIDATE = "interviewers/<slug:slug>/candidates/<uuid:application_id>/"
PACKAGE = "packages/<uuid:package_id>/"

urlpatterns = [
    path(f"{CANDIDATE}report/", reports.options, name="report-options"),
    path(f"{CANDIDATE}report/view/", reports.view, name="report-view"),
    path(f"{CANDIDATE}report/download/", reports.pdf, name="report-pdf"),
    path(f"{CANDIDATE}shares/", shares.show, name="shares"),
    path(f"{CANDIDATE}shares/<uuid:share_id>/revoke/", shares.revoke, name="share-revoke"),
    path(f"{CANDIDATE}letter/", letters.show, name="letter"),
    path("interviewers/<slug:slug>/candidates/files/", packages.ask, name="package-ask"),
    path(PACKAGE, packages.show, name="package"),
    path(f"{PACKAGE}stop/", packages.stop, name="package-stop"),
    path(f"{PACKAGE}download/", packages.download, name="package-download"),
]
