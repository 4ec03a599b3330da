"""Pictures, templates and candidate pages to test with."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from greenroom.branding.actions import groups, templates
from greenroom.branding.models import DesignGroup, DesignTemplate
from greenroom.branding.rules.design import Page
from greenroom.candidates.tests.walking import interviewer, walk

__all__ = ["interviewer", "walk"]

PAGE = "/outreach/branding/"


def drawn(size: tuple[int, int] = (40, 20), *, kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (138, 28, 91)).save(out, kind)
    return out.getvalue()


def file(content: bytes, name: str = "logo.png") -> BytesIO:
    sent = BytesIO(content)
    sent.name = name
    return sent


@pytest.fixture
def made(in_workspace) -> Callable[..., DesignTemplate]:
    """A template by the owner: `made("welcome", company_name="Larkspur", logo=drawn())`."""

    def make(page: str = "welcome", name: str = "Spring", **given) -> DesignTemplate:
        pictures = {field: given.pop(field) for field in ("logo", "backdrop", "avatar") if field in given}
        return templates.create(
            page=Page(page), name=name, given=given, pictures=pictures, by=in_workspace.owner
        )

    return make


@pytest.fixture
def grouped(in_workspace) -> Callable[..., DesignGroup]:
    """A group of these templates: `grouped(made("welcome"))`. The first one is the default."""

    def make(*together: DesignTemplate, name: str = "Spring") -> DesignGroup:
        chosen = {Page(template.page): template.id for template in together}
        return groups.create(name=name, templates=chosen, by=in_workspace.owner)

    return make
