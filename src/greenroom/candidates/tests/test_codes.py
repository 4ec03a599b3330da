from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenroom.candidates.actions import codes
from greenroom.candidates.models import EmailCode
from greenroom.candidates.public import start
from greenroom.candidates.tests.walking import DETAILS, Walk, make_interviewer
from greenroom.core import clock
from greenroom.core.models import StoredEvent
from greenroom.outreach.models import Message

SORRY = "This code does not work"


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def masked(response) -> tuple:
    """All that a stranger can see of an answer, without the token of the form."""
    page = response.content.decode()
    for piece in page.split('name="csrfmiddlewaretoken" value="')[1:]:
        page = page.replace(piece[:64], "")
    for piece in page.split('name="csrf-token" content="')[1:]:
        page = page.replace(piece[:64], "")
    return response.status_code, response.headers.get("Location"), page


def test_the_right_code_opens_the_steps_however_it_is_typed(walk, another):
    walk.apply()
    code = walk.code()
    assert walk.verify(f" {code[:3]} {code[3:]} ").headers["Location"].endswith("/steps/")
    arabic = another()
    arabic.apply(email="dana@example.org")
    typed = arabic.code("dana@example.org").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert arabic.verify(typed).headers["Location"].endswith("/steps/")


@pytest.mark.parametrize("typed", ["", "abc", "000000000000"])
def test_what_is_no_code_is_refused_beside_the_field(walk, typed):
    walk.apply()
    answer = walk.verify(typed)
    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.content.decode()
    assert walk.application().verified_at is None


def test_a_wrong_code_is_refused(walk):
    walk.apply()
    answer = walk.verify(other_than(walk.code()))
    assert answer.status_code == 422
    assert SORRY in answer.content.decode()
    assert walk.get("steps/").headers["Location"] == walk.link


def test_a_code_is_good_for_fifteen_minutes(walk, time_machine_at):
    walk.apply()
    with time_machine_at(clock.now() + timedelta(minutes=16)):
        assert SORRY in walk.verify().content.decode()


def test_a_code_works_once(walk, another):
    walk.apply()
    code = walk.code()
    walk.verify(code)
    thief = another()
    thief.post("back/", {"email": DETAILS["email"]})
    assert thief.verify(code).status_code == 422


def test_a_code_that_was_taken_before_the_answer_was_lost_is_taken_again(walk, monkeypatch):
    class Killed(BaseException):
        pass

    def die(*_given: object, **_more: object) -> None:
        raise Killed

    walk.apply()
    with monkeypatch.context() as broken:
        broken.setattr("greenroom.candidates.public.start.remember", die)
        with pytest.raises(Killed):
            walk.verify()
    assert walk.application().verified_at is not None
    assert walk.verify().headers["Location"].endswith("/steps/")
    assert walk.get("steps/").status_code == 200
    assert StoredEvent.objects.filter(name="candidates.EmailVerified").count() == 1


def first_answer_lost(walk) -> None:
    """The code is entered; the browser never sees the answer, so it keeps the cookies it had."""
    before = deepcopy(walk.client.cookies)
    assert walk.verify().status_code == 302
    walk.client.cookies = before


def test_the_second_click_of_two_leads_on_like_the_first(walk):
    walk.apply()
    first_answer_lost(walk)
    assert walk.verify().headers["Location"].endswith("/steps/")
    assert walk.get("steps/").status_code == 200


def test_the_old_session_key_opens_nothing(walk):
    walk.apply()
    first_answer_lost(walk)
    assert walk.get("steps/").headers["Location"] == walk.link
    assert walk.verify(other_than(walk.code())).status_code == 422


def test_what_the_browser_had_proven_before_stays_proven_under_its_new_key_only(walk, cast):
    other = Walk(make_interviewer(cast.workspace, slug="other-work"), client=walk.client)
    other.enter()
    walk.apply()
    first_answer_lost(walk)
    assert other.get("steps/").headers["Location"] == other.link
    before = deepcopy(walk.client.cookies)
    assert walk.verify().status_code == 302
    assert (
        walk.client.cookies[settings.SESSION_COOKIE_NAME].value != before[settings.SESSION_COOKIE_NAME].value
    )


