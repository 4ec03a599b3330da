from __future__ import annotations

from django.urls import path

from greenroom.stages.scenario.web import views

urlpatterns = [
    path("interviewers/<slug:slug>/stages/<uuid:scenario_id>/task/", views.write, name="scenario-write"),
]
