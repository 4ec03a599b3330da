"""Reading a candidate: in parts, blind, with people's own word on the marks, beside others."""

from __future__ import annotations

import html
import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.candidates.web import paper
from greenroom.candidates.web.tests.people import crowd
from greenroom.conversations.models import Turn
from greenroom.core import clock
from greenroom.core.models import StoredEvent
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.evaluation.models import (
    Claim,
    Evaluation,
    Evidence,
    Note,
    QuestionScore,
    ReadingHabit,
    Review,
    Unmasking,
)
from greenroom.evaluation.rules.masking import mask_of
from greenroom.evaluation.tests import scene
from greenroom.media.extraction.tests.makers import pdf
from greenroom.media.models import Resume
from greenroom.outreach.models import Message

URL = "/interviewers/window-cleaner/candidates/"
TABS = ("scorecard", "resume", "web_interview", "evaluations", "notes", "contact")
MOST_STATEMENTS = 29


def read(client, address: str, **more: object) -> str:
    response = client.get(address, **more)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def at(application: Application, rest: str = "") -> str:
    return f"{URL}{application.id}/{rest}"


def events(name: str) -> list[dict[str, object]]:
    return [each.payload for each in StoredEvent.objects.filter(name=f"evaluation.{name}")]


def habit(member, **given: object) -> None:
    ReadingHabit.objects.update_or_create(workspace_id=member.workspace_id, member=member, defaults=given)


def a_mark(application: Application) -> QuestionScore:
    return QuestionScore.objects.filter(
        evaluation__attempt__application=application, question__modality="open", verdict="scored"
    ).order_by("-score")[0]


def alike(application: Application, scores: list[float]) -> None:
    """Others who were asked the same, all with the same mark on every question."""
    mine = list(Attempt.objects.filter(application=application))
    for other, score in zip(crowd(application.interviewer, len(scores)), scores, strict=True):
        Application.objects.filter(id=other.id).update(score=score, rank=score, coverage=1)
        for attempt in mine:
            whose = {"workspace_id": other.workspace_id}
            done = {"status": "evaluated", "submitted_at": clock.now(), "score": score, "coverage": 1}
            copy = Attempt.objects.create(**whose, application=other, stage=attempt.stage, **done)
            row = Evaluation.objects.create(**whose, attempt=copy, evaluator="scorecard", status="done")
            for question in attempt.questions.all():
                given = {"version": question.version, "position": question.position}
                AttemptQuestion.objects.create(**whose, attempt=copy, asked=True, **given)
                marked = {"verdict": "scored", "score": 1.0, "confidence": 1, "reason": "x"}
                QuestionScore.objects.create(**whose, evaluation=row, question=question.version, **marked)


def test_a_member_keeps_the_layout_they_chose_and_each_tab_has_an_address(
    interviewer, colleague, cast
) -> None:
    application = scene.evaluated(interviewer)
    page = read(colleague, at(application))
    assert "Evaluator Processing Times" in page
    assert 'id="notes-head"' in page
    back = at(application, "?status=completed")
    assert colleague.post("/reading/", {"layout": "modular", "next": back}).headers["Location"] == back
    said = {tab: read(colleague, at(application, f"?status=completed&tab={tab}")) for tab in TABS}
    for tab, page in said.items():
        assert re.search(rf'href="\?status=completed&tab={tab}" aria-current="page"', page), tab
        assert ("Evaluator Processing Times" in page) == (tab == "evaluations")
        assert ("What was sent, newest first" in page) == (tab == "contact")
        assert ('id="notes-head"' in page) == (tab == "notes")
        assert ("The resume itself" in page) == (tab == "resume")
        assert ("Candidate vs. Average" in page) == (tab == "scorecard")
    assert read(colleague, at(application, "?tab=nonsense")).count('aria-current="page"') >= 1
    assert ReadingHabit.objects.get().member_id == cast.colleague.id


