"""The first pages: who you are, and the code that proves it. None of them tells who has applied."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenroom.candidates.actions import acquainted, codes
from greenroom.candidates.actions import applications as applying
from greenroom.candidates.models import Candidate
from greenroom.candidates.public import language, welcome
from greenroom.candidates.public.door import SPOKEN, CandidateRequest, anybody, chosen_language, remember
from greenroom.candidates.public.forms import AgreementForm, CodeForm, DetailsForm, ReturnForm
from greenroom.candidates.public.map import outline
from greenroom.candidates.public.pages import page, to
from greenroom.candidates.rules import contact
from greenroom.compliance.actions import consents
from greenroom.compliance.rules import notice
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.http.limits import address, allow
from greenroom.core.ids import new_token
from greenroom.interviewers.rules.lifecycle import Door, door

PROVING = "proving"  # session key: by interviewer, the address this browser is entering a code for
BROWSER = "browser"  # session key: a secret of this browser, by which its own used code is known again
ASKED, TRIED = "codes asked", "codes tried"  # session keys: when this browser did
STARTS_AN_HOUR = 60  # from one network
RETURNS_AN_HOUR = 20
TRIES_AN_HOUR = 200


@anybody
def start(request: CandidateRequest) -> HttpResponse:
    """Welcome, details and consent; who is known already goes on to their map, or agrees and gives nothing twice.

    Another language picked on a half filled form keeps what was typed, on the page and nowhere else.
    """
    picked = request.POST.get("language", "")
    if picked in SPOKEN:
        with translation.override(picked):
            return language.kept(_start(request, is_sent=False), picked)
    return _start(request, is_sent=request.method == "POST")


def _start(request: CandidateRequest, *, is_sent: bool) -> HttpResponse:
    if request.remembered is not None:
        return to(request, "candidate-journey")
    if welcome.is_withdrawn(request):
        return page(request, "candidates/public/withdrawn.html", status=410)
    somebody = welcome.who_is_here(request)
    version = notice.version(request.workspace.keep_days, captures=consents.captures(request.workspace.id))
    form = _form(request, somebody, version, is_sent=is_sent)
    state = _door(request)
    if state is Door.OPEN and form.is_valid():
        try:
            return _go_on_as(request, somebody, form) if somebody else _apply(request, form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    steps = outline(request.interviewer)
    context = {
        "form": form,
        "somebody": somebody,
        "shown_phone": contact.shown_phone(somebody.phone) if somebody and somebody.phone else "",
        "open": state is Door.OPEN,
        "language_form": "details" if state is Door.OPEN else "",
        "state": state.value,
        "notice": notice.points(request.workspace.keep_days, captures=notice.names_capture(version)),
        "steps": steps,
        "minutes": sum(step.minutes for step in steps),
        "deadline": request.interviewer.deadline,
        "phone_hint": welcome.how_numbers_are_read(
            welcome.country(request, request.POST.get("time_zone", ""))
        ),
    }
    status = 422 if state is Door.OPEN and form.errors else 200
    return page(request, "candidates/public/start.html", context, status=status)


def _door(request: CandidateRequest) -> Door:
    interviewer = request.interviewer
    return door(
        status=interviewer.status,
        deadline=interviewer.deadline,
        now=clock.now(),
        budget=interviewer.budget,
        spent=interviewer.spent,
    )


def _form(
    request: CandidateRequest, somebody: Candidate | None, version: str, *, is_sent: bool
) -> AgreementForm:
    given = request.POST if is_sent else None
    if somebody is not None:
        return AgreementForm.shown(given, version=version)
    typed = {name: request.POST[name] for name in ("name", "email", "phone") if name in request.POST}
    return DetailsForm.shown(given, version=version, initial={**welcome.filled_in(request), **typed})


def _go_on_as(request: CandidateRequest, somebody: Candidate, form: AgreementForm) -> HttpResponse:
    """Straight on: the address was proven in this browser."""
    application = acquainted.apply_as(
        somebody,
        interviewer=request.interviewer,
        language=get_language() or "en",
        agreed=form.cleaned_data["agree"],
    )
    remember(request, application)
    return to(request, "candidate-journey")


def _apply(request: CandidateRequest, form: AgreementForm) -> HttpResponse:
    if not allow("applications", address(request), times=STARTS_AN_HOUR, within=codes.HOUR):
        raise Refused(_("Many people have started from your network just now. Please try again in an hour."))
    given = form.cleaned_data
    country = welcome.country(request, given["time_zone"])
    person = applying.Person(
        name=given["name"],
        email=given["email"],
        phone=contact.check_phone(given["phone"], country=country),
        language=get_language() or "en",
        time_zone=given["time_zone"],
    )
    applying.apply(interviewer=request.interviewer, person=person, agreed=given["agree"])
    welcome.keep(request, {"name": person.name, "email": person.email, "phone": person.phone})
    return _send(request, person.email)


@anybody
def prefix(request: CandidateRequest) -> HttpResponse:
    """The words under the field for the phone, where the browser's clock is known."""
    country = welcome.country(request, request.GET.get("time_zone", ""))
    return HttpResponse(escape(welcome.how_numbers_are_read(country)))


