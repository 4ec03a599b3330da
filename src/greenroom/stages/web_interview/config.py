"""Settings of an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, BeforeValidator, Field, model_validator

from greenroom.core.errors import Refused
from greenroom.guidance.queries.defaults import Defaults
from greenroom.interviewers.contract import Setting
from greenroom.stages.config import Config, SpokenContext

TOOLS, ROOM, INTEGRITY = _("Tools"), _("The room"), _("Integrity")
LONGEST_SECONDS = 7_200  # of an interview, whatever its settings
PICTURE = _(
    "The address of a picture, beginning with https. It is fetched once and kept here; this stage then shows it in"
    " place of the brand's."
)


def _address(typed: Any) -> Any:
    """Raises ValueError with a sentence, where the pattern would only show itself."""
    if isinstance(typed, str) and not re.fullmatch(ADDRESS, typed.strip()):
        raise ValueError(str(_("Enter a whole address that begins with https://.")))
    return typed.strip() if isinstance(typed, str) else typed


ADDRESS = r"^(https://\S+)?$"
Url = Annotated[str, BeforeValidator(_address), Field(max_length=2000, pattern=ADDRESS)]


class Focus(StrEnum):
    GENERAL = "general"
    TECHNICAL = "technical"
    CULTURAL = "cultural"
    BEHAVIORAL = "behavioral"


class Signal(StrEnum):
    """Kinds of integrity signal; see product.md decision 5."""

    TAB_SWITCHING = "tab_switching"
    AI_SCRIPTED_ANSWER = "ai_scripted_answer"
    MULTIPLE_PEOPLE = "multiple_people"
    MULTIPLE_SPEAKERS = "multiple_speakers"
    PHONE_DETECTION = "phone_detection"
    UNUSUAL_DELAYS = "unusual_delays"
    FACIAL_BEHAVIOUR = "facial_behaviour"


class Integrity(Config):
    """threshold: confidence, 0 to 100, from which a signal is flagged; higher means fewer flags."""

    enabled: Annotated[bool, Setting(_("Look for integrity signals"), group=INTEGRITY, kept_only=True)] = (
        False
    )
    threshold: Annotated[
        int,
        Field(ge=0, le=100),
        Setting(
            _("Flag from this confidence"),
            _("0 to 100. Higher means fewer flags."),
            group=INTEGRITY,
            kept_only=True,
        ),
    ] = 70
    types: Annotated[list[Signal], Setting(_("Signals"), group=INTEGRITY, kept_only=True)] = list(Signal)


class Room(Config):
    """What the room shows and how long it lasts, in seconds."""

    show_transcript: Annotated[
        bool,
        Setting(
            _("Show captions as it is spoken"),
            _("Off: folded away in a call. Candidates open them with one tap."),
            group=ROOM,
        ),
    ] = True
    candidate_presence_enabled: Annotated[
        bool,
        Setting(
            _("Show candidates themselves"),
            _("In a call with video. Off: their own picture is folded away; one tap shows it."),
            group=ROOM,
        ),
    ] = True
    min_duration_seconds: Annotated[
        int | None,
        Field(ge=0, le=LONGEST_SECONDS),
        Setting(
            _("At least"),
            _(
                "In seconds. Until then answers are followed up deeper, within the most follow-ups of each question."
                " Where nothing is left to ask, the interview ends."
            ),
            group=ROOM,
        ),
    ] = None
    max_duration_seconds: Annotated[
        int | None,
        Field(ge=60, le=LONGEST_SECONDS),
        Setting(
            _("At most"),
            _("In seconds. From then on only follow-ups that must be asked are; no question is left out."),
            group=ROOM,
        ),
    ] = None
    backdrop_image_url: Annotated[Url, Setting(_("Backdrop"), PICTURE, group=ROOM)] = ""
    avatar_image_url: Annotated[Url, Setting(_("Avatar"), PICTURE, group=ROOM)] = ""
    intro_message: Annotated[
        str,
        Field(max_length=1000),
        Setting(
            _("First words"),
            _("Said as written after the greeting, before the first question. Not translated."),
            group=ROOM,
        ),
    ] = ""
    outro_message: Annotated[
        str,
        Field(max_length=1000),
        Setting(_("Last words"), _("Said as written before the goodbye. Not translated."), group=ROOM),
    ] = ""
    remove_branding: Annotated[
        bool,
        Setting(_("Leave out “Powered by Greenroom”"), _("On the pages of this stage."), group=ROOM),
    ] = False

    @model_validator(mode="after")
    def _least_before_most(self) -> Room:
        least, most = self.min_duration_seconds, self.max_duration_seconds
        if least is not None and most is not None and least > most:
            raise ValueError(str(_("The longest time is not shorter than the shortest.")))
        return self


class WebInterviewConfig(SpokenContext):
    """num_questions: how many a plan writes at most; questions that stand are all asked.

    spoken: off, and the candidate types, whatever the server could do.
    """

    spoken: Annotated[
        bool,
        Setting(_("May be spoken"), _("Off: typed only. Candidates may always type instead.")),
    ] = True
    video: Annotated[
        bool, Setting(_("With video"), _("Off: voice only. Candidates may leave their camera off."))
    ] = False
    voice_id: Annotated[
        str,
        Field(max_length=120),
        Setting(
            _("Voice"),
            _(
                "As whoever speaks for this server calls it; AI, Voices says who. Empty, or not known there: the usual."
            ),
        ),
    ] = ""
    phone_calls_enabled: Annotated[
        bool, Setting(_("May be held by phone"), _("Candidates can ask to be called on their telephone."))
    ] = False
    interview_type: Annotated[
        Focus,
        Setting(
            _("Focus"),
            _("Of the questions that are written, suggested or improved from now on. Those that stand stay."),
        ),
    ] = Focus.GENERAL
    num_questions: Annotated[int, Field(ge=1, le=25), Setting(_("Questions to write"))] = 6
    is_multilingual: Annotated[
        bool,
        Setting(
            _("Answer in the candidate's language"),
            _(
                "Who answers in English, Spanish, French, German, Portuguese or Arabic is answered in it. Questions"
                " are asked as written. A call hears the interview's own language alone."
            ),
        ),
    ] = False
    resume_questions: Annotated[
        bool,
        Setting(
            _("Resume Questions"),
            _("Asks about what the resume says. Needs a resume stage before this one. Never scored."),
            group=TOOLS,
        ),
    ] = False
    cheat_detection_config: Integrity = Integrity()
    web_interview_config: Room = Room()


def inherits(defaults: Defaults) -> dict[str, Any]:
    """The workspace's integrity checks."""
    own = defaults.integrity
    config = Integrity(enabled=own.is_enabled, threshold=own.threshold, types=list(map(Signal, own.types)))
    return {"cheat_detection_config": config.model_dump(mode="json")}


def check(config: BaseModel, before: Sequence[str]) -> None:
    """Raises Refused where resume questions have no resume to come from. before: kinds of the earlier stages."""
    if isinstance(config, WebInterviewConfig) and config.resume_questions and "resume" not in before:
        raise Refused(str(_("Put a resume stage before this one first.")), field="resume_questions")
