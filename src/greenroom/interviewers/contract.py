"""What this room must know of a kind of stage. The folders in `stages` say it when they start."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from pydantic import BaseModel

from greenroom.accounts.models import Member
from greenroom.guidance.queries.defaults import Defaults


@dataclass(frozen=True)
class Setting:
    """How a field of a kind's config stands in its settings form: `Annotated[int, Setting("…")]`.

    title: its label; about: the hint; group: the heading it stands under, "" for the first lines. unit: beside it.
    options: the values to choose from, where the type does not say them. kept_only: nothing reads it yet; the form
    says so.
    """

    title: str | Promise
    about: str | Promise = ""
    group: str | Promise = ""
    unit: str | Promise = ""
    options: Callable[[], Sequence[str]] | None = None
    kept_only: bool = False


@dataclass(frozen=True, kw_only=True)
class KindOfStage:
    """One way of meeting a candidate, as an interviewer is built with it.

    slug: `Stage.kind`. label: what recruiters read; about: one sentence for who chooses it. icon: in the stage strip.
    config: the shape of `Stage.config`; its fields, their limits and their `Setting` make its settings form.
    modalities: the questions it can hold, in the order they are shown. needs: of these it holds at least one before
    an interviewer is activated, and always while it is live; none where it can do without. counts: of a modality, the
    setting that says how many a plan writes. check: raises Refused, with the field, for a config that does not go
    with the kinds of the stages before it. prepare: gets what a config refers to before it is kept, for the member who
    sets it; it may wait for the network, and raises Refused like check. lacks: what is missing in a config before
    an interviewer is activated, in a sentence; "" where nothing is. fixed: names of the settings that stay as they
    are, now that a config says what it says. drafted_at: the URL name of a page that writes its settings from a few
    words, given the interviewer's slug and the stage's id; "" for none. inherits: the settings that a new stage takes
    over from the workspace's AI defaults.
    """

    slug: str
    label: str | Promise
    about: str | Promise
    icon: str
    config: type[BaseModel]
    modalities: tuple[str, ...]
    needs: tuple[str, ...] = ()
    counts: Mapping[str, str] = field(default_factory=dict)
    check: Callable[[BaseModel, Sequence[str]], None] | None = None
    prepare: Callable[[BaseModel, Member], None] | None = None
    lacks: Callable[[BaseModel], str] = lambda _config: ""
    fixed: Callable[[BaseModel], Sequence[str]] = lambda _config: ()
    drafted_at: str = ""
    inherits: Callable[[Defaults], dict[str, Any]] | None = None
    minutes_at_least: int = 1
    minutes_a_question: float = 0

    def minutes(self, questions: int) -> int:
        """What a candidate is told, in whole minutes."""
        return max(self.minutes_at_least, round(self.minutes_a_question * questions))
