from __future__ import annotations

from django.urls import path

from greenroom.notifications.web import interviewers

PAGE = "interviewers/<slug:slug>/subscribers/"

urlpatterns = [
    path(PAGE, interviewers.show, name="interviewer-subscribers"),
    path(f"{PAGE}channels/", interviewers.add_webhook, name="interviewer-webhook-add"),
    path(
        f"{PAGE}channels/<uuid:webhook_id>/test/", interviewers.test_webhook, name="interviewer-webhook-test"
    ),
    path(
        f"{PAGE}channels/<uuid:webhook_id>/remove/",
        interviewers.remove_webhook,
        name="interviewer-webhook-remove",
    ),
]
