"""Addresses of a team's interviewers."""

from __future__ import annotations

from django.urls import path

from greenroom.interviewers.web import creating, lifecycle, listing, plan, questions, sharing

ONE = "interviewers/<slug:slug>/"
QUESTION = f"{ONE}questions/<uuid:question_id>/"

urlpatterns = [
    path("", listing.home, name="home"),
    path("interviewers/", listing.show, name="interviewers"),
    path("interviewers/new/", creating.new, name="interviewer-new"),
    path(ONE, lifecycle.front, name="interviewer"),
    path(f"{ONE}plan/", plan.show, name="interviewer-plan"),
    path(f"{ONE}plan/again/", lifecycle.plan_again, name="interviewer-plan-again"),
    path(f"{ONE}job-description/", creating.job_file, name="interviewer-job-file"),
    path(f"{ONE}settings/", lifecycle.settings_page, name="interviewer-settings"),
    path(f"{ONE}share/", sharing.show, name="interviewer-share"),
    path(f"{ONE}share/qr.svg", sharing.qr, name="interviewer-qr"),
    path(f"{ONE}share/poster/", sharing.poster, name="interviewer-poster"),
    path(f"{ONE}activate/", lifecycle.activate, name="interviewer-activate"),
    path(f"{ONE}archive/", lifecycle.archive, name="interviewer-archive"),
    path(f"{ONE}unarchive/", lifecycle.unarchive, name="interviewer-unarchive"),
    path(f"{ONE}delete/", lifecycle.delete, name="interviewer-delete"),
    path(f"{ONE}stages/<uuid:stage_id>/questions/", questions.add, name="question-add"),
    path(QUESTION, questions.save, name="question-save"),
    path(f"{QUESTION}move/", questions.move, name="question-move"),
    path(f"{QUESTION}remove/", questions.remove, name="question-remove"),
    path(f"{QUESTION}restore/", questions.restore, name="question-restore"),
]
