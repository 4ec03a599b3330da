from __future__ import annotations

from django.urls import path

from greenroom.stages.conversational_sms.public import views

CHAT = "apply/<slug:workspace>/<slug:slug>/messages/<uuid:stage_id>/"

urlpatterns = [
    path(CHAT, views.show, name="candidate-sms"),
    path(f"{CHAT}send/", views.send, name="candidate-sms-send"),
    path(f"{CHAT}reply/", views.reply, name="candidate-sms-reply"),
    path(f"{CHAT}phone/", views.phone, name="candidate-sms-phone"),
]
