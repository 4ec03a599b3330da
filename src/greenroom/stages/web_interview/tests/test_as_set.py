"""What the settings of the stage make of the candidate's pages."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from PIL import Image

from greenroom.accounts.models import Member
from greenroom.candidates.models import Accommodation, Attempt
from greenroom.candidates.tests.walking import Walk
from greenroom.conversations.models import Call, VoiceWorker
from greenroom.conversations.voice.speech.available import available
from greenroom.core.errors import Refused
from greenroom.core.ids import new_id
from greenroom.core.testing.outside import internet
from greenroom.core.testing.standins.site import SiteStandIn
from greenroom.interviewers.models import InterviewTemplate, Stage
from greenroom.media.actions.sweeping import sweep_rows
from greenroom.stages.models import RoomPicture
from greenroom.stages.web_interview.actions import pictures
from greenroom.stages.web_interview.config import Room, WebInterviewConfig
from greenroom.stages.web_interview.queries import digest
from greenroom.stages.web_interview.tests.worker import answering

HOST = "pictures.example.org"


def png(*, wide: int, high: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (wide, high), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def site() -> Iterator[SiteStandIn]:
    with SiteStandIn() as running, internet({HOST: running.port}):
        running.show("/face.png", png(wide=1_600, high=1_200))
        running.show("/page", b"<p>No picture at all</p>")
        yield running


@pytest.fixture
def spoken(monkeypatch) -> Iterator[None]:
    """A server that can speak, and somebody on the line."""
    monkeypatch.setenv("GREENROOM_STT", "browser")
    monkeypatch.setenv("GREENROOM_TTS", "piper_http")
    monkeypatch.setenv("GREENROOM_TTS_BASE_URL", "http://127.0.0.1:1")
    available.cache_clear()
    with answering() as worker:
        VoiceWorker.objects.create(id=new_id(), address=worker.address, most=1)
        yield
    available.cache_clear()


def asked_for(path: str) -> WebInterviewConfig:
    """Settings with this avatar; the stand-in speaks http, which no settings form takes."""
    return WebInterviewConfig(
        web_interview_config=Room.model_construct(avatar_image_url=f"http://{HOST}{path}")
    )


@pytest.mark.django_db
def test_a_picture_is_fetched_once_and_kept_small_and_what_is_none_is_said_beside_its_field(
    in_workspace, site
) -> None:
    for _ in range(2):
        pictures.prepare(asked_for("/face.png"), in_workspace.colleague)
    kept = RoomPicture.objects.get()
    assert ((kept.width, kept.height), len(site.asked)) == ((1_024, 768), 1)
    for path, said in (("/page", "Choose a PNG"), ("/gone", "could not be fetched")):
        with pytest.raises(Refused, match=said) as refused:
            pictures.prepare(asked_for(path), in_workspace.colleague)
        assert refused.value.field == "web_interview_config.avatar_image_url"
    config = Room.model_construct(backdrop_image_url="http://169.254.169.254/face.png")
    with pytest.raises(Refused, match="not on the public internet"):
        pictures.prepare(WebInterviewConfig(web_interview_config=config), in_workspace.colleague)
    assert RoomPicture.objects.count() == 1


@pytest.mark.django_db
def test_a_picture_that_no_settings_name_is_forgotten_after_a_day_and_its_file_with_it(
    walk: Walk, in_workspace, site
) -> None:
    for path in ("/face.png", "/other.png"):
        site.show(path, png(wide=64, high=64))
        pictures.prepare(asked_for(path), in_workspace.colleague)
    stage = set_room(avatar_image_url=f"http://{HOST}/face.png")
    assert pictures.sweep() == 0, "it may be about to be named"
    with time_machine.travel(timedelta(hours=25)):
        assert pictures.sweep() == 1
        assert RoomPicture.objects.get().url == f"http://{HOST}/face.png"
        assert sweep_rows() == 1
        named, stage.config = stage.config, {}
        stage.save()
        walk.enter().send_resume().get("interview/")
        Attempt.objects.filter(stage=stage).update(config=named)
        assert pictures.sweep() == 0, "an attempt at it is open"
        Attempt.objects.filter(stage=stage).update(config={})
        InterviewTemplate.objects.create(
            workspace_id=stage.workspace_id,
            code="kept",
            name="Kept",
            blueprint={
                "stages": [
                    {"config": {"web_interview_config": {"avatar_image_url": f"http://{HOST}/face.png"}}}
                ]
            },
        )
        assert pictures.sweep() == 0, "a template names it"
        InterviewTemplate.objects.all().delete()
        pictures.prepare(asked_for("/face.png"), in_workspace.colleague)
        assert (pictures.sweep(), len(site.asked)) == (0, 2), (
            "it was asked for just now, and not fetched again"
        )


def set_room(**room: object) -> Stage:
    """The interview's stage, set so; `video` as well."""
    stage = Stage.objects.get(kind="web_interview")
    stage.config = {"video": True, "web_interview_config": room}
    stage.save()
    return stage


