"""Interview evaluation: the rubrics by which a language is rated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import NotFound, Refused
from greenroom.guidance.actions import proficiency as actions
from greenroom.guidance.models import ProficiencyRubric
from greenroom.guidance.queries import proficiency, shipped
from greenroom.guidance.rules.changed import Changed
from greenroom.guidance.rules.languages import LANGUAGES
from greenroom.guidance.rules.proficiency import MOST_CATEGORIES, SCORES, Category
from greenroom.guidance.web.frame import page


@dataclass(frozen=True)
class Typed:
    """A rubric as it stands in its form. problems: field to what is wrong with it; "" for the whole."""

    language: str
    name: str
    categories: list[Category]
    seen: int = 0
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, given: QueryDict, language: str) -> Typed:
        """What was typed, a category after another until none is there."""
        places = range(MOST_CATEGORIES + 1)
        found = [
            Category(
                given.get(f"name_{place}", ""),
                {score: given.get(f"anchor_{place}_{score}", "") for score in SCORES},
            )
            for place in places
            if f"name_{place}" in given
        ]
        seen = given.get("seen", "")
        return cls(
            language, given.get("name", ""), found or [Category()], int(seen) if seen.isdecimal() else 0
        )

    def wrong(self, problem: Refused) -> Typed:
        return Typed(self.language, self.name, self.categories, self.seen, {problem.field: problem.message})

    def with_room(self) -> Typed:
        """With one empty category more."""
        more = [Category()] if len(self.categories) < MOST_CATEGORIES else []
        return Typed(self.language, self.name, [*self.categories, *more], self.seen, self.problems)


@dataclass(frozen=True)
class Box:
    """One input of the page."""

    key: str
    label: str
    value: str
    error: str


@dataclass(frozen=True)
class Drawn:
    """A category of the form."""

    number: int
    name: Box
    anchors: list[Box]


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    return page(request, "rubrics", {"languages": proficiency.by_language(request.member.workspace_id)})


@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def new(request: TeamRequest) -> HttpResponse:
    """A template that starts from the one that comes with the product, or from nothing."""
    given = request.POST if request.method == "POST" else request.GET
    language = given.get("language", "en")
    if language not in LANGUAGES:
        raise NotFound
    if request.method == "GET":
        return _form(request, None, _start(language, blank="blank" in request.GET))
    typed = Typed.read(request.POST, language)
    if "more" in request.POST:
        return _form(request, None, typed.with_room())
    try:
        rubric = actions.create(
            language=language, name=typed.name, categories=typed.categories, by=request.member
        )
    except Refused as problem:
        return _form(request, None, typed.wrong(problem), status=422)
    messages.success(request, _("“%(name)s” was added. Set it active to rate by it.") % {"name": rubric.name})
    return redirect("rubrics")


def _start(language: str, *, blank: bool) -> Typed:
    given = shipped.rubric(language)
    if blank or given is None:
        return Typed(language, "", [Category()])
    return Typed(language, given.name, list(given.categories))


@team(Permission.SEE)
@require_GET
def rubric_page(request: TeamRequest, rubric_id: UUID) -> HttpResponse:
    """A rubric's words as they are, or as a version of it had them."""
    rubric = proficiency.get_for(request.member, rubric_id)
    versions = proficiency.versions(rubric)
    wanted = request.GET.get("version", "")
    shown = next((each for each in versions if str(each.number) == wanted), None)
    if wanted and shown is None:
        raise NotFound
    return _form(request, rubric, _typed(rubric), versions=versions, shown=shown)


def _typed(rubric: ProficiencyRubric) -> Typed:
    current = rubric.current
    words = [Category.from_json(each) for each in current.categories] if current else []
    return Typed(rubric.language, rubric.name, words, current.number if current else 0)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def save(request: TeamRequest, rubric_id: UUID) -> HttpResponse:
    rubric = proficiency.get_for(request.member, rubric_id)
    typed, theirs = Typed.read(request.POST, rubric.language), None
    if "more" in request.POST:
        return _form(request, rubric, typed.with_room())
    try:
        actions.revise(
            rubric, name=typed.name, categories=typed.categories, seen=typed.seen, by=request.member
        )
    except Changed as conflict:
        theirs = conflict.now.current
        typed = Typed(typed.language, typed.name, typed.categories, theirs.number).wrong(conflict)
    except Refused as problem:
        typed = typed.wrong(problem)
    if typed.problems:
        return _form(request, rubric, typed, theirs=theirs, status=422)
    messages.success(request, _("Saved"))
    return redirect("rubric", rubric_id)


def _form(
    request: TeamRequest, rubric: ProficiencyRubric | None, typed: Typed, *, status: int = 200, **more: Any
) -> HttpResponse:
    problems = typed.problems
    given = {
        "rubric": rubric,
        "language": typed.language,
        "language_label": LANGUAGES[typed.language],
        "typed": typed,
        "name_error": problems.get("name", ""),
        "whole": problems.get("", ""),
        "categories": [_drawn(place, each, problems) for place, each in enumerate(typed.categories)],
        "is_full": len(typed.categories) >= MOST_CATEGORIES,
        **more,
    }
    return page(request, "rubric", given, status=status)


def _drawn(place: int, category: Category, problems: dict[str, str]) -> Drawn:
    def box(key: str, label: str, value: str) -> Box:
        return Box(key, label, value, problems.get(key, ""))

    return Drawn(
        place + 1,
        box(f"name_{place}", _("Category"), category.name),
        [
            box(
                f"anchor_{place}_{score}",
                _("What a %(score)s sounds like") % {"score": score},
                category.anchors.get(score, ""),
            )
            for score in SCORES
        ],
    )


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def switch(request: TeamRequest, rubric_id: UUID) -> HttpResponse:
    """Rate its language by it, or no more."""
    rubric, on = proficiency.get_for(request.member, rubric_id), request.POST.get("to") == "active"
    if on:
        actions.activate(rubric, by=request.member)
    else:
        actions.deactivate(rubric, by=request.member)
    label = {"name": rubric.name, "language": LANGUAGES[rubric.language]}
    said = _("%(language)s is rated by “%(name)s”.") if on else _("%(language)s is no longer rated.")
    messages.success(request, said % label)
    return redirect("rubrics")
