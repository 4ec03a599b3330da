from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.branding.rules.design import Design, Page
from greenroom.media.models import StoredFile


class BrandPicture(WorkspaceRow):
    """A picture whoever is sent its address can see. token: that address; width, height: pixels."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()


class DesignTemplate(WorkspaceRow):
    """How one kind of candidate page looks. page: of `rules.design.Page`; design: a `Design`.

    logo: of a welcome template; backdrop, avatar: of an interview template. revision: counts every change.
    removed_at: gone, but for an undo.
    """

    name = models.CharField(max_length=80)
    page = models.CharField(max_length=10, choices=[(page.value, page.value) for page in Page])
    design = models.JSONField(default=dict)
    logo = models.ForeignKey(BrandPicture, on_delete=models.SET_NULL, null=True, related_name="+")
    backdrop = models.ForeignKey(BrandPicture, on_delete=models.SET_NULL, null=True, related_name="+")
    avatar = models.ForeignKey(BrandPicture, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "page", "name"], name="design_template_by_page")]

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> Design:
        return Design(**self.design)
