"""What people say of templates and groups. Lengths and sense are checked by the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from greenroom.branding.models import DesignGroup, DesignTemplate
from greenroom.branding.rules import design, fonts, words
from greenroom.branding.rules.colours import PLAIN
from greenroom.branding.rules.design import FIELDS, PICTURES, Design, Page
from greenroom.core.errors import Refused
from greenroom.core.seen import RevisionField
from greenroom.media.pictures import LARGEST, SUFFIXES

COLOURS = ("primary_color", "background_color")
LABELS: dict[str, tuple[Any, Any]] = {
    "primary_color": (
        _("Primary colour"),
        _("Of buttons, links and progress. Empty for the workspace's colour."),
    ),
    "background_color": (_("Background"), _("In the light theme; dark pages stay dark. Empty for white.")),
    "font_family": (_("Font"), ""),
    "header_text": (_("Header text"), _("A line above the page's own words.")),
    "show_logo": (_("Show the logo"), ""),
    "company_name": (_("Company name"), _("Instead of the workspace's name.")),
    "hide_powered_by": (_("Hide “Powered by Greenroom”"), ""),
    "privacy_url": (_("Privacy address"), ""),
    "terms_url": (_("Terms address"), ""),
    "support_url": (_("Support address"), ""),
    "show_backdrop": (_("Show the backdrop"), ""),
    "show_avatar": (_("Show the avatar"), ""),
}
PICTURE_LABELS: dict[str, tuple[Any, Any, Any]] = {
    "logo": (_("Logo"), _("PNG, JPEG, GIF or WebP, at most 5 MB."), _("Remove the logo")),
    "backdrop": (
        _("Backdrop"),
        _("Behind the interview; 1920 by 1080 pixels or more looks best. At most 5 MB."),
        _("Remove the backdrop"),
    ),
    "avatar": (
        _("Avatar"),
        _("Who asks the questions; 512 by 512 pixels or more looks best. At most 5 MB."),
        _("Remove the avatar"),
    ),
}


def refuse(form: forms.Form, problem: Refused) -> None:
    """Put what a rule said beside the field it is about."""
    form.add_error(problem.field if problem.field in form.fields else None, problem.message)


class TemplateForm(forms.Form):
    """One template: its name, and what its kind of page can say."""

    name = forms.CharField(label=_("Name"), required=False, help_text=_("Only your team sees it."))
    seen = RevisionField()

    def __init__(
        self, page: Page, template: DesignTemplate | None = None, data: Any = None, files: Any = None
    ) -> None:
        said = template.said if template else Design()
        super().__init__(data, files, initial=_initial(template, said))
        self.page = page
        for field in FIELDS[page]:
            self.fields |= _fields(field)
        for field in PICTURES[page]:
            has_one = template is not None and getattr(template, f"{field}_id") is not None
            self.fields |= _picture_fields(field, has_one=has_one)

    def given(self) -> dict[str, Any]:
        """What was typed, as `rules.design.checked` takes it."""
        typed = self.cleaned_data
        said = {field: typed[field] for field in FIELDS[self.page] if field in typed}
        if "words" in FIELDS[self.page]:
            said["words"] = {language: typed.get(f"words_{language}", "") for language in words.LANGUAGES}
        return said

    def pictures(self) -> dict[str, bytes | None]:
        """New pictures, and None for those to be taken away. Raises Refused for an empty file."""
        sent: dict[str, bytes | None] = {}
        for field in PICTURES[self.page]:
            file: UploadedFile[bytes] | None = self.cleaned_data.get(field)
            if file:
                sent[field] = file.read(LARGEST + 1)
                if not sent[field]:
                    raise Refused(_now("This file is empty. Please choose another one."), field=field)
            elif self.cleaned_data.get(f"no_{field}"):
                sent[field] = None
        return sent

    def colours(self, *, accent: str) -> list[tuple[forms.BoundField, str]]:
        """The boxes of colours, each with the colour that holds while it is empty."""
        return [(self["primary_color"], accent), (self["background_color"], PLAIN)]

    def differing(self, theirs: TemplateForm) -> list[tuple[Any, Any]]:
        """Label and value, as others have it now, of each field in which that is not what was typed here."""
        return [
            (theirs.fields[name].label, _in_words(name, value))
            for name, value in theirs.initial.items()
            if name in theirs.fields and name != "seen" and value != self.cleaned_data.get(name)
        ]

    def written(self) -> list[tuple[forms.BoundField, bool]]:
        """The words in each language, and whether their box stands open: where something is written or wrong."""
        if "words" not in FIELDS[self.page]:
            return []
        boxes = [self[f"words_{language}"] for language in words.LANGUAGES]
        return [(box, bool(box.value() or box.errors or place == 0)) for place, box in enumerate(boxes)]


def _in_words(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return _now("Yes") if value else _now("No")
    return fonts.LABELS[value] if name == "font_family" else value or "–"


def _initial(template: DesignTemplate | None, said: Design) -> dict[str, Any]:
    written = {f"words_{language}": said.words.get(language, "") for language in words.LANGUAGES}
    named = {"name": template.name, "seen": template.revision} if template else {"seen": 0}
    return {**said.model_dump(exclude={"words"}), **written, **named}


def _fields(field: str) -> dict[str, forms.Field]:
    if field == "words":
        return {f"words_{code}": _words(code) for code in words.LANGUAGES}
    label, hint = LABELS[field]
    if field == "font_family":
        return {field: forms.ChoiceField(label=label, choices=list(fonts.LABELS.items()))}
    if field.startswith(("show_", "hide_")):
        return {field: forms.BooleanField(label=label, required=False)}
    attrs: dict[str, Any] = {"autocomplete": "off"}
    if field in COLOURS:
        attrs |= {"spellcheck": "false", "dir": "ltr", "placeholder": "#rrggbb", "maxlength": 7}
    elif field in design.LINKS:
        attrs |= {"inputmode": "url", "dir": "ltr", "placeholder": "https://"}
    else:
        attrs |= {"dir": "auto"}
    widget = forms.TextInput(attrs=attrs)
    return {field: forms.CharField(label=label, help_text=hint, required=False, widget=widget)}


def _words(language: str) -> forms.CharField:
    called = dict(settings.LANGUAGES).get(language, language)
    box = forms.Textarea(attrs={"rows": 4, "lang": language, "dir": "auto"})
    field = forms.CharField(label=_now(called), required=False, strip=False, widget=box)
    field.max_length = words.LONGEST  # counted on the page; the rule refuses, and nothing typed is cut
    return field


def _picture_fields(field: str, *, has_one: bool) -> dict[str, forms.Field]:
    label, hint, remove = PICTURE_LABELS[field]
    found: dict[str, forms.Field] = {
        field: forms.FileField(
            label=label,
            help_text=hint,
            required=False,
            allow_empty_file=True,
            max_length=None,
            widget=forms.FileInput(attrs={"accept": SUFFIXES}),
        )
    }
    if has_one:
        found[f"no_{field}"] = forms.BooleanField(label=remove, required=False)
    return found


class GroupForm(forms.Form):
    """A group: its name, and a template or none for each page."""

    name = forms.CharField(label=_("Name"), required=False)
    seen = RevisionField()

    def __init__(
        self,
        choices: Mapping[Page, list[DesignTemplate]],
        group: DesignGroup | None = None,
        data: Any = None,
    ) -> None:
        chosen = {page.value: str(getattr(group, f"{page.value}_id") or "") for page in Page if group}
        named = {"name": group.name, "seen": group.revision} if group else {"seen": 0}
        super().__init__(data, initial={**named, **chosen})
        for page in Page:
            nothing = _now("Plain") if page is Page.WELCOME else _now("As the welcome page")
            offered = [(str(template.id), template.name) for template in choices[page]]
            self.fields[page.value] = forms.ChoiceField(
                label=page.label, required=False, choices=[("", nothing), *offered]
            )

    def templates(self) -> dict[Page, UUID | None]:
        typed = self.cleaned_data
        return {page: UUID(typed[page.value]) if typed[page.value] else None for page in Page}

    def pages(self) -> list[forms.BoundField]:
        return [self[page.value] for page in Page]
