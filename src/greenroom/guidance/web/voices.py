"""Who hears candidates and who speaks to them, language by language, and what that sounds like."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import structlog
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.conversations.actions import voice_samples
from greenroom.conversations.actions.calls import Busy
from greenroom.conversations.queries import calls
from greenroom.conversations.voice.settings import BadVoiceSetting, VoiceSettings
from greenroom.conversations.voice.speech import registry
from greenroom.conversations.voice.transports import registry as transports
from greenroom.core.errors import NotFound
from greenroom.core.http.limits import allow
from greenroom.guidance.rules.languages import LANGUAGES
from greenroom.guidance.web.frame import page

log = structlog.get_logger(__name__)

ENGINES = {
    "faster_whisper": "faster-whisper",
    "deepgram": "Deepgram",
    "elevenlabs": "ElevenLabs",
    "cartesia": "Cartesia",
    "piper_http": "Piper",
    "flite": "flite",
    "espeak": "espeak-ng",
}
HERE = frozenset({"flite", "espeak", "faster_whisper"})
SAMPLES_A_MINUTE = 20
MADE_WITHIN = 20.0  # seconds


@dataclass(frozen=True)
class Side:
    """Ears or a voice. name: "" for none. why: this one. privacy: where sound or words go. note: why none."""

    name: str
    why: str
    privacy: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A language on the page. sample: the address of one, "" where nothing speaks."""

    code: str
    label: str
    speaks: Side
    hears: Side
    sample: str


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    settings, lines = VoiceSettings(os.environ), calls.lines()
    answering = ngettext(
        "%(n)s voice worker answers, with room for %(most)s calls at once.",
        "%(n)s voice workers answer, with room for %(most)s calls at once.",
        lines.workers,
    ) % {"n": lines.workers, "most": lines.most}
    rows = [_row(settings, code, str(label)) for code, label in LANGUAGES.items()]
    context = {
        "rows": rows,
        "workers": lines.workers,
        "answering": answering,
        "carried": _carried(settings),
        "broken": _broken(settings),
        "looked_for": next((row.hears.note for row in rows if row.hears.note), ""),
    }
    return page(request, "voices", context)


@team(Permission.EDIT_INTERVIEWERS)
@require_GET
def sample(request: TeamRequest) -> HttpResponse:
    """What interviews sound like in a language: a WAV file, made by a voice worker. Else a sentence why not."""
    language = request.GET.get("language", "en")
    if language not in LANGUAGES:
        raise NotFound
    if not allow("voice sample", str(request.member.id), times=SAMPLES_A_MINUTE, within=timedelta(minutes=1)):
        return _said(429, _("You have listened to many. Try again in a minute."))
    try:
        asked = voice_samples.ask(language=language)
        answer = httpx.post(
            f"{asked.address}/samples/",
            headers={"Authorization": f"Bearer {asked.token}"},
            timeout=MADE_WITHIN,
            trust_env=False,  # the worker is ours: no proxy stands between
        )
        answer.raise_for_status()
    except Busy:
        return _said(409, _("No voice worker answers, so there is nobody to ask for a sample."))
    except httpx.HTTPError as problem:
        log.warning("no sample", problem=type(problem).__name__)
        return _said(503, _("The voice made no sound. What the vendor said stands in the log of the worker."))
    response = HttpResponse(answer.content, content_type="audio/wav")
    response.headers["Cache-Control"] = "no-store"
    return response


def _said(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def _row(settings: VoiceSettings, code: str, label: str) -> Row:
    speaks = _voice(settings, code)
    return Row(
        code=code,
        label=label,
        speaks=speaks,
        hears=_ears(settings, code),
        sample=f"{reverse('voice-sample')}?language={code}" if speaks.name else "",
    )


def _voice(settings: VoiceSettings, language: str) -> Side:
    found = registry.speaking(settings, language)
    if settings.tts == registry.OFF:
        return Side("", _("Turned off by GREENROOM_TTS."))
    if not found.engine:
        return Side("", _("Nothing here speaks it: interviews in it are typed."), note=found.note)
    name = _called(found.engine, settings.text("GREENROOM_TTS_BASE_URL"))
    voice = registry.voice_of(settings, language, found.engine)
    privacy = _("Words stay on this server.")
    if found.engine not in HERE:
        privacy = _("What interviewers say is sent to it; nothing of the candidate is.")
    return Side(f"{name} · {voice}" if voice else name, _why(found.engine, settings.tts), privacy)


def _ears(settings: VoiceSettings, language: str) -> Side:
    found = registry.hearing(settings, language)
    if not found.engine:
        return Side("", _("Turned off by GREENROOM_STT: candidates type."))
    if found.engine == registry.BROWSER:
        why = _("Nothing on this server hears it.")
        if settings.stt == registry.BROWSER:
            why = _("Set in the configuration.")
        asked = _("Candidates are asked first, as its maker may receive the sound; whoever declines types.")
        return Side(_("The candidate's browser"), why, asked, found.note)
    privacy = _("What candidates say is sent to it.")
    if found.engine in HERE:
        privacy = _("Sound stays on this server.")
    name = _called(found.engine, settings.text("GREENROOM_STT_BASE_URL"))
    return Side(name, _why(found.engine, settings.stt), privacy)


def _called(engine: str, url: str) -> str:
    if engine in ENGINES:
        return ENGINES[engine]
    return urlsplit(url).hostname or url


def _why(engine: str, wanted: str) -> str:
    if wanted != registry.AUTO or engine not in HERE:
        return _("Set in the configuration.")
    if engine == "faster_whisper":
        return _("Its model was downloaded to this server.")
    return _("Found on this server: a plain voice.")


def _carried(settings: VoiceSettings) -> str:
    if settings.transport == "livekit":
        return _("A LiveKit server carries them.")
    if settings.listed("GREENROOM_TURN_URLS"):
        return _("Browsers call this server, through a relay where their network asks for one.")
    return _("Browsers call this server; there is no relay for networks that let nothing else through.")


def _broken(settings: VoiceSettings) -> str:
    try:
        transports.usable(settings)
    except BadVoiceSetting as problem:
        return str(problem)
    return ""
