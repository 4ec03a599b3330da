"""Rows that kinds of stage keep beside the answers."""

from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models import Answer, Attempt
from greenroom.media.models import StoredFile


class AnswerFile(WorkspaceRow):
    """One of the files given to a question, where it takes several. `Answer.file` is the first of them."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["answer", "file"], name="answer_file_once")]


class Draft(WorkspaceRow):
    """Something an attempt asks to be written at length, kept as it is typed."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(default="", blank=True)


class RoomPicture(WorkspaceRow):
    """A picture that an interview's settings name by its address, as it was when it was fetched.

    digest: of the setting's name and the address. token: its own address, which whoever has it may open.
    width, height: pixels.
    """

    url = models.URLField(max_length=2000)
    digest = models.SlugField(max_length=64, db_index=False)
    token = models.SlugField(max_length=64, unique=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "digest"], name="room_picture_once")]
