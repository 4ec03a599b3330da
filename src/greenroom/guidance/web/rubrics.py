"""Interview evaluation: the rubrics by which a language is rated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.models import Member
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.guidance.actions import proficiency as actions
from greenroom.guidance.actions import tuning
from greenroom.guidance.actions.tuning import Proposal
from greenroom.guidance.models import ProficiencyRubric
from greenroom.guidance.queries import proficiency, shipped
from greenroom.guidance.rules.languages import LANGUAGES
from greenroom.guidance.rules.proficiency import MOST_CATEGORIES, SCORES, Category
from greenroom.guidance.web.frame import page


@dataclass(frozen=True)
class Typed:
    """A rubric as it stands in its form. problems: field to what is wrong with it; "" for the whole.

    tuned: the place of the category for which other words were wished, the wish, and what was proposed.
    """

    language: str
    name: str
    categories: list[Category]
    seen: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    tuned: tuple[int, str, Proposal | None] | None = None

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
        return replace(self, problems={problem.field: problem.message})

    def asks_for_more(self, given: QueryDict) -> bool:
        """Whether a button other than "Save" was pressed."""
        return "more" in given or given.get("tune", "") in map(str, range(len(self.categories)))

    def more(self, given: QueryDict, *, by: Member) -> Typed:
        """With what was asked for: one category more, or other words for one."""
        if "more" in given:
            return self.with_room()
        place = int(given.get("tune", "0"))
        return self.tuned_at(place, given.get(f"wish_{place}", ""), by=by)

    def with_room(self) -> Typed:
        """With one empty category more."""
        more = [Category()] if len(self.categories) < MOST_CATEGORIES else []
        return replace(self, categories=[*self.categories, *more])

    def tuned_at(self, place: int, wish: str, *, by: Member) -> Typed:
        """With the words proposed for one of its categories in place of the old ones; nothing is saved."""
        asked = replace(self, tuned=(place, wish, None))
        try:
            found = tuning.propose(self.categories[place], wish=wish, language=self.language, by=by)
        except Refused as problem:
            return replace(asked, problems={f"wish_{place}": problem.message})
        categories = [*self.categories[:place], found.category, *self.categories[place + 1 :]]
        return replace(asked, categories=categories, tuned=(place, wish, found))


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
    wish: Box
    proposal: Proposal | None


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
    if typed.asks_for_more(request.POST):
        return _form(request, None, typed.more(request.POST, by=request.member))
    try:
        rubric = actions.create(
            language=language, name=typed.name, categories=typed.categories, by=request.member
        )
    except Refused as problem:
        return _form(request, None, typed.wrong(problem))
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
    if typed.asks_for_more(request.POST):
        return _form(request, rubric, typed.more(request.POST, by=request.member))
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
        return _form(request, rubric, typed, theirs=theirs)
    messages.success(request, _("Saved"))
    return redirect("rubric", rubric_id)


def _form(request: TeamRequest, rubric: ProficiencyRubric | None, typed: Typed, **more: Any) -> HttpResponse:
    problems = typed.problems
    given = {
        "rubric": rubric,
        "language": typed.language,
        "language_label": LANGUAGES[typed.language],
        "typed": typed,
        "name_error": problems.get("name", ""),
        "whole": problems.get("", ""),
        "categories": [_drawn(typed, place) for place in range(len(typed.categories))],
        "is_full": len(typed.categories) >= MOST_CATEGORIES,
        **more,
    }
    return page(request, "rubric", given, status=422 if problems else 200)


def _drawn(typed: Typed, place: int) -> Drawn:
    category, tuned = (
        typed.categories[place],
        typed.tuned if typed.tuned and typed.tuned[0] == place else None,
    )

    def box(key: str, label: str, value: str) -> Box:
        return Box(key, label, value, typed.problems.get(key, ""))

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
        box(f"wish_{place}", _("What should change?"), tuned[1] if tuned else ""),
        tuned[2] if tuned else None,
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
