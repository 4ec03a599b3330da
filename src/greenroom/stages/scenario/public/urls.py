from __future__ import annotations

from django.urls import path

from greenroom.stages.scenario.public import views

TASK = "apply/<slug:workspace>/<slug:slug>/task/<uuid:stage_id>/"

urlpatterns = [
    path(TASK, views.show, name="candidate-scenario"),
    path(f"{TASK}send/", views.send, name="candidate-scenario-send"),
    path(f"{TASK}reply/", views.reply, name="candidate-scenario-reply"),
    path(f"{TASK}draft/", views.draft, name="candidate-scenario-draft"),
    path(f"{TASK}left/", views.left, name="candidate-scenario-left"),
    path(f"{TASK}hand-in/", views.hand_in, name="candidate-scenario-hand-in"),
]
