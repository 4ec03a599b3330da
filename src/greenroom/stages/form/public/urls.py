from __future__ import annotations

from django.urls import path

from greenroom.stages.form.public import views

FORM = "apply/<slug:workspace>/<slug:slug>/form/<uuid:stage_id>/"

urlpatterns = [
    path(FORM, views.show, name="candidate-form"),
    path(f"{FORM}answers/<uuid:question_id>/", views.answer, name="candidate-form-answer"),
    path(f"{FORM}review/", views.review, name="candidate-form-review"),
]
