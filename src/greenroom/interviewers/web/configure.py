"""How an interviewer is called, what it knows, who speaks, and when it closes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.branding.models import DesignGroup
from greenroom.candidates.queries import counts
from greenroom.core.errors import Changed, Refused
from greenroom.core.seen import RevisionField
from greenroom.guidance.models import Persona
from greenroom.guidance.rules.delivery import Delivery
from greenroom.interviewers.actions import interviewers as editing
from greenroom.interviewers.actions import lifecycle
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.rules import facts
from greenroom.interviewers.rules.context import LONGEST_SECTION, Context
from greenroom.interviewers.web import steps
from greenroom.interviewers.web.forms import Deletion, refuse
from greenroom.interviewers.web.header import header_for
from greenroom.outreach.models import Policy, TemplateGroup

MINUTE = "%Y-%m-%dT%H:%M"
DELIVERY = {
    Delivery.EXACT: gettext_lazy("Told word for word, before the first question"),
    Delivery.SUMMARIZED: gettext_lazy("Told in short, before the first question"),
    Delivery.REFERENCE: gettext_lazy("Told only to who asks"),
    Delivery.SILENT: gettext_lazy("Never told"),
}
SECTIONS = {
    "company": gettext_lazy("Company"),
    "role": gettext_lazy("Role"),
    "process": gettext_lazy("Hiring process"),
}
PLAIN = ("title", "slug", "location", "seniority", "pay", "language", "deadline", "redirect_url",
         "scheduling_url", "persona_id", "brand_id", "message_group_id", "policy_id")  # fmt: skip
CHOSEN = ("persona_id", "brand_id", "message_group_id", "policy_id")


class Configuration(forms.Form):
    """Everything about an interviewer that is not a stage, a question or a price."""

    title = forms.CharField(label=gettext_lazy("Position Title"), required=False)
    slug = forms.CharField(
        label=gettext_lazy("Interview URL Name"),
        required=False,
        help_text=gettext_lazy("The end of the link. Links with an earlier name lead on to this one."),
    )
    location = forms.CharField(label=gettext_lazy("Location"), required=False)
    seniority = forms.CharField(label=gettext_lazy("Seniority"), required=False)
    pay = forms.CharField(label=gettext_lazy("Pay"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the interview"), choices=[])
    persona_id = forms.ChoiceField(label=gettext_lazy("Who speaks"), choices=[], required=False)
    brand_id = forms.ChoiceField(
        label=gettext_lazy("Design template group"),
        choices=[],
        required=False,
        help_text=gettext_lazy("How candidate pages look; groups are made under Outreach, Branding."),
    )
    deadline = forms.DateTimeField(
        label=gettext_lazy("Deadline"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
        input_formats=[MINUTE, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    redirect_url = forms.CharField(
        label=gettext_lazy("Where candidates go when they are done"),
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    scheduling_url = forms.CharField(
        label=gettext_lazy("Where shortlisted candidates choose a time"),
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=gettext_lazy("Sent to each of them, two minutes after they were shortlisted."),
    )
    message_group_id = forms.ChoiceField(
        label=gettext_lazy("Message group"),
        choices=[],
        required=False,
        help_text=gettext_lazy("Whose words candidates are sent; groups are made under Outreach, Messages."),
    )
    policy_id = forms.ChoiceField(
        label=gettext_lazy("Message policy"),
        choices=[],
        required=False,
        help_text=gettext_lazy("What is sent and at what hours; policies are made under Outreach, Policies."),
    )
    style = forms.CharField(
        label=gettext_lazy("Style and approach"),
        required=False,
        strip=False,
        max_length=LONGEST_SECTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("How to talk with candidates; they never hear this."),
    )
    seen = RevisionField()

    def __init__(self, interviewer: Interviewer, data: Any = None) -> None:
        super().__init__(data, initial=_standing(interviewer))
        languages = dict(facts.LANGUAGES)
        languages.setdefault(interviewer.language, interviewer.language)
        self._choose("language", list(languages.items()))
        named = Persona.objects.filter(retired_at=None).order_by("name").values_list("id", "name")
        groups = DesignGroup.objects.filter(removed_at=None).order_by("name").values_list("id", "name")
        texts = TemplateGroup.objects.order_by("name").values_list("id", "name")
        rules = Policy.objects.order_by("name").values_list("id", "name")
        for field, rows in zip(CHOSEN, (named, groups, texts, rules), strict=True):
            offered = [(str(id_), name) for id_, name in rows]
            self._choose(field, [("", _("The workspace's default")), *offered])
        self.fields["title"].required = True
        zone = timezone.get_current_timezone_name()
        self.fields["deadline"].label = _("Deadline (%(zone)s)") % {"zone": zone}
        self.fields["deadline"].help_text = (
            _("Without one it closes one month after activation.")
            if interviewer.activated_at is None
            else _("New candidates are turned away after it; who is in the middle may finish.")
        )
        for name, label in SECTIONS.items():
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                strip=False,
                max_length=LONGEST_SECTION,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
            self.fields[f"{name}_delivery"] = forms.ChoiceField(
                label=_("How it is told"), choices=[(mode.value, words) for mode, words in DELIVERY.items()]
            )

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def sections(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Text and delivery of each section of the context."""
        return [(self[name], self[f"{name}_delivery"]) for name in SECTIONS]

    def changes(self) -> dict[str, Any]:
        """The fields that differ from what the interviewer has now, as `editing.edit` takes them."""
        given, touched = self.cleaned_data, set(self.changed_data)
        changed = {name: given[name] for name in PLAIN if name in touched and name != "slug"}
        for name in set(CHOSEN) & set(changed):
            changed[name] = UUID(changed[name]) if changed[name] else None
        if touched & {"style", *SECTIONS, *(f"{name}_delivery" for name in SECTIONS)}:
            sections = {
                name: {"text": given[name], "delivery": given[f"{name}_delivery"]} for name in SECTIONS
            }
            changed["context"] = {**sections, "style": given["style"]}
        return changed


