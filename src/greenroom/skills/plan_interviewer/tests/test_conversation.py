"""Pasted talks and notes: what is said of the job, and nothing of what is said around it."""

from __future__ import annotations

import pytest

from greenroom.skills.evidence import is_exact
from greenroom.skills.plan_interviewer.builtin import plan
from greenroom.skills.plan_interviewer.schema import InterviewerPlan, JobToPlan

MEETING = """Intake call – Night shift
[00:00:04] Ada Example: Hi Ben, good morning! How was your weekend?
[00:00:09] Ben Sample: Great thanks, we went hiking with the kids. Can you hear me?
[00:00:15] Ada Example: Yes. So, what's the role?
[00:00:18] Ben Sample: So the role is for a Warehouse Operative in Leeds, on our night team.
[00:00:25] Ada Example: What do they need to have?
[00:00:27] Ben Sample: They definitely need a counterbalance forklift licence, that's non-negotiable, and at least\
 one year in a warehouse.
[00:00:40] Ben Sample: Ideally some experience with SAP, but we can train that.
[00:00:46] Ada Example: And day to day?
[00:00:48] Ben Sample: They'd be loading lorries and checking deliveries against the papers.
They also train new starters.
[00:01:02] Ben Sample: It's rotating shifts, nights included. Pay is £13.20 per hour.
[00:01:10] Ada Example: Perfect. I'll send you the draft. Enjoy your lunch, bye!
"""
SUBTITLES = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
<v Ada Example>Wir suchen einen Lagermitarbeiter in Leipzig.</v>

2
00:00:04.500 --> 00:00:08.000
<v Ben Muster>Genau. Sie brauchen unbedingt einen Staplerschein, und mindestens ein Jahr Erfahrung im Lager.</v>

3
00:00:09.000 --> 00:00:12.000
<v Ada Example>Und sonst, wie war dein Wochenende?</v>

4
00:00:12.500 --> 00:00:15.000
<v Ben Muster>SAP-Kenntnisse wären schön. Hauptsächlich Waren kommissionieren und verladen.</v>
"""
NAMES_ALONE = """Ada Example 0:03
Thanks for joining. What are we hiring for?

Ben Sample 0:09
We're looking for a Support Specialist. They need to have two years of experience in customer support.

Ada Example 0:20
Anything else?

Ben Sample 0:24
They'll be answering tickets and writing help pages. French would be a bonus.
"""
NOTES = """Intake notes 12/3 w/ hiring manager
- Role: Staff Accountant
- Must: CPA licence; 3 years of experience in audit
- Nice: SAP, German
- Not needed: degree
- Salary: $70,000 - $80,000
"""


def planned(text: str) -> InterviewerPlan:
    made = plan(JobToPlan(job_description=text))
    spans = [
        one.quote for one in [*made.requirements, *made.qualifications, *made.sms, *made.form] if one.quote
    ]
    assert all(is_exact(span, text) for span in spans)
    return made


def by_kind(made: InterviewerPlan, kind: str) -> list[str]:
    return [one.text for one in made.requirements if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "title", "must", "nice", "duties"),
    [
        (
            MEETING,
            "Warehouse Operative",
            ["a counterbalance forklift licence", "one year in a warehouse"],
            ["some experience with SAP"],
            ["loading lorries and checking deliveries against the papers", "train new starters"],
        ),
        (
            SUBTITLES,
            "Lagermitarbeiter",
            ["einen Staplerschein", "ein Jahr Erfahrung im Lager"],
            ["SAP-Kenntnisse wären schön"],
            ["Waren kommissionieren und verladen"],
        ),
        (
            NAMES_ALONE,
            "Support Specialist",
            ["two years of experience in customer support"],
            ["French"],
            ["answering tickets and writing help pages"],
        ),
        (
            NOTES,
            "Staff Accountant",
            ["CPA licence", "3 years of experience in audit"],
            ["SAP, German"],
            [],
        ),
    ],
    ids=["meeting", "subtitles", "names alone", "notes"],
)
def test_what_is_said_of_the_job_is_read(
    text: str, title: str, must: list[str], nice: list[str], duties: list[str]
) -> None:
    made = planned(text)
    assert made.title == title
    assert by_kind(made, "must") == must
    assert by_kind(made, "nice") == nice
    assert by_kind(made, "responsibility") == duties


@pytest.mark.parametrize(
    "text", [MEETING, SUBTITLES, NAMES_ALONE], ids=["meeting", "subtitles", "names alone"]
)
def test_names_times_and_small_talk_are_in_nothing_a_candidate_meets(text: str) -> None:
    made = planned(text)
    told = made.model_dump_json(exclude={"notes", "title"})
    for around in ("Ada", "Ben ", "00:0", "0:2", "weekend?", "Wochenende", "hiking", "lunch", "hear me"):
        assert around not in told, around
    assert made.notes


def test_hours_and_pay_said_in_a_meeting_are_read() -> None:
    made = planned(MEETING)
    assert made.pay == "£13.20 per hour"
    assert any("rotating shifts, nights included" in check.text for check in made.sms)


def test_a_posting_with_a_colon_in_every_line_is_no_talk() -> None:
    text = "Job title: Cook\nLocation: Leeds\nRequirements: A hygiene certificate\nHours: weekends\nPay: £12 per hour\n"
    made = planned(text)
    assert made.title == "Cook"
    assert by_kind(made, "must") == ["A hygiene certificate"]
    assert made.notes == []
