"""Addresses of a team's candidates."""

from __future__ import annotations

from django.urls import path

from greenroom.candidates.web import (
    bulk,
    claims,
    decisions,
    documents,
    help_queue,
    links,
    listing,
    objections,
    opinions,
    paper,
    preview,
    reading,
    retakes,
    review,
    worth,
)

CANDIDATE = "interviewers/<slug:slug>/candidates/<uuid:application_id>/"
REQUEST = "outreach/requests/<uuid:help_request_id>/"

urlpatterns = [
    path("interviewers/<slug:slug>/candidates/", listing.show, name="candidates"),
    path("interviewers/<slug:slug>/candidates/decide/", decisions.decide_many, name="candidates-decide"),
    path("interviewers/<slug:slug>/candidates/undo/", decisions.take_back, name="candidates-undo"),
    path("interviewers/<slug:slug>/candidates/live/", listing.live, name="candidates-live"),
    path("interviewers/<slug:slug>/candidates/worth/", worth.show, name="candidates-worth"),
    path("interviewers/<slug:slug>/candidates/bulk/", bulk.progress, name="candidates-bulk"),
    path("interviewers/<slug:slug>/candidates/bulk/stop/", bulk.stop, name="candidates-bulk-stop"),
    path("interviewers/<slug:slug>/candidates/<uuid:application_id>/", review.show, name="candidate"),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/decide/",
        decisions.decide,
        name="candidate-decide",
    ),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/let-on/",
        decisions.let_on,
        name="candidate-let-on",
    ),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/retake/",
        retakes.allow,
        name="candidate-retake",
    ),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/withdraw-link/",
        links.withdraw,
        name="candidate-link-withdraw",
    ),
    path("interviewers/<slug:slug>/preview/", preview.begin, name="interviewer-preview"),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/resume/",
        documents.resume_file,
        name="candidate-resume-file",
    ),
    path(
        "interviewers/<slug:slug>/candidates/<uuid:application_id>/evaluations/<uuid:evaluation_id>/retry/",
        documents.retry,
        name="evaluation-retry",
    ),
    path("reading/", reading.change, name="reading-habit"),
    path(f"{CANDIDATE}attempts/<uuid:attempt_id>/evaluate/", documents.ask, name="evaluations-ask"),
    path(f"{CANDIDATE}resume/page/", paper.page, name="candidate-resume-page"),
    path(f"{CANDIDATE}unmask/", reading.unmask, name="candidate-unmask"),
    path(f"{CANDIDATE}reviews/", opinions.give, name="review-give"),
    path(f"{CANDIDATE}reviews/<uuid:review_id>/take-back/", opinions.take_back, name="review-take-back"),
    path(f"{CANDIDATE}claims/<uuid:claim_id>/", claims.say, name="claim-say"),
    path(f"{CANDIDATE}notes/", opinions.write_note, name="note-write"),
    path(f"{CANDIDATE}notes/<uuid:note_id>/remove/", opinions.remove_note, name="note-remove"),
    path("outreach/requests/", help_queue.show, name="help-queue"),
    path(REQUEST, help_queue.one, name="help-request"),
    path(f"{REQUEST}answer/", help_queue.answer, name="help-answer"),
    path(f"{REQUEST}take/", help_queue.take, name="help-take"),
    path(f"{REQUEST}close/", help_queue.close, name="help-close"),
    path(f"{REQUEST}reopen/", help_queue.reopen, name="help-reopen"),
    path("outreach/objections/<uuid:data_request_id>/", objections.one, name="objection"),
]
