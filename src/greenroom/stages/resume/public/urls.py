from __future__ import annotations

from django.urls import path

from greenroom.stages.resume.public import views

urlpatterns = [path("apply/<slug:workspace>/<slug:slug>/resume/", views.show, name="candidate-resume")]