@pytest.mark.parametrize(("seconds", "status"), [(119, 302), (121, 422)])
def test_a_used_code_works_again_for_two_minutes(walk, time_machine_at, monkeypatch, seconds, status):
    walk.apply()
    monkeypatch.setattr("greenroom.candidates.public.start.remember", lambda *_given, **_more: None)
    proving = deepcopy(walk.client.session[start.PROVING])
    moment = clock.now()
    with time_machine_at(moment):
        walk.verify()
    session = walk.client.session
    session[start.PROVING] = proving
    session.save()
    with time_machine_at(moment + timedelta(seconds=seconds)):
        assert walk.verify().status_code == status


def test_a_used_code_is_worth_nothing_in_another_browser_that_waited_for_it_too(walk, another):
    walk.apply()
    thief = another()
    thief.post("back/", {"email": DETAILS["email"]})
    code = walk.code()
    assert walk.verify(code).status_code == 302
    assert thief.verify(code).status_code == 422
    assert thief.get("steps/").headers["Location"] == walk.link


def test_a_used_code_sent_again_counts_as_a_try_like_any_other(walk):
    walk.apply()
    before = deepcopy(walk.client.cookies)
    answers = []
    for _ in range(codes.TRIES_AN_HOUR + 1):
        walk.client.cookies = deepcopy(before)
        answers.append(walk.verify().status_code)
    assert answers == [302] * codes.TRIES_AN_HOUR + [422]


def test_a_code_of_somebody_else_is_refused(walk, another):
    walk.apply()
    dana = another()
    dana.apply(email="dana@example.org")
    if walk.code() != dana.code("dana@example.org"):
        assert dana.verify(walk.code()).status_code == 422


def test_a_new_code_ends_the_old_one(walk):
    walk.apply()
    old = walk.code()
    assert "Only the newest one works" in walk.post("code/", {"do": "again"}).content.decode()
    if walk.code() != old:
        assert walk.verify(old).status_code == 422
    assert walk.verify().status_code == 302


def test_a_code_is_worn_out_after_five_wrong_tries(walk):
    walk.apply()
    for _ in range(5):
        walk.verify(other_than(walk.code()))
    assert SORRY in walk.verify().content.decode()
    walk.post("code/", {"do": "again"})
    assert walk.verify().status_code == 302


def test_after_twenty_wrong_codes_the_right_one_does_not_work_before_the_hour_is_over(walk, time_machine_at):
    walk.apply()
    for _ in range(20):
        answer = walk.verify(other_than(walk.code()))
    assert "Too many wrong codes" in answer.content.decode()
    walk.post("code/", {"do": "again"})
    assert "Too many wrong codes" in walk.verify().content.decode()
    assert walk.application().verified_at is None
    with time_machine_at(clock.now() + timedelta(hours=1)):
        walk.post("code/", {"do": "again"})
        assert walk.verify().status_code == 302


def test_the_throttle_is_of_the_address_whatever_browser_tries(walk, another):
    walk.apply()
    for _ in range(4):
        thief = another()
        thief.post("back/", {"email": DETAILS["email"]})
        for _ in range(5):
            thief.verify(other_than(walk.code()))
    assert SORRY in walk.verify().content.decode()
    assert walk.application().verified_at is None


def test_applying_with_a_known_address_answers_exactly_as_with_a_new_one(walk, another):
    walk.enter()
    known, new = another(), another()
    first = masked(known.apply()), masked(known.get("code/"))
    second = masked(new.apply(email="fresh@example.org")), masked(new.get("code/"))
    assert str(first).replace(DETAILS["email"], "?") == str(second).replace("fresh@example.org", "?")


