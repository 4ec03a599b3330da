"""How a member reads, and a scorecard without what tells whose it is."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application, Attempt, Candidate
from greenroom.evaluation.models import ReadingHabit, Unmasking
from greenroom.evaluation.queries.cards import Scorecard
from greenroom.evaluation.rules.masking import Mask, mask_of
from greenroom.media.models import Resume
from greenroom.notifications import registry

AnyT = TypeVar("AnyT")
PARSED_NAMES = ("name",)
PARSED_PHRASES = ("location", "address")


@dataclass(frozen=True, kw_only=True)
class Habit:
    """How a member reads. is_shown: they read blind, and have asked who this one is."""

    layout: str = ReadingHabit.Layout.CLASSIC.value
    blind: bool = False
    keys: bool = True
    is_shown: bool = False

    @property
    def is_masked(self) -> bool:
        return self.blind and not self.is_shown


def habit_of(member: Member, application: Application | None = None) -> Habit:
    """One statement. Without an application nobody is shown."""
    asked = Unmasking.objects.filter(member=member, application=application) if application else None
    rows = ReadingHabit.objects.filter(member=member)
    row = rows.annotate(shown=Exists(asked)).first() if asked is not None else rows.first()
    if row is None:
        return Habit()
    return Habit(
        layout=row.layout, blind=row.blind, keys=row.keys, is_shown=bool(getattr(row, "shown", False))
    )


def hidden_from(member: Member, applications: Iterable[Application], habit: Habit) -> set[UUID]:
    """The applications whose people this member does not see; one statement, none where they do not read blind."""
    if not habit.blind:
        return set()
    ids = {application.id for application in applications}
    shown = Unmasking.objects.filter(member=member, application_id__in=ids)
    return ids - set(shown.values_list("application_id", flat=True))


def is_hidden(member: Member, application: Application) -> bool:
    """Whether this member does not see who this is; one statement."""
    asked = Unmasking.objects.filter(member=OuterRef("member"), application=application)
    return ReadingHabit.objects.filter(~Exists(asked), member=member, blind=True).exists()


@registry.unnamed
def blind_among(member_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the members who read blind; one statement."""
    rows = ReadingHabit.objects.filter(member_id__in=list(member_ids), blind=True)
    return set(rows.values_list("member_id", flat=True))


def alias(application: Application) -> str:
    """What somebody is called who must not be known: the same on every page."""
    return _("Candidate %(code)s") % {"code": application.id.hex[-5:].upper()}


def masked(card: Scorecard) -> tuple[Scorecard, Mask]:
    """The scorecard without name, ways to reach the person, place and schools, and the mask that made it so."""
    resumes = [stage.attempt.resume for stage in card.stages if stage.attempt and stage.attempt.resume]
    mask = mask_for(card.application.candidate, resumes)
    return covered(card, mask), mask


def mask_of_people(people: Iterable[Candidate]) -> Mask:
    """What hides these people, by all of their resumes; one statement where they are at hand."""
    found = list(people)
    theirs: dict[UUID, list[Resume]] = {person.id: [] for person in found}
    rows = Attempt.objects.filter(application__candidate__in=found, resume__isnull=False)
    for row in rows.select_related("resume", "application"):
        theirs[row.application.candidate_id] += [row.resume] if row.resume else []
    masks = [mask_for(person, theirs[person.id]) for person in found]
    return mask_of(
        names=[name for mask in masks for name in mask.names],
        phrases=[phrase for mask in masks for phrase in mask.phrases],
    )


def mask_for(candidate: Candidate, resumes: Iterable[Resume]) -> Mask:
    """What hides this person: their name, address, place and schools, as told and as their resumes were read."""
    parsed = [resume.parsed for resume in resumes]
    schools = [each.get("school", "") for facts in parsed for each in facts.get("education", [])]
    return mask_of(
        names=[candidate.name, *_strings(parsed, PARSED_NAMES)],
        phrases=[
            candidate.location,
            candidate.email,
            candidate.phone,
            *_strings(parsed, PARSED_PHRASES),
            *(school for school in schools if isinstance(school, str)),
        ],
    )


def _strings(parsed: Iterable[dict[str, Any]], keys: Iterable[str]) -> list[str]:
    wanted = tuple(keys)
    return [facts[key] for facts in parsed for key in wanted if isinstance(facts.get(key), str)]


def covered(value: AnyT, mask: Mask) -> AnyT:
    """The same value with its texts masked, however deep they lie. Rows are copies, and must not be saved."""
    made: Any = _covered(value, mask)
    return made  # type: ignore[no-any-return]  # the same kind of thing as was given


def _covered(value: Any, mask: Mask) -> Any:
    if type(value) is str:
        return mask.text(value)
    if isinstance(value, dict):
        return {key: _covered(each, mask) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_covered(each, mask) for each in value]
    if isinstance(value, Application | Attempt | Candidate | Resume):
        return _row(value, mask)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        return replace(
            value, **{name: _covered(each, mask) for name, each in kept.items() if name != "version"}
        )
    return value


def _row(row: Application | Attempt | Candidate | Resume, mask: Mask) -> Any:
    made: Any = copy.copy(row)
    if isinstance(row, Application):
        made.candidate = _row(row.candidate, mask)
        made.candidate.name = alias(row)
        made.stopped_by, made.rating_comment = mask.text(row.stopped_by), mask.text(row.rating_comment)
    elif isinstance(row, Candidate):
        made.name = made.email = made.phone = made.location = ""
    elif isinstance(row, Attempt):
        made.stop = _covered(row.stop, mask)
        if row.resume is not None:
            made.resume = _row(row.resume, mask)
    else:
        made.text, made.hidden = mask.text(row.text), _covered(row.hidden, mask)
        made.parsed = _covered(row.parsed, mask)
        if row.file_id:
            made.file = copy.copy(row.file)
            made.file.name = _("resume")
    return made