def test_no_tab_takes_more_statements_for_more_people_or_words(interviewer, colleague, cast) -> None:
    application = scene.evaluated(interviewer)
    habit(cast.colleague, layout="modular")
    colleague.get(at(application))

    def counted(tab: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            read(colleague, at(application, f"?tab={tab}"))
        return len(caught)

    before = {tab: counted(tab) for tab in TABS}
    assert max(before.values()) <= MOST_STATEMENTS
    alike(application, [10, 20, 30, 40, 50, 60])
    for n in range(4):
        whose = {"workspace_id": application.workspace_id, "application": application, "author": "Somebody"}
        Note.objects.create(**whose, text=f"Note {n}")
    score = a_mark(application)
    for n in range(4):
        said = {"workspace_id": score.workspace_id, "attempt": score.evaluation.attempt, "author": f"A{n}"}
        Review.objects.create(**said, question=score.question, score=score, agrees=True, mark=score.score)
    assert {tab: counted(tab) for tab in TABS} == before


def test_people_agree_or_disagree_beside_the_machine_and_can_take_it_back(
    interviewer, colleague, onlooker, cast, sign_in
) -> None:
    application = scene.evaluated(interviewer)
    score = a_mark(application)
    machine, overall = score.score, application.score
    give = at(application, "reviews/")
    word = {"score": score.id, "word": "disagree", "mark": "1.5", "reason": "No example from her own work."}
    assert onlooker.post(give, word).status_code == 403
    assert not Review.objects.exists()
    colleague.post(give, {**word, "reason": " "})
    page = read(colleague, at(application))
    assert "Say why, for those who read it after you." in page
    assert 'value="1.5"' in page
    assert not Review.objects.exists()
    answer = colleague.post(give, {**word, "anchor": "stage-x-1", "next": at(application)})
    assert answer.headers["Location"] == f"{at(application)}#stage-x-1"
    colleague.post(give, word)
    assert Review.objects.count() == 1
    owner = sign_in(cast.owner)
    owner.post(give, {"score": score.id, "word": "agree"})
    page = read(owner, at(application))
    assert "No example from her own work." in page
    assert "mean of 2" in page
    assert "with people’s marks" in page
    score.refresh_from_db()
    application.refresh_from_db()
    assert (score.score, application.score) == (machine, overall)
    shown = owner.get(at(application)).context["people"]
    assert shown.score < overall
    review = Review.objects.get(member=cast.colleague)
    owner.post(at(application, f"reviews/{review.id}/take-back/"))
    assert Review.objects.filter(taken_back_at=None).count() == 2
    colleague.post(at(application, f"reviews/{review.id}/take-back/"))
    page = read(colleague, at(application))
    assert "taken back" in page
    assert "mean of 2" not in page
    assert [each["mark"] for each in events("ReviewGiven")] == [1.5, machine]
    assert len(events("ReviewTakenBack")) == 1
    assert "example from" not in str(events("ReviewGiven"))


def test_a_mark_of_another_candidate_or_out_of_range_is_not_taken(interviewer, colleague) -> None:
    application, other = scene.evaluated(interviewer), scene.evaluated(interviewer, "Rowan Vale")
    give = at(application, "reviews/")
    wrong = {"score": a_mark(other).id, "word": "agree"}
    assert colleague.post(give, wrong).status_code == 404
    for mark in ("0.9", "11", "nan", "", "five"):
        said = {"score": a_mark(application).id, "word": "disagree", "mark": mark, "reason": "So."}
        assert colleague.post(give, said).status_code == 302
    assert not Review.objects.exists()


def test_the_contact_history_says_what_went_and_never_the_code_that_proves_who_somebody_is(
    interviewer, colleague, cast, sign_in
) -> None:
    application = scene.evaluated(interviewer)
    given = {
        "workspace_id": application.workspace_id,
        "about_id": application.id,
        "recipient": "a@example.org",
    }
    Message.objects.create(**given, kind="code", subject="611367 is your code", state="delivered")
    sent = Message.objects.create(**given, kind="reminder", subject="Still there?", state="undelivered")
    Message.objects.create(**{**given, "about_id": cast.owner.id}, subject="Elsewhere")
    page = read(colleague, at(application))
    assert all(words in page for words in ("Still there?", "Bounced", "Delivered", "a@example.org"))
    assert "611367" not in page
    assert "Elsewhere" not in page
    assert f"/{sent.id}/" not in page
    assert f"/{sent.id}/" in read(sign_in(cast.owner), at(application))


def test_notes_are_the_teams_and_only_their_writer_removes_them(
    interviewer, colleague, cast, sign_in
) -> None:
    application = scene.evaluated(interviewer)
    colleague.post(at(application, "notes/"), {"text": "Ask about <b>the tower</b>."})
    note = Note.objects.get()
    assert "Ask about <b>the tower</b>." in read(colleague, at(application))
    sign_in(cast.owner).post(at(application, f"notes/{note.id}/remove/"))
    assert Note.objects.get().removed_at is None
    colleague.post(at(application, f"notes/{note.id}/remove/"))
    assert "the tower" not in read(colleague, at(application))
    assert [len(events(name)) for name in ("NoteWritten", "NoteRemoved")] == [1, 1]


def test_who_reads_blind_sees_no_name_anywhere_until_they_ask_and_the_asking_is_kept(
    interviewer, colleague, cast
) -> None:
    answers = ["I am Casey Sample from Sampleton; write to casey@example.org.", *scene.ANSWERS[1:]]
    application = scene.evaluated(interviewer, answers=answers)
    person = application.candidate
    person.phone, person.location = "+441632960158", "Sampleton"
    person.save()
    resume = Resume.objects.get()
    resume.parsed |= {"education": [{"school": "Westbrook Academy", "degree": "Diploma"}]}
    resume.text += "\nWestbrook Academy, Diploma"
    resume.save()
    told = ("Casey", "Sample", person.email, "casey@example.org", "441632960158", "Sampleton", "Westbrook")
    assert all(each in read(colleague, at(application)) for each in told)
    colleague.post("/reading/", {"blind": "on"})
    assert events("BlindReadingChanged") == [{"member_id": str(cast.colleague.id), "blind": True}]
    habit(cast.colleague, blind=True, layout="classic")
    pages = [at(application), URL, f"{URL}worth/", at(application, "retake/")]
    for layout in ("classic", "modular"):
        habit(cast.colleague, layout=layout)
        for address in [*pages, *(at(application, f"?tab={tab}") for tab in TABS)]:
            page = re.sub(r"window-cleaner", "", read(colleague, address))
            main = page[page.index("<main") :]
            found = [main[main.index(each) - 60 : main.index(each) + 60] for each in told if each in main]
            assert found == [], address
    assert "You read blind." in read(colleague, at(application))
    assert colleague.get(at(application, "resume/")).status_code == 302
    colleague.post(at(application, "unmask/"))
    colleague.post(at(application, "unmask/"))
    assert events("CandidateUnmasked") == [
        {"application_id": str(application.id), "member_id": str(cast.colleague.id)}
    ]
    assert Unmasking.objects.count() == 1
    assert "Casey Sample" in read(colleague, at(application))
    assert "Casey Sample" in read(colleague, URL)


def test_a_candidate_is_compared_with_five_others_who_were_asked_the_same_and_not_with_four(
    interviewer, colleague
) -> None:
    application = scene.evaluated(interviewer)
    alike(application, [10, 20, 30, 40])
    assert "Too few to compare" in read(colleague, at(application))
    alike(application, [99.5])
    crowd(interviewer, 5, score=100)
    shown = colleague.get(at(application)).context["comparison"]
    assert (shown.n, shown.higher_than, shown.mean) == (5, 40, "40")
    assert sum(bar.count for bar in shown.bars) == 5
    line = next(line for line in shown.lines if line.mine != "1.0")
    assert (line.n, line.mean, line.higher_than, line.bars[0].count) == (5, "1.0", 100, 5)
    assert "Higher than <strong" in read(colleague, at(application))


def test_claims_stand_side_by_side_and_an_empty_panel_can_be_asked_for_again(
    interviewer, colleague, onlooker
) -> None:
    application = scene.evaluated(interviewer)
    attempt = application.attempts.get(stage__kind="web_interview")
    Evaluation.objects.filter(evaluator="cross_check").delete()
    ask = at(application, f"attempts/{attempt.id}/evaluate/")
    assert ask in read(colleague, at(application))
    assert ask not in read(onlooker, at(application))
    colleague.post(ask)
    assert "is being compared" in read(colleague, at(application))
    run_due_jobs()
    row = scene.evaluation(application, "cross_check")
    assert ask not in read(colleague, at(application))
    said, written = Turn.objects.filter(attempt=attempt, speaker="candidate")[0], Resume.objects.get()
    whose = {"workspace_id": row.workspace_id, "evaluation": row}
    first = Evidence.objects.create(**whose, resume=written, start=0, end=5, text=written.text[:5])
    second = Evidence.objects.create(**whose, turn=said, start=0, end=9, text=said.text[:9])
    reason = {"reason": "The years differ by two.", "position": 0, "severity": 3, "kind": "date"}
    Claim.objects.create(**whose, **reason, first=first, second=second)
    page = read(colleague, at(application))
    panel = page[page.index('id="cross-check"') : page.index("Nobody is rejected for it")]
    for words in ("Dates", "Decisive if it holds", "The years differ by two.", "Resume", "Interview"):
        assert words in panel
    assert f'href="#turn-{said.id}"' in panel
    assert "Refresh" in page
    claim = Claim.objects.get()
    say = at(application, f"claims/{claim.id}/")
    assert say in page
    assert say not in read(onlooker, at(application))
    assert colleague.post(say, {"word": "explained"})["Location"].endswith(f"#claim-{claim.id}")
    page = read(colleague, at(application))
    panel = page[page.index('id="cross-check"') : page.index("Nobody is rejected for it")]
    assert '<strong class="medium">Explained</strong>' in panel
    assert "worth a look" not in panel
    assert "Decisive if it holds" not in panel
    colleague.post(say, {"word": ""})
    assert "1 worth a look" in read(colleague, at(application))
    application.refresh_from_db()
    assert application.status == "completed"


def test_worth_your_time_lists_what_nobody_has_spoken_about_the_least_sure_first(
    interviewer, colleague
) -> None:
    application = scene.evaluated(interviewer)
    marks = QuestionScore.objects.filter(
        evaluation__attempt__application=application, question__modality="open"
    )
    first, *others = marks
    ids = [each.id for each in others]
    QuestionScore.objects.filter(id__in=ids[:1]).update(confidence=0.9, score=5.0, verdict="scored")
    QuestionScore.objects.filter(id__in=ids[1:]).update(confidence=0.9, score=3.0, verdict="scored")
    QuestionScore.objects.filter(id=first.id).update(confidence=0.1, score=3.0, verdict="scored")
    page = colleague.get(f"{URL}worth/")
    rows = page.context["rows"]
    assert page.context["total"] == len(rows) >= len(others)
    assert others[0].question.text not in [row["question"] for row in rows]
    assert first.question.text == rows[0]["question"]
    assert "low confidence" in rows[0]["reasons"][0]
    assert f'id="score-{first.id}"' in read(colleague, rows[0]["url"].split("#")[0])
    colleague.post(at(application, "reviews/"), {"score": first.id, "word": "agree"})
    after = colleague.get(f"{URL}worth/").context
    assert after["total"] == len(rows) - 1
    Application.objects.filter(id=application.id).update(status="dismissed")
    assert colleague.get(f"{URL}worth/").context["total"] == 0


def test_a_page_of_a_resume_is_drawn_with_names_covered_and_evidence_marked() -> None:
    data = pdf("#set text(size: 30pt)\nCasey Sample\n\nRope access")
    open_page = _picture(paper.draw(data, page=0, marks=["rope access"], mask=None))
    blind = _picture(paper.draw(data, page=0, marks=[], mask=mask_of(names=["Casey Sample"], phrases=[])))
    assert (255, 233, 150) in open_page
    assert (70, 74, 78) not in open_page
    assert (70, 74, 78) in blind
    assert (255, 233, 150) not in blind


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b"", b"PK\x03\x04"])
def test_what_cannot_be_drawn_is_no_picture(data: bytes) -> None:
    assert paper.draw(data, page=0, marks=[], mask=None) == b""


def _picture(data: bytes) -> set[tuple[int, int, int]]:
    with Image.open(BytesIO(data)) as picture:
        return {colour for _n, colour in picture.convert("RGB").getcolors(1_000_000)}