def ask_again_and_again(browser, email: str) -> list[str]:
    """Everything a stranger can do with an address: come back, ask for more codes, try some."""
    seen = [masked(browser.post("back/", {"email": email})), masked(browser.get("code/"))]
    seen += [masked(browser.post("code/", {"do": "again"})) for _ in range(8)]
    seen += [masked(browser.verify("000000")) for _ in range(20)]
    return [str(each).replace(email, "?") for each in seen]


def test_coming_back_with_an_unknown_address_answers_exactly_as_with_a_known_one(walk, another):
    walk.enter()
    while walk.code() == "000000":
        walk.post("code/", {"do": "again"})
    known = ask_again_and_again(another(), DETAILS["email"])
    unknown = ask_again_and_again(another(), "nobody@example.org")
    assert known == unknown
    assert any("several codes already" in each for each in known)
    assert any("Too many wrong codes" in each for each in known)


def test_nothing_is_kept_and_nothing_mailed_for_an_unknown_address(walk, settings):
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
    walk.post("back/", {"email": "nobody@example.org"})
    assert not Message.objects.exists()
    assert not EmailCode.objects.exists()
    assert not StoredEvent.objects.filter(name="candidates.EmailCodeSent").exists()


def statements(work) -> list[str]:
    """The kinds of statements that something takes, in order."""
    with CaptureQueriesContext(connection) as asked:
        work()
    kinds = [each["sql"].split()[0] for each in asked]
    return [kind for kind in kinds if kind in {"INSERT", "UPDATE", "DELETE"}]


def test_an_unknown_address_takes_the_same_writes_as_a_known_one(walk, another, settings):
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
    walk.apply()
    known = statements(lambda: another().post("back/", {"email": DETAILS["email"]}))
    unknown = statements(lambda: another().post("back/", {"email": "nobody@example.org"}))
    assert abs(len(known) - len(unknown)) <= 2
    assert len(known) >= 5


def test_an_unknown_address_is_answered_in_the_same_class_of_time(walk, another, settings):
    settings.EMAIL_BACKEND = "greenroom.outreach.senders.email.backend.OutboxBackend"
    walk.apply()
    times: dict[str, list[float]] = {DETAILS["email"]: [], "nobody@example.org": []}
    for _ in range(5):
        for email, took in times.items():
            browser = another()
            began = perf_counter()
            browser.post("back/", {"email": email})
            took.append(perf_counter() - began)
    known, unknown = (median(took) for took in times.values())
    assert 1 / 3 < known / unknown < 3


def test_no_more_than_six_codes_an_hour_go_to_one_address(walk, another):
    for _ in range(9):
        another().apply()
    assert Message.objects.filter(recipient=DETAILS["email"], kind="code").count() == 6
    assert walk.apply().status_code == 302


def test_one_browser_is_told_when_it_asks_too_often_and_keeps_what_was_typed(walk):
    for _ in range(6):
        walk.apply()
    answer = walk.apply()
    assert answer.status_code == 422
    assert "several codes already" in answer.content.decode()
    assert 'value="casey@example.org"' in answer.content.decode()


def test_one_network_cannot_start_without_end(walk, another):
    for n in range(60):
        assert another().apply(email=f"c{n}@example.org").status_code == 302
    refused = another().apply(email="last@example.org")
    assert refused.status_code == 422
    assert "from your network" in refused.content.decode()
    elsewhere = another().post("", {**DETAILS, "email": "last@example.org"}, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 302


def test_one_network_cannot_try_addresses_without_end(another):
    for n in range(20):
        assert another().post("back/", {"email": f"c{n}@example.org"}).status_code == 302
    assert another().post("back/", {"email": "one@example.org"}).status_code == 422


def test_the_code_page_of_a_browser_that_never_asked_leads_to_the_start(walk):
    assert walk.get("code/").headers["Location"] == walk.link


def test_the_code_page_leads_on_once_the_code_was_given(walk):
    walk.enter()
    assert walk.get("code/").headers["Location"].endswith("/steps/")


def test_only_a_keyed_hash_of_a_code_is_kept(walk):
    walk.apply()
    kept = EmailCode.objects.get()
    assert walk.code() not in kept.code_hash
    assert len(kept.code_hash) == 64
