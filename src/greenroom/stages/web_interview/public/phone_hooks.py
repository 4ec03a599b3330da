"""Where Twilio asks what to do with a telephone call, and tells what became of it. Signed, or nothing happens."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from greenroom.accounts.access import public
from greenroom.conversations.models import PhoneCall
from greenroom.conversations.phone import answering, rows
from greenroom.conversations.phone.dialling import hook
from greenroom.conversations.phone.twilio import twiml
from greenroom.core import scope
from greenroom.outreach.senders.sms.twilio.signature import is_signed

SOUND = "/phone/"
"""Where the voice workers take sound, below `VOICE_PUBLIC_URL`."""
Hook = Callable[[HttpRequest, UUID], str]


def _signed(take: Hook) -> Callable[..., HttpResponseBase]:
    """Let in what Twilio signed for the address we are known by, in the scope of the call that it names."""

    @csrf_exempt
    @public("Twilio, which signs what it sends")
    @require_POST
    @wraps(take)
    def view(request: HttpRequest) -> HttpResponse:
        if not _is_from_twilio(request):
            return HttpResponse(status=403)
        phone_call_id = _id(request.GET.get("call", ""))
        workspace_id = rows.workspace_of(phone_call_id) if phone_call_id else None
        if phone_call_id is None or workspace_id is None:
            return _said(twiml.hang_up())
        with scope.scoped(workspace_id):
            return _said(take(request, phone_call_id))

    return view


@_signed
def answer(request: HttpRequest, phone_call_id: UUID) -> str:
    """Somebody picked up: connect them, or say why not."""
    sent = request.POST
    then = answering.picked_up(
        phone_call_id=phone_call_id, sid=_sid(request), answered_by=sent.get("AnsweredBy", "")
    )
    return _as_twiml(then, phone_call_id)


@_signed
def after(request: HttpRequest, phone_call_id: UUID) -> str:  # noqa: ARG001  (as every hook)
    """The sound is over."""
    return _as_twiml(answering.after(phone_call_id=phone_call_id), phone_call_id)


@_signed
def later(request: HttpRequest, phone_call_id: UUID) -> str:
    """A key says when to call again."""
    key = request.POST.get("Digits", "")
    return _as_twiml(answering.chosen(phone_call_id=phone_call_id, key=key), phone_call_id)


@_signed
def status(request: HttpRequest, phone_call_id: UUID) -> str:
    """It rings, it is busy, nobody answers, it is over."""
    said = request.POST.get("CallStatus", "")
    answering.told(phone_call_id=phone_call_id, sid=_sid(request), status=said)
    return twiml.hang_up()


@_signed
def machine(request: HttpRequest, phone_call_id: UUID) -> str:
    """Twilio has listened to who picked up."""
    answered_by = request.POST.get("AnsweredBy", "")
    answering.heard_machine(phone_call_id=phone_call_id, sid=_sid(request), answered_by=answered_by)
    return twiml.hang_up()


ALL = {"answer": answer, "after": after, "later": later, "status": status, "machine": machine}
"""Every hook, by the last part of its address."""


def _as_twiml(then: answering.Next, phone_call_id: UUID) -> str:
    if then is None:
        return twiml.hang_up()
    if isinstance(then, answering.Speak):
        stream, token = settings.VOICE_PUBLIC_URL + SOUND, {"token": then.token}
        return twiml.speak_with(stream=stream, parameters=token, after=hook("after", phone_call_id))
    language = PhoneCall.objects.values_list("language", flat=True).get(id=phone_call_id)
    if isinstance(then, answering.Words):
        return twiml.say(then.text, language=language)
    return twiml.ask(
        then.text, otherwise=then.otherwise, language=language, action=hook("later", phone_call_id)
    )


def _is_from_twilio(request: HttpRequest) -> bool:
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return is_signed(
        request.headers.get("X-Twilio-Signature", ""),
        settings.PUBLIC_URL + request.get_full_path(),
        fields,
        token=settings.TWILIO_AUTH_TOKEN,
    )


def _sid(request: HttpRequest) -> str:
    return request.POST.get("CallSid", "")[:64]


def _id(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _said(document: str) -> HttpResponse:
    return HttpResponse(document, content_type="text/xml")
