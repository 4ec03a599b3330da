from __future__ import annotations

from django.urls import path

from greenroom.stages.web_interview.public import views

ROOM = "apply/<slug:workspace>/<slug:slug>/interview/<uuid:stage_id>/"

urlpatterns = [
    path(ROOM, views.room, name="candidate-interview"),
    path(f"{ROOM}turn/", views.turn, name="candidate-turn"),
    path(f"{ROOM}reply/", views.reply, name="candidate-reply"),
    path(f"{ROOM}finish/", views.finish, name="candidate-finish"),
]
