from __future__ import annotations

from django.apps import AppConfig


class InterviewersConfig(AppConfig):
    name = "greenroom.interviewers"
    label = "interviewers"
