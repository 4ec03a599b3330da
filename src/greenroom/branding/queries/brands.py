"""The brand of an interviewer: its group of templates, else the workspace's default one, else the plain look."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from greenroom.accounts.models import Workspace
from greenroom.branding.models import BrandPicture, DesignGroup
from greenroom.branding.rules import colours
from greenroom.branding.rules.brand import Brand, Image
from greenroom.branding.rules.design import Design, Page
from greenroom.branding.rules.look import Look

JOINED = ("welcome__logo", "interview__backdrop", "interview__avatar", "complete", "status")


class Branded(Protocol):
    """What has a brand: an interviewer."""

    @property
    def workspace(self) -> Workspace: ...

    @property
    def brand_id(self) -> UUID | None: ...


def of(interviewer: Branded, page: Page = Page.WELCOME) -> Brand:
    """What this kind of page shows, in one statement or two. For a letter: the welcome page's."""
    return drawn(interviewer.workspace, _group(interviewer.workspace.id, interviewer.brand_id), page)


def of_workspace(workspace: Workspace, page: Page = Page.WELCOME) -> Brand:
    """The same where no interviewer is meant: the workspace's default."""
    return drawn(workspace, _group(workspace.id, None), page)


def frame(brand: Brand, *, language: str, job_title: str, candidate_name: str = "") -> dict[str, Any]:
    """What `ui/candidate.html` and the candidate pages draw a brand from.

    own_welcome, own_thanks: the company's words in this language, "" where ours are shown.
    """
    facts = {"job_title": job_title, "candidate_name": candidate_name}
    look = reverse("brand-look", args=[brand.look.word]) if brand.has_look else ""
    return {
        "brand": brand,
        "brand_name": brand.name,
        "workspace_name": brand.name,
        "brand_css_url": look or reverse("brand", args=[brand.look.primary[1:]]),
        "own_welcome": brand.welcome_words(language, **facts),
        "own_thanks": brand.complete_words(language, **facts),
    }


def _group(workspace_id: UUID, chosen: UUID | None) -> DesignGroup | None:
    rows = DesignGroup.objects.filter(workspace_id=workspace_id, removed_at=None)
    found = list(rows.filter(Q(id=chosen) | Q(is_default=True)).values_list("id", flat=True))
    if not found:  # most workspaces: asked on every page, so without the joins
        return None
    group: DesignGroup = rows.select_related(*JOINED).get(id=chosen if chosen in found else found[0])
    return group


def drawn(workspace: Workspace, group: DesignGroup | None, page: Page) -> Brand:
    """The brand of a group. Name, logo and links are the welcome template's on every page.

    A page without a template of its own looks like the welcome page.
    """
    said = {each: template.said for each in Page if group and (template := group.template(each))}
    company = said.get(Page.WELCOME, Design())
    own = said.get(page, company)
    hidden = Design(show_backdrop=False, show_avatar=False)
    room = said.get(Page.INTERVIEW, hidden) if page is Page.INTERVIEW else hidden
    ground = own.background_color or colours.PLAIN
    welcome, interview = (group.welcome, group.interview) if group else (None, None)
    return Brand(
        name=company.company_name or workspace.name,
        look=Look(colours.readable(own.primary_color or workspace.accent, ground), ground, own.font_family),
        has_look=bool(said),
        header_text=own.header_text,
        logo=_image(welcome.logo) if welcome and own.show_logo else None,
        backdrop=_image(interview.backdrop) if interview and room.show_backdrop else None,
        avatar=_image(interview.avatar) if interview and room.show_avatar else None,
        powered_by=not company.hide_powered_by,
        privacy_url=company.privacy_url,
        terms_url=company.terms_url,
        support_url=company.support_url,
        welcome=company.words,
        complete=said.get(Page.COMPLETE, Design()).words,
    )


def _image(picture: BrandPicture | None) -> Image | None:
    if picture is None:
        return None
    return Image(reverse("brand-picture", args=[picture.token]), picture.width, picture.height)