def _standing(interviewer: Interviewer) -> dict[str, Any]:
    context = Context(**interviewer.context)
    sections = {name: getattr(context, name) for name in SECTIONS}
    return {
        **{name: getattr(interviewer, name) for name in PLAIN},
        **{name: str(getattr(interviewer, name) or "") for name in CHOSEN},
        "deadline": interviewer.deadline.replace(second=0, microsecond=0) if interviewer.deadline else None,
        "style": context.style,
        **{name: section.text for name, section in sections.items()},
        **{f"{name}_delivery": section.delivery.value for name, section in sections.items()},
        "seen": interviewer.revision,
    }


@team(Permission.EDIT_INTERVIEWERS)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    """The page, and what is typed in it: by the button, or by itself after a rest."""
    interviewer = interviewers.get_for(request.member, slug)
    if request.method != "POST":
        return _page(request, interviewer, Configuration(interviewer))
    by_itself = request.headers.get("X-Autosave") == "1"
    form, theirs = Configuration(interviewer, request.POST), []
    if form.is_valid():
        try:
            interviewer = _save(request, interviewer, form, with_name=not by_itself)
        except Changed as conflict:
            theirs = _differences(form, conflict.now)
            form = Configuration(conflict.now, {**request.POST.dict(), "seen": conflict.now.revision})
            form.add_error(None, conflict.message)
        except Refused as problem:
            refuse(form, problem)
    if by_itself:
        headers = {} if form.errors else {"X-Seen": str(interviewer.revision)}
        return HttpResponse(status=422 if form.errors else 204, headers=headers)
    if form.errors:
        return _page(request, interviewer, form, theirs=theirs, status=422)
    if "next" in request.POST:
        return redirect(f"interviewer-{steps.after('settings')}", slug=interviewer.slug)
    messages.success(request, _("Saved"))
    return redirect("interviewer-settings", slug=interviewer.slug)


def _save(
    request: TeamRequest, interviewer: Interviewer, form: Configuration, *, with_name: bool
) -> Interviewer:
    """with_name: the name in links is taken over too, which a form that saves itself leaves to the button."""
    given = form.cleaned_data
    return editing.configure(
        interviewer,
        by=request.member,
        seen=given["seen"],
        slug=given["slug"] if with_name and "slug" in form.changed_data else interviewer.slug,
        **form.changes(),
    )


def _differences(form: Configuration, now: Interviewer) -> list[tuple[str, str]]:
    """Label and present value of each field in which what was typed is not what there is now."""
    current = Configuration(now)
    return [
        (str(form.fields[name].label), str(current.initial[name] or "–"))
        for name in current.initial
        if name != "seen" and form.cleaned_data.get(name) != current.initial[name]
    ]


def _page(
    request: TeamRequest, interviewer: Interviewer, form: Configuration, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        **header_for(request, interviewer, "settings"),
        "interviewer": interviewer,
        "form": form,
        "is_draft": steps.is_being_made(interviewer),
        "deletion": Deletion(),
        "in_use": counts.has_any(interviewer),
        **more,
    }
    return render(request, "interviewers/settings.html", context, status=status)


@team(Permission.DELETE)
@require_POST
def delete(request: TeamRequest, slug: str) -> HttpResponse:
    """Remove an interviewer that nobody has used, once its title was typed."""
    interviewer = interviewers.get_for(request.member, slug)
    form = Deletion(request.POST)
    form.full_clean()
    try:
        lifecycle.delete(
            interviewer, name=form.cleaned_data["name"], in_use=counts.has_any, by=request.member
        )
    except Refused as problem:
        refuse(form, problem)
        return _page(request, interviewer, Configuration(interviewer), deletion=form, status=422)
    messages.success(request, _("“%(title)s” is deleted.") % {"title": interviewer.title})
    return redirect("interviewers")