def _send(request: CandidateRequest, email: str) -> HttpResponse:
    """Mail a code and go on to the page that takes it: the same answer whoever the address belongs to."""
    _ask(request, email)
    request.session[PROVING] = {**request.session.get(PROVING, {}), str(request.interviewer.id): email}
    request.session.setdefault(BROWSER, new_token())
    return to(request, "candidate-code")


def _ask(request: CandidateRequest, email: str) -> None:
    """Raises Refused when this browser has asked too often: its own doing, so it may be told."""
    if not _allow_here(request, ASKED, times=codes.CODES_AN_HOUR):
        raise Refused(_("We have sent several codes already. Please use the newest one, or wait an hour."))
    codes.ask(interviewer=request.interviewer, email=email)


def _allow_here(request: CandidateRequest, what: str, *, times: int) -> bool:
    """Count one try by this browser; False once there were more within the last hour."""
    now = clock.now()
    before = [datetime.fromisoformat(moment) for moment in request.session.get(what, [])]
    recent = [moment for moment in before if now - moment < codes.HOUR]
    if len(recent) >= times:
        return False
    request.session[what] = [moment.isoformat() for moment in (*recent, now)]
    return True


@anybody
def come_back(request: CandidateRequest) -> HttpResponse:
    """On with what was begun, in another browser or after a while."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not allow("returns", address(request), times=RETURNS_AN_HOUR, within=codes.HOUR):
            form.add_error("email", _("Too many tries from your network. Please wait an hour."))
        else:
            try:
                return _send(request, form.cleaned_data["email"])
            except Refused as refused:
                form.add_error("email", refused.message)
    status = 422 if form.errors else 200
    return page(request, "candidates/public/come_back.html", {"form": form}, status=status)


@anybody
def code(request: CandidateRequest) -> HttpResponse:
    """The six digits."""
    email = request.session.get(PROVING, {}).get(str(request.interviewer.id))
    if email is None:
        return to(request, "candidate-journey" if request.remembered else "candidate-start")
    if request.POST.get("do") == "again":
        return _again(request, email)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _verify(request, email, form.cleaned_data["code"])
        except Refused as refused:
            form.add_error("code", refused.message)
    return _code_page(request, email, form=form, status=422 if form.errors else 200)


def _again(request: CandidateRequest, email: str) -> HttpResponse:
    try:
        _ask(request, email)
    except Refused as refused:
        return _code_page(request, email, problem=refused.message, status=422)
    return _code_page(request, email, sent_again=True)


def _verify(request: CandidateRequest, email: str, typed: str) -> HttpResponse:
    network = allow("code tries", address(request), times=TRIES_AN_HOUR, within=codes.HOUR)
    if not network or not _allow_here(request, TRIED, times=codes.TRIES_AN_HOUR):
        raise Refused(_("Too many wrong codes. Please wait an hour, then ask for a new one."))
    browser = request.session.get(BROWSER, "")
    application = codes.prove(interviewer=request.interviewer, email=email, code=typed, browser=browser)
    if language := chosen_language(request):
        acquainted.choose_language(application.candidate, language)
    remember(request, application, again=(PROVING, BROWSER, ASKED, TRIED))
    welcome.drop(request)
    proving = dict(request.session.get(PROVING, {}))
    proving.pop(str(request.interviewer.id), None)
    request.session[PROVING] = proving
    return to(request, "candidate-journey")


def _code_page(
    request: CandidateRequest,
    email: str,
    *,
    form: CodeForm | None = None,
    problem: str = "",
    sent_again: bool = False,
    status: int = 200,
) -> HttpResponse:
    given = welcome.filled_in(request)
    context = {
        "form": form or CodeForm(),
        "email": email,
        "phone": contact.shown_phone(given["phone"])
        if given.get("phone") and given["email"] == email
        else "",
        "problem": problem,
        "sent_again": sent_again,
        "most": codes.CODES_AN_HOUR,
    }
    return page(request, "candidates/public/code.html", context, status=status)
