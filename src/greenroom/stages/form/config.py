"""Settings of the form stage."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from greenroom.interviewers.contract import Setting
from greenroom.stages.config import OwnContext


class FormConfig(OwnContext):
    """intro: what stands above the first question."""

    intro: Annotated[str, Field(max_length=1000), Setting(_("Words above the form"))] = ""
