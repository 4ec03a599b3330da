"""Addresses of evaluations, for the team."""

from __future__ import annotations

from django.urls import path

from greenroom.evaluation.web import calibration, rescores

CALIBRATIONS = "interviewers/<slug:slug>/calibration/"
CALIBRATION = f"{CALIBRATIONS}<uuid:calibration_id>/"
RESCORE = "interviewers/<slug:slug>/rescores/<uuid:rescore_id>/"

urlpatterns = [
    path(CALIBRATIONS, calibration.show_all, name="calibrations"),
    path(f"{CALIBRATIONS}begin/", calibration.begin, name="calibration-begin"),
    path(CALIBRATION, calibration.show, name="calibration"),
    path(f"{CALIBRATION}mark/", calibration.mark, name="calibration-mark"),
    path(f"{CALIBRATION}finish/", calibration.finish, name="calibration-finish"),
    path(f"{CALIBRATION}compare/", calibration.compare, name="calibration-compare"),
    path("interviewers/<slug:slug>/rescores/", rescores.show, name="rescores"),
    path("interviewers/<slug:slug>/rescores/begin/", rescores.begin, name="rescore-begin"),
    path(RESCORE, rescores.one, name="rescore"),
    path(f"{RESCORE}apply/", rescores.apply, name="rescore-apply"),
    path(f"{RESCORE}discard/", rescores.discard, name="rescore-discard"),
]
