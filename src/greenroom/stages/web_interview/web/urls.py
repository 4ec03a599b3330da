from __future__ import annotations

from django.urls import path

from greenroom.stages.web_interview.web import recording

urlpatterns = [
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/recordings/<uuid:recording_id>/",
        recording.play,
        name="recording",
    ),
]