@pytest.mark.django_db
def test_settings_with_a_picture_that_cannot_be_had_are_not_kept_and_the_form_says_why(
    walk: Walk, in_workspace, sign_in, site
) -> None:
    stage = set_room()
    url = f"/interviewers/{walk.interviewer.slug}/stages/{stage.id}/"
    given = {"waits_for_person": "no", "weight": "1", "seen": "0", "num_questions": "6", "video": "on"}
    named = {"web_interview_config.backdrop_image_url": "https://nowhere.example.org/face.png"}
    answer = sign_in(in_workspace.owner).post(url, {**given, "interview_type": "general", **named})
    stage.refresh_from_db()
    assert (answer.status_code, stage.revision) == (422, 0)
    said = unescape(answer.content.decode())
    assert (
        "The picture could not be fetched. There is no site of this name" in said.split("https://nowhere")[1]
    )
    named = {"web_interview_config.backdrop_image_url": "pictures.example.org/face.png"}
    answer = sign_in(in_workspace.owner).post(url, {**given, "interview_type": "general", **named})
    assert "Enter a whole address that begins with https://." in answer.content.decode()


@pytest.mark.django_db
def test_the_pages_of_a_stage_show_its_own_pictures_from_here_and_leave_the_maker_out(
    walk: Walk, site
) -> None:
    stage = set_room()
    member = Member.objects.filter(workspace_id=stage.workspace_id).first()
    walk.enter().send_resume()
    before = walk.get("interview/").content.decode()
    assert "Powered by Greenroom" in before
    assert "brand/rooms" not in before
    pictures.prepare(asked_for("/face.png"), member)
    attempt = Attempt.objects.get(stage=stage)
    attempt.config = {
        "web_interview_config": {"avatar_image_url": f"https://{HOST}/face.png", "remove_branding": True}
    }
    attempt.save()
    RoomPicture.objects.update(digest=digest("avatar_image_url", f"https://{HOST}/face.png"))
    for place in ("interview/", "interview/finish/"):
        page = walk.get(place).content.decode()
        assert "Powered by Greenroom" not in page
        address = re.search(r'<img class="flow-avatar" src="(/brand/rooms/[\w-]+/)"', page)[1]
    picture = Client().get(address)
    assert (picture.headers["Content-Type"], picture.headers["X-Content-Type-Options"]) == (
        "image/png",
        "nosniff",
    )
    assert Image.open(BytesIO(b"".join(picture.streaming_content))).size == (1_024, 768)
    assert Client().get("/brand/rooms/nobody-knows-this/").status_code == 404
    assert "Powered by Greenroom" in walk.get("steps/").content.decode()


@pytest.mark.django_db
def test_last_words_stay_on_the_page_until_who_read_them_goes_on(walk: Walk) -> None:
    set_room(outro_message="The shop opens in May.")
    walk.enter().send_resume().get("interview/")
    for number, words in enumerate(["I check my harness.", "I stop the work.", "I like glass."]):
        walk.say(words, f"k{number}")
    answer = walk.say("No, thank you.", "k9")
    fragment = answer.content.decode()
    assert "HX-Redirect" not in answer.headers
    assert fragment.index("The shop opens in May.") < fragment.index("Go on to the steps")
    assert '<div id="writing" hx-swap-oob="delete"></div>' in fragment
    assert walk.get("interview/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("shown", [True, False])
def test_captions_and_the_own_picture_are_folded_away_where_they_are_off_but_for_who_asked_for_captions(
    walk: Walk, spoken: None, shown: bool
) -> None:
    set_room(show_transcript=shown, candidate_presence_enabled=shown)
    walk.enter().send_resume()
    assert folds(walk.get("interview/").content.decode()) == ([] if shown else ["video", "captions"])
    candidate = walk.application().candidate
    Accommodation.objects.create(workspace_id=candidate.workspace_id, candidate=candidate, captions=True)
    assert folds(walk.get("interview/").content.decode()) == ([] if shown else ["video"])


def folds(page: str) -> list[str]:
    """What a tap has to show in the call."""
    assert (page.count("data-captions"), page.count("<video")) == (1, 2)
    inside = re.findall(r'<details class="quiet-details room-fold">(.*?)</details>', page, re.DOTALL)
    return ["video" if "<video" in each else "captions" for each in inside]


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
def test_who_speaks_in_a_call_is_asked_for_the_voice_its_stage_was_set_to(walk: Walk) -> None:
    from greenroom.conversations.voice.database import Database  # noqa: PLC0415  (Pipecat takes a second to load)
    from greenroom.conversations.voice.lines import Lines  # noqa: PLC0415
    from greenroom.conversations.voice.settings import VoiceSettings  # noqa: PLC0415

    stage = Stage.objects.get(kind="web_interview")
    stage.config = {"voice_id": "awb"}
    stage.save()
    walk.enter().send_resume().get("interview/")
    rows = Attempt.objects.select_related("stage__interviewer", "application__candidate")
    attempt = rows.get(stage=stage)
    asked: list[tuple[str, bool, str]] = []

    def speech(language: str, slow: bool, voice: str = "") -> Any:
        asked.append((language, slow, voice))

    database = Database(1)
    lines = Lines(
        worker=VoiceWorker(id=new_id()), database=database, settings=VoiceSettings({}), speech=speech
    )
    call = Call(id=new_id(), workspace_id=attempt.workspace_id, attempt=attempt)
    asyncio.run(lines.prepare(call))
    database.close()
    assert asked == [("en", False, "awb")]
