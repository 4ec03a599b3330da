from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models import Attempt
from greenroom.interviewers.models import QuestionVersion


class Conversation(WorkspaceRow):
    """Where an interview stands: the engine's state, as `conversations.engine` writes it.

    heard: position of the last candidate turn the engine has taken in; later ones still wait for a reply.
    moves: how often the state has changed, so that whoever read an older one does not write over it.
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="+")
    state = models.JSONField()
    heard = models.IntegerField(default=-1)
    moves = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)


class Turn(WorkspaceRow):
    """One utterance. start_ms, end_ms: since the attempt began. text: as spoken, in the language spoken.

    kind: what the engine meant by it, or what it heard; LATE is what was said on a page that another tab had
    overtaken: it belongs to the question that page showed, and the engine never hears it. key: the sender's own
    id of a candidate's turn, so that the same words sent twice are kept once; on an interviewer's, that of the
    silence it follows.

    is_spoken: said aloud, else typed or shown. is_cut: the candidate spoke over it, or the line broke.
    confidence: of the recogniser, 0 to 1. heard_as: the recogniser's words, where the candidate corrected them.
    """

    class Speaker(models.TextChoices):
        INTERVIEWER = "interviewer"
        CANDIDATE = "candidate"

    LATE = "late"

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    speaker = models.CharField(max_length=12, choices=Speaker)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    question = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, null=True, related_name="+")
    start_ms = models.PositiveBigIntegerField()
    end_ms = models.PositiveBigIntegerField()
    key = models.CharField(max_length=40, null=True)
    source = models.CharField(max_length=200, default="")
    is_spoken = models.BooleanField(default=False)
    is_cut = models.BooleanField(default=False)
    confidence = models.FloatField(null=True)
    heard_as = models.TextField(default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="turn_position_once"),
            models.UniqueConstraint(fields=["attempt", "key"], name="turn_key_once"),
            models.CheckConstraint(condition=Q(end_ms__gte=F("start_ms")), name="turn_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(0, 1)), name="turn_confidence_is_a_share"
            ),
        ]
