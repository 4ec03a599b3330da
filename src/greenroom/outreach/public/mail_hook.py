"""Where a mail provider tells what became of messages."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from greenroom.accounts.access import public
from greenroom.core.errors import NotFound
from greenroom.outreach.actions import tracking
from greenroom.outreach.senders.email.anymail import telling


@csrf_exempt
@public("the mail provider, which signs what it tells or holds a secret")
@require_http_methods(["HEAD", "POST"])
def told(request: HttpRequest) -> HttpResponse:
    if not telling.is_on():
        raise NotFound
    if request.method == "POST":
        try:
            news = telling.read(request)
        except telling.Forged as forged:
            raise PermissionDenied from forged
        tracking.hear(news, vendor=settings.MAIL_PROVIDER)
    return HttpResponse()
