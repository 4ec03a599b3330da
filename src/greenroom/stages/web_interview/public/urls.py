from __future__ import annotations

from django.urls import path

from greenroom.conversations.phone.dialling import HOOKS
from greenroom.stages.web_interview.public import by_phone, calling, look, phone_hooks, recording, views

ROOM = "apply/<slug:workspace>/<slug:slug>/interview/<uuid:stage_id>/"

urlpatterns = [
    path(ROOM, views.room, name="candidate-interview"),
    path(f"{ROOM}turn/", views.turn, name="candidate-turn"),
    path(f"{ROOM}reply/", views.reply, name="candidate-reply"),
    path(f"{ROOM}finish/", views.finish, name="candidate-finish"),
    path(f"{ROOM}call/", calling.call, name="candidate-call"),
    path(f"{ROOM}call/place/", calling.place, name="candidate-call-place"),
    path(f"{ROOM}call/samples/", calling.keep_samples, name="candidate-call-samples"),
    path(f"{ROOM}phone/", by_phone.phone, name="candidate-phone"),
    path(f"{ROOM}phone/cancel/", by_phone.cancel, name="candidate-phone-cancel"),
    path(f"{ROOM}turns/<uuid:turn_id>/", calling.correct, name="candidate-correct-turn"),
    path(f"{ROOM}recordings/", recording.begin, name="candidate-recordings"),
    path(f"{ROOM}recordings/<uuid:recording_id>/", recording.chunk, name="candidate-recording"),
    path(f"{ROOM}recordings/<uuid:recording_id>/close/", recording.close, name="candidate-recording-close"),
    path("brand/rooms/<str:token>/", look.picture, name="room-picture"),
    *(
        path(f"{HOOKS[1:]}{name}/", hook, name=f"twilio-call-{name}")
        for name, hook in phone_hooks.ALL.items()
    ),
]
