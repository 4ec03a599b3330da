"""Addresses of a team's interviewers."""

from __future__ import annotations

from django.urls import path

from greenroom.interviewers.web import (
    budget,
    configure,
    creating,
    library,
    lifecycle,
    listing,
    plan,
    questions,
    questions_changed,
    questions_reuse,
    sharing,
    stage_settings,
    stages,
)

ONE = "interviewers/<slug:slug>/"
STAGE = f"{ONE}stages/<uuid:stage_id>/"
QUESTION = f"{ONE}questions/<uuid:question_id>/"
ENTRY = "library/questions/<uuid:library_question_id>/"

urlpatterns = [
    path("", listing.home, name="home"),
    path("interviewers/", listing.show, name="interviewers"),
    path("interviewers/new/", creating.new, name="interviewer-new"),
    path(ONE, lifecycle.front, name="interviewer"),
    path(f"{ONE}plan/", plan.show, name="interviewer-plan"),
    path(f"{ONE}plan/draft/", creating.draft, name="interviewer-draft"),
    path(f"{ONE}plan/again/", lifecycle.plan_again, name="interviewer-plan-again"),
    path(f"{ONE}job-description/", creating.job_file, name="interviewer-job-file"),
    path(f"{ONE}settings/", configure.show, name="interviewer-settings"),
    path(f"{ONE}budget/", budget.show, name="interviewer-budget"),
    path(f"{ONE}share/", sharing.show, name="interviewer-share"),
    path(f"{ONE}share/qr.svg", sharing.qr, name="interviewer-qr"),
    path(f"{ONE}share/poster/", sharing.poster, name="interviewer-poster"),
    path(f"{ONE}activate/", lifecycle.activate, name="interviewer-activate"),
    path(f"{ONE}duplicate/", lifecycle.duplicate, name="interviewer-duplicate"),
    path(f"{ONE}archive/", lifecycle.archive, name="interviewer-archive"),
    path(f"{ONE}unarchive/", lifecycle.unarchive, name="interviewer-unarchive"),
    path(f"{ONE}delete/", configure.delete, name="interviewer-delete"),
    path(f"{ONE}stages/", stages.show, name="interviewer-stages"),
    path(f"{ONE}stages/new/", stages.add, name="stage-add"),
    path(f"{ONE}stages/order/", stages.order, name="stage-order"),
    path(f"{ONE}stages/retakes/", stages.retakes, name="stage-retakes"),
    path(STAGE, stage_settings.show, name="stage"),
    path(f"{STAGE}move/", stages.move, name="stage-move"),
    path(f"{STAGE}remove/", stages.remove, name="stage-remove"),
    path(f"{STAGE}restore/", stages.restore, name="stage-restore"),
    path(f"{ONE}questions/", questions.show, name="interviewer-questions"),
    path(f"{STAGE}questions/", questions_changed.add, name="question-add"),
    path(f"{STAGE}questions/order/", questions_changed.order, name="questions-order"),
    path(f"{STAGE}questions/reuse/", questions_reuse.from_interviewer, name="questions-reuse"),
    path(f"{STAGE}questions/library/", questions_reuse.from_library, name="questions-library"),
    path(QUESTION, questions_changed.save, name="question-save"),
    path(f"{QUESTION}move/", questions_changed.move, name="question-move"),
    path(f"{QUESTION}remove/", questions_changed.remove, name="question-remove"),
    path(f"{QUESTION}restore/", questions_changed.restore, name="question-restore"),
    path(f"{QUESTION}keep/", questions_reuse.keep, name="question-keep"),
    path("library/questions/", library.show, name="library-questions"),
    path("library/questions/new/", library.new, name="library-question-new"),
    path("library/questions/restore/", library.restore, name="library-question-restore"),
    path(ENTRY, library.edit, name="library-question"),
    path(f"{ENTRY}delete/", library.delete, name="library-question-delete"),
]
