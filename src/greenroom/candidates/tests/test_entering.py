from __future__ import annotations

import pytest
from django.test import Client

from greenroom.candidates.actions import inviting
from greenroom.candidates.models import Application, Candidate
from greenroom.candidates.tests.walking import DETAILS, Walk, make_interviewer
from greenroom.compliance.models import Consent
from greenroom.core import clock, scope


def test_the_first_page_says_what_comes_and_how_long_it_takes_and_ticks_nothing(walk):
    page = walk.get().content.decode()
    assert "Window Cleaner" in page
    assert "10 minutes in 2 steps" in page
    assert "software, not a person" in page
    assert "checked" not in page
    assert 'name="language" value="ar"' in page


def test_the_whole_way_can_be_gone_without_script(walk):
    walk.enter().send_resume()
    room = walk.get("interview/")
    assert "How do you stay safe on a rope?" in room.content.decode()
    for n, answer in enumerate(["I check it.", "I stop.", "I like it.", "No."]):
        said = walk.post("interview/turn/", {"answer": answer, "key": f"k{n}"})
        assert said.status_code == 302
    assert walk.get("steps/").headers["Location"].endswith("/thanks/")
    assert walk.post("thanks/", {"rating": "5", "comment": "Calm."}).status_code == 302
    page = walk.get("thanks/").content.decode()
    assert "Thank you for telling us" in page
    assert (walk.application().rating, walk.application().rating_comment) == (5, "Calm.")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": " "}, "Tell us your name."),
        ({"email": "casey at example"}, "does not look like an e-mail"),
        ({"phone": "123"}, "country code"),
        ({"agree": ""}, "Please agree before you start"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(walk, wrong, error):
    typed = {"name": "Casey Sample", "email": "casey@example.org", "phone": "+44 7700 900123", **wrong}
    answer = walk.apply(**typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    field = next(iter(wrong))
    assert error in page
    assert f'id="id_{field}_error"' in page
    for name, value in typed.items():
        if name != "agree" and value.strip():
            assert f'value="{value}"' in page
    assert not Candidate.objects.exists()


def test_what_was_agreed_to_is_kept_word_for_word(walk):
    walk.apply()
    consent = Consent.objects.get(subject_id=walk.application().id)
    assert "software, not a person" in consent.wording
    assert consent.wording.endswith("I agree that my answers are recorded and assessed for this role.")


@pytest.mark.parametrize("slug", ["nothing-here", "window-cleanerx"])
def test_an_unknown_link_is_told_politely(walk, slug):
    for address in (f"/apply/northfield/{slug}/", f"/apply/nobody/{slug}/"):
        answer = Client().get(address)
        assert answer.status_code == 404
        assert "This link leads nowhere" in answer.content.decode()


def test_a_draft_is_unknown_to_candidates(cast, interviewer):
    make_interviewer(cast.workspace, slug="not-yet", status="draft")
    assert Client().get("/apply/northfield/not-yet/").status_code == 404


@pytest.mark.parametrize(
    ("status", "words"), [("archived", "This interview is closed"), ("expired", "The time to apply")]
)
def test_a_closed_interviewer_says_so_and_takes_nobody_new(walk, status, words):
    walk.interviewer.status = status
    walk.interviewer.save()
    page = walk.get().content.decode()
    assert words in page
    assert "I have been here before" in page
    assert 'name="email"' not in page
    assert walk.apply().status_code == 200
    assert not Application.objects.exists()


def test_the_deadline_closes_the_door_to_the_minute(walk, time_machine_at):
    with time_machine_at(walk.interviewer.deadline):
        assert "The time to apply" in walk.get().content.decode()


def test_who_is_in_the_middle_of_a_stage_when_the_deadline_passes_may_finish_it(
    walk, another, time_machine_at
):
    walk.enter().send_resume()
    walk.get("interview/")
    late = another()
    late.enter(email="late@example.org")
    with time_machine_at(walk.interviewer.deadline):
        walk.interview()
        assert walk.get("steps/").headers["Location"].endswith("/thanks/")
        page = late.get("steps/").content.decode()
        assert "no new step can be begun" in page
        assert "Go on" not in page
        assert late.get("resume/").headers["Location"].endswith("/steps/")
    assert walk.application().status == "evaluating"
    assert not late.application("late@example.org").attempts.exists()


def test_a_name_given_by_somebody_who_never_proved_the_address_gives_way(walk, another):
    walk.apply(name="Not Casey")
    another().enter(name="Casey Sample")
    assert Candidate.objects.get().name == "Casey Sample"


def test_a_proven_name_is_not_overwritten_by_a_stranger(walk, another):
    walk.enter()
    another().apply(name="Somebody Else", phone="+44 7700 900123")
    candidate = Candidate.objects.get()
    assert (candidate.name, candidate.phone) == ("Casey Sample", "")


def test_a_made_up_time_zone_is_utc_and_a_real_one_is_kept(walk, another):
    walk.apply(time_zone="Moon/Base")
    another().apply(email="dana@example.org", time_zone="Africa/Lagos")
    zones = dict(Candidate.objects.values_list("email", "time_zone"))
    assert zones == {DETAILS["email"]: "UTC", "dana@example.org": "Africa/Lagos"}


def test_the_link_in_another_browser_with_a_code_goes_on_where_they_were(walk, another):
    walk.enter().send_resume()
    phone = another()
    assert phone.get("steps/").headers["Location"] == walk.link
    assert phone.post("back/", {"email": "Casey@Example.org"}).headers["Location"].endswith("/code/")
    assert phone.verify().headers["Location"].endswith("/steps/")
    assert "Received" in phone.get("steps/").content.decode()
    assert phone.get("resume/").headers["Location"].endswith("/steps/")


def test_leaving_forgets_the_browser_and_keeps_the_answers(walk):
    walk.enter().send_resume()
    assert walk.post("leave/").headers["Location"] == walk.link
    for place in ("steps/", "resume/", "interview/", "thanks/"):
        assert walk.get(place).headers["Location"] == walk.link
    assert walk.application().attempts.count() == 1


@pytest.mark.parametrize("forged", ["nonsense", "", "00000000-0000-7000-8000-000000000000", 7])
def test_a_forged_application_in_the_session_leads_to_the_start(walk, forged):
    walk.get()
    session = walk.client.session
    session["applications"] = {str(walk.interviewer.id): forged}
    session.save()
    assert walk.get("steps/").headers["Location"] == walk.link


def test_an_application_to_another_interviewer_opens_nothing_here(cast, walk):
    walk.enter()
    other = Walk(make_interviewer(cast.workspace, slug="roofer"), walk.client)
    session = walk.client.session
    session["applications"] = {str(other.interviewer.id): str(walk.application().id)}
    session.save()
    assert other.get("steps/").headers["Location"] == other.link


def test_an_unproven_application_in_the_session_opens_nothing(walk):
    walk.apply()
    session = walk.client.session
    session["applications"] = {str(walk.interviewer.id): str(walk.application().id)}
    session.save()
    assert walk.get("steps/").headers["Location"] == walk.link


def test_applying_twice_at_once_is_one_application(walk, another):
    walk.apply()
    another().apply()
    assert Application.objects.count() == 1


def test_pages_of_a_candidate_are_not_kept_by_the_browser(walk):
    walk.enter()
    assert "no-store" in walk.get("steps/").headers["Cache-Control"]


def test_a_rating_out_of_range_is_refused_beside_the_field_and_the_comment_stays(walk):
    walk.enter().send_resume().interview()
    answer = walk.post("thanks/", {"rating": "9", "comment": "It was fine."})
    assert answer.status_code == 422
    assert "Choose a number from 1 to 5" in answer.content.decode()
    assert "It was fine." in answer.content.decode()


def test_a_page_opens_in_the_language_the_browser_has_chosen_else_the_interviewers(cast, interviewer):
    german = Walk(make_interviewer(cast.workspace, slug="reiniger", language="de"))
    assert '<html lang="de"' in german.get().content.decode()
    german.client.cookies["django_language"] = "ar"
    page = german.get().content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    german.client.cookies["django_language"] = "xx"
    assert '<html lang="de"' in german.get().content.decode()


def test_the_time_when_somebody_was_last_here_moves_with_every_answer(walk, time_machine_at):
    walk.enter().send_resume()
    walk.get("interview/")
    later = clock.now() + (walk.interviewer.deadline - clock.now()) / 2
    with time_machine_at(later):
        walk.say("I check it.", "k")
    assert walk.application().last_engaged_at >= later


@pytest.mark.parametrize(
    ("typed", "zone", "languages", "kept"),
    [
        ("07700 900123", "Europe/London", "", "+447700900123"),
        ("0171 1234567", "Europe/Berlin", "en-US,en;q=0.9", "+491711234567"),
        ("(11) 91234-5678", "", "pt-BR,pt;q=0.8", "+5511912345678"),
        ("٠٥٠ ١٢٣ ٤٥٦٧", "Asia/Riyadh", "ar", "+966501234567"),
        ("098765 43210", "Asia/Calcutta", "en", "+919876543210"),
        ("0033 1 23 45 67 89", "Europe/London", "", "+33123456789"),
        ("+49 (0)171 1234567", "", "", "+491711234567"),
        ("00 49 171 1234567", "", "", "+491711234567"),
    ],
)
def test_a_number_as_it_is_dialled_at_home_is_kept_with_its_country_code_and_shown(
    walk, typed, zone, languages, kept
):
    given = {**DETAILS, "phone": typed, "time_zone": zone}
    walk.post("", given, headers={"Accept-Language": languages})
    assert Candidate.objects.get().phone == kept
    shown = walk.get("code/").content.decode()
    assert kept.removeprefix("+")[-4:] in shown.replace(" ", "").replace("-", "")
    again = walk.get().content.decode()  # back from the code, nothing is typed twice
    assert f'value="{kept}"' in again
    assert 'value="Casey Sample"' in again


def test_a_number_of_no_known_country_is_asked_for_with_its_code(walk):
    answer = walk.apply(phone="07700 900123", time_zone="UTC")
    assert answer.status_code == 422
    assert "country code" in answer.content.decode()


def test_the_page_says_how_a_number_without_country_code_is_read(walk):
    page = walk.get("", headers={"Accept-Language": "pt-BR,pt;q=0.8"}).content.decode()
    assert "Brazil (+55)" in page
    walk.client.cookies["django_language"] = "ar"
    hint = walk.get("phone/?time_zone=Europe/Berlin").content.decode()
    assert "ألمانيا" in hint
    assert "+49" in hint
    assert "+44" in walk.get("phone/?time_zone=<script>").content.decode()  # an example


def test_who_proved_their_address_at_one_interviewer_only_agrees_at_the_next(walk, cast):
    walk.enter(name="Casey Sample", phone="+447700900123")
    with scope.scoped(cast.workspace.id):
        other = Walk(make_interviewer(cast.workspace, slug="roofer", title="Roofer"), walk.client)
    page = other.get().content.decode()
    assert "You go on as" in page
    assert "Casey Sample" in page
    assert "+44 7700 900123" in page
    assert 'name="email"' not in page
    assert 'name="email"' in other.get("?new").content.decode()
    assert other.post("", {}).status_code == 422
    assert other.post("", {"agree": "on"}).headers["Location"].endswith("/steps/")
    assert other.application().verified_at is not None
    assert Consent.objects.filter(subject_id=other.application().id).count() == 1
    assert other.get("steps/").status_code == 200


def test_nobody_is_known_in_another_workspace_or_after_signing_out_or_at_a_link_of_somebody_else(
    walk, cast, another
):
    walk.enter()
    with scope.scoped(cast.stranger.workspace_id):
        abroad = Walk(make_interviewer(cast.stranger.workspace, slug="roofer"), walk.client)
    assert 'name="email"' in abroad.get().content.decode()
    with scope.scoped(cast.workspace.id):
        other = Walk(make_interviewer(cast.workspace, slug="roofer"), walk.client)
        made = inviting.invite(
            interviewer=other.interviewer, name="Dana", email="dana@example.org", by=cast.colleague
        )
    assert 'value="dana@example.org"' in other.get(f"?for={made.token}").content.decode()
    walk.post("leave/")
    assert 'name="email"' in other.get().content.decode()


def test_words_that_changed_while_they_were_read_are_agreed_to_again(walk):
    shown = walk.get().content.decode()
    assert 'name="notice" value="2/180"' in shown
    walk.interviewer.workspace.keep_days = 30
    walk.interviewer.workspace.save()
    answer = walk.apply(notice="2/180")
    assert answer.status_code == 422
    assert "The notice above has changed" in answer.content.decode()
    assert "30 days" in answer.content.decode()
    assert not Consent.objects.exists()
    assert walk.apply(notice="2/30").status_code == 302
    assert "30 days" in Consent.objects.get().wording


def test_the_language_that_is_picked_goes_with_the_candidate_to_their_mails_and_other_devices(walk, another):
    chosen = walk.post("language/", {"language": "ar", "next": f"{walk.link}?for=x"})
    assert chosen.headers["Location"] == f"{walk.link}?for=x"
    assert 'dir="rtl"' in walk.get().content.decode()
    walk.enter()
    assert Candidate.objects.get().language == "ar"
    phone = another()
    phone.post("back/", {"email": DETAILS["email"]})
    phone.verify()
    assert '<html lang="ar"' in phone.get("steps/").content.decode()
    assert (
        phone.post("language/", {"language": "fr", "next": "//evil.example/"}).headers["Location"]
        == phone.link
    )
    assert Candidate.objects.get().language == "fr"
    assert '<html lang="fr"' in phone.get("steps/").content.decode()
    assert phone.post("language/", {"language": "xx"}).status_code == 302
    assert Candidate.objects.get().language == "fr"


def test_a_language_picked_before_coming_back_is_theirs_from_then_on(walk, another):
    walk.enter()
    phone = another()
    phone.post("language/", {"language": "de"})
    phone.post("back/", {"email": DETAILS["email"]})
    phone.verify()
    assert Candidate.objects.get().language == "de"


def test_another_language_keeps_what_was_typed_on_the_page_and_nowhere_else(walk):
    typed = {"name": "Nadia Sample", "email": "nadia@exam", "phone": "0161", "agree": "on", "language": "fr"}
    answer = walk.post("", typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="fr"' in page
    assert all(f'value="{typed[name]}"' in page for name in ("name", "email", "phone"))
    assert "checked" not in page
    assert not Candidate.objects.exists()
    again = walk.get().content.decode()
    assert '<html lang="fr"' in again
    assert "Nadia" not in again
