"""Addresses of rehearsals."""

from __future__ import annotations

from django.urls import path

from greenroom.rehearsal.web import views

HERE = "interviewers/<slug:slug>/rehearsal/"

urlpatterns = [
    path(HERE, views.show, name="interviewer-rehearsal"),
    path(f"{HERE}play/", views.play, name="interviewer-rehearsal-play"),
]
