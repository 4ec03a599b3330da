"""Where Twilio calls: text messages that arrive, and what became of ours. Signed, or nothing is kept."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from greenroom.accounts.access import public
from greenroom.core.jobs import enqueue
from greenroom.core.jobs.port import KINDS
from greenroom.outreach.actions import texts, texts_status
from greenroom.outreach.actions.texts import Incoming
from greenroom.outreach.senders.sms.twilio.signature import is_signed

_NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
_SIGNED = "Twilio, which signs what it sends"


def _is_from_twilio(request: HttpRequest) -> bool:
    """Whether the form was signed for the address we are known by, whatever proxy it came through."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return is_signed(
        request.headers.get("X-Twilio-Signature", ""),
        settings.PUBLIC_URL + request.get_full_path(),
        fields,
        token=settings.TWILIO_AUTH_TOKEN,
    )


def _taken() -> HttpResponse:
    return HttpResponse(_NOTHING_TO_SAY, content_type="text/xml")


@csrf_exempt
@public(_SIGNED)
@require_POST
def arrived(request: HttpRequest) -> HttpResponse:
    """A message somebody wrote to one of our numbers."""
    if not _is_from_twilio(request):
        return HttpResponse(status=403)
    sent = request.POST
    if sent.get("MessageSid") and ":" not in sent.get(
        "From", ":"
    ):  # other channels name themselves before it
        incoming = Incoming(
            vendor="twilio",
            vendor_id=sent["MessageSid"],
            phone=sent["From"],
            ours=sent.get("To", ""),
            words=sent.get("Body", ""),
            told_by_vendor=sent.get("OptOutType", ""),
        )
        texts.receive(incoming)
    return _taken()


@csrf_exempt
@public(_SIGNED)
@require_POST
def status(request: HttpRequest) -> HttpResponse:
    """What became of a message of ours; its id stands in the address we gave with it."""
    if not _is_from_twilio(request):
        return HttpResponse(status=403)
    message_id, code = _id(request.GET.get("message", "")), request.POST.get("ErrorCode", "")
    if message_id is not None:
        enqueue(
            KINDS[texts_status.NOTE],
            message_id=message_id,
            vendor_id=request.POST.get("MessageSid", ""),
            status=request.POST.get("MessageStatus", ""),
            code=int(code) if code.isascii() and code.isdigit() and len(code) < 7 else 0,
        )
    return _taken()


def _id(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
