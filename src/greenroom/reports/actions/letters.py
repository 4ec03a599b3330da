"""Writing to a candidate what went well and what was missing. Nothing is sent by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import writing
from greenroom.core import clock
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.core.events import emit
from greenroom.core.text import clean
from greenroom.evaluation.queries.cards import Scorecard
from greenroom.outreach.actions import messaging
from greenroom.reports import events
from greenroom.reports.actions import sharing
from greenroom.reports.actions.sharing import Shown
from greenroom.reports.models import Letter, Share
from greenroom.reports.queries.letters import to_write
from greenroom.reports.rules.options import Options
from greenroom.skills.candidate_feedback.schema import FeedbackWritten
from greenroom.skills.contract import Judgement
from greenroom.skills.desk import judge
from greenroom.skills.models.contract import ModelFailure

SKILL = "candidate_feedback"
LONGEST = 6_000
REPORT_DAYS = 30
OWN_REPORT = Options(
    scores=False,
    reasons=False,
    reviews=False,
    lowlights=False,
    proficiency=False,
    claims=False,
    flags=False,
    notes=False,
    resume=False,
)
"""What a candidate may be shown: their own words, what spoke for them, and no score."""


def draft(card: Scorecard, *, by: Member) -> Letter:
    """A first version for a member to read and change; the one there is, where there is one.

    Raises Refused where there is nothing to write about, or the language model cannot be had.
    """
    require(by, Permission.DECIDE)
    application = card.application
    standing = Letter.objects.filter(application=application, sent_at=None).first()
    if standing is not None:
        return standing
    given = to_write(card)
    if not given.answers:
        raise Refused(_("There is no interview to write about yet."))
    try:
        judgement = judge(SKILL, given, engines=application.interviewer.workspace.engines)
    except ModelFailure as failure:
        raise Refused(_("The language model could not write it: %(why)s") % {"why": failure}) from failure
    written: FeedbackWritten = judgement.output
    try:
        return _keep(card, written.text, judgement, language=given.language, by=by)
    except IntegrityError:  # two members at once
        return Letter.objects.get(application=application, sent_at=None)


@transaction.atomic
def _keep(card: Scorecard, text: str, judgement: Judgement[Any], *, language: str, by: Member) -> Letter:
    row: Letter = Letter.objects.create(
        workspace_id=by.workspace_id,
        application=card.application,
        text=text,
        draft=text,
        language=language,
        engine=judgement.engine,
        model=judgement.model,
        version=judgement.version,
    )
    emit(
        events.LetterDrafted(letter_id=row.id, application_id=row.application_id, engine=row.engine),
        by=by.actor,
    )
    return row


@transaction.atomic
def write(letter: Letter, *, text: str, revision: int, by: Member) -> Letter:
    """Change a draft. Raises Changed where somebody else has since, and Refused for what cannot be sent."""
    require(by, Permission.DECIDE)
    row = _draft(letter)
    if row.revision != revision:
        raise Changed(now=row)
    row.text, row.revision = _checked(text), row.revision + 1
    row.save(update_fields=["text", "revision"])
    return row


@transaction.atomic
def drop(letter: Letter, *, by: Member) -> None:
    """Throw a draft away."""
    require(by, Permission.DECIDE)
    row = _draft(letter)
    emit(events.LetterDropped(letter_id=row.id, application_id=row.application_id), by=by.actor)
    row.delete()


@transaction.atomic
def send(letter: Letter, *, text: str, revision: int, with_report: bool, by: Member) -> Letter:
    """A member has read it and stands for it: it goes out once. Raises as `write`, and Refused where it cannot go.

    with_report: a link to their own report goes with it, without any score.
    """
    require(by, Permission.DECIDE)
    row = write(letter, text=text, revision=revision, by=by)
    application, kind, more = row.application, "feedback", {"message": row.text}
    if with_report:
        shown = Shown(options=OWN_REPORT, days=REPORT_DAYS, audience=Share.Audience.CANDIDATE)
        row.share, token = sharing.share(application, shown, by=by)
        kind, more["link"] = "feedback_report", f"{settings.PUBLIC_URL}/shared/{token}/"
    plain = writing.draft(application, kind, number=str(row.id), language=row.language)
    wanted = replace(plain, variables={**plain.variables, **more})
    if not messaging.write(wanted):
        raise Refused(_("It was not sent: the policy or the candidate's own wish stands against it."))
    row.sent_at, row.sent_by, row.author = clock.now(), by, str(by)
    row.save(update_fields=["share", "sent_at", "sent_by", "author"])
    emit(
        events.LetterSent(letter_id=row.id, application_id=application.id, with_report=with_report),
        by=by.actor,
    )
    return row


def _draft(letter: Letter) -> Letter:
    """The draft, held. Raises NotFound once it was sent or thrown away."""
    rows = Letter.objects.select_for_update(of=("self",))
    row = rows.select_related("application__candidate", "application__interviewer__workspace").filter(
        id=letter.id, sent_at=None
    )
    found: Letter | None = row.first()
    if found is None:
        raise NotFound
    return found


def _checked(text: str) -> str:
    text = clean(text).strip()
    if not text:
        raise Refused(_("Write something first."), field="text")
    if len(text) > LONGEST:
        raise Refused(_("Please keep it under %(n)s characters.") % {"n": LONGEST}, field="text")
    return text
