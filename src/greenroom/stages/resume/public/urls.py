from __future__ import annotations

from django.urls import path

from greenroom.stages.resume.public import views

RESUME = "apply/<slug:workspace>/<slug:slug>/resume/<uuid:stage_id>/"

urlpatterns = [path(RESUME, views.show, name="candidate-resume")]
