from __future__ import annotations

from django.urls import path

from greenroom.stages.form.web import views

urlpatterns = [
    path("attempts/<uuid:attempt_id>/files/<uuid:question_id>/", views.files, name="form-files"),
]
