"""An input for every skill, all of it invented."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from greenroom.skills.anchors.schema import AnchorsToWrite
from greenroom.skills.candidate_feedback.schema import AnswerToPraise, FeedbackToWrite, PointHeard
from greenroom.skills.cross_check.schema import StatementsToCompare
from greenroom.skills.extract_tags.schema import TagsToHear
from greenroom.skills.find_highlights.schema import InterviewHeard, Said
from greenroom.skills.improve_question.schema import QuestionToImprove
from greenroom.skills.judge_structured.schema import AnswersToJudge
from greenroom.skills.next_turn.schema import Exchange, Fact, Situation
from greenroom.skills.parse_resume.schema import ResumeText
from greenroom.skills.plan_interviewer.schema import JobToPlan
from greenroom.skills.play_candidate.schema import PartToPlay
from greenroom.skills.rate_proficiency.schema import Category, SpeechToRate
from greenroom.skills.read_answer.schema import AnswerToRead, YesNo
from greenroom.skills.report_translation.schema import Part, PartsToTranslate
from greenroom.skills.resume_questions.schema import ResumeToAskAbout
from greenroom.skills.scenario_reply.schema import ScenarioToAssist, Turn
from greenroom.skills.score_answer.schema import AnswerToScore, Rubric
from greenroom.skills.screen_resume.schema import Criterion, ResumeToScreen
from greenroom.skills.suggest_questions.schema import JobToAskAbout
from greenroom.skills.summarize.schema import TextToShorten
from greenroom.skills.write_scenario.schema import ScenarioToWrite

JOB = """Warehouse Shift Lead (nights)
Harbour Lane Logistics, Leeds. Full time, GBP 14.20 an hour.

What you will do
- Lead a team of eight pickers on the night shift.
- Keep the packing line within its hourly target and report delays.
- Train new starters on safe lifting and on the scanner.

What we need
- At least two years in a warehouse, one of them leading others.
- A counterbalance forklift licence.
- Confident with stock software; spreadsheets are a plus.
"""

RESUME = """Rosa Imaginary
rosa.imaginary@example.org | +44 20 7946 0958 | Leeds, United Kingdom

Summary
Warehouse team leader with six years in parcel logistics.

Work experience
Team Leader, Tall Pines Parcels, Leeds
March 2021 - present
Led nine pickers on the night shift and cut mispicks by a third.

Warehouse Operative, Brick Lane Storage, York
January 2018 - February 2021
Drove a counterbalance forklift and counted stock every week.

Education
BTEC Level 3 Logistics, Aire Valley College, 2016 - 2017

Skills
Forklift, stock software, spreadsheets, first aid

Languages
English, Spanish
"""

ANSWER = (
    "When two pickers fell behind, I moved one person from packing to help them and told the day lead early. "
    "I checked the count every half hour. We finished the trailer forty minutes before it left, and afterwards "
    "I showed both of them a shorter route."
)
QUESTION = "Tell me about a night when your team fell behind. What did you do?"
POINTS = [
    "moves people to where the work is",
    "tells others early",
    "checks the numbers",
    "prevents it next time",
]

SAID = [
    Said(turn="t1", question=QUESTION, text=ANSWER),
    Said(
        turn="t2",
        question="When could you start, and what do you expect to be paid?",
        text="My notice period is two weeks. I expect 15 pounds an hour, and I can work nights from Sunday on.",
    ),
    Said(
        turn="t3",
        question="Which licences do you hold?",
        text="I hold a counterbalance forklift licence. I have never driven a reach truck.",
    ),
]

GIVEN: dict[str, BaseModel] = {
    "plan_interviewer": JobToPlan(job_description=JOB),
    "parse_resume": ResumeText(text=RESUME, pages=[(0, len(RESUME))]),
    "screen_resume": ResumeToScreen(
        job=JOB,
        qualifications=["At least two years in a warehouse", "Holds a counterbalance forklift licence"],
        criteria=[
            Criterion(text="Has led a team", anchors={"1": "never led anyone", "5": "led a shift for years"}),
            Criterion(text="Works with stock software"),
        ],
        text=RESUME,
    ),
    "next_turn": Situation(
        role="Warehouse Shift Lead",
        company="Harbour Lane Logistics",
        question=QUESTION,
        key_points=POINTS,
        exchanges=[
            Exchange(speaker="interviewer", text=QUESTION),
            Exchange(
                speaker="candidate", text="Two pickers fell behind, so I moved one person over to help them."
            ),
        ],
        follow_ups_left=2,
        follow_ups_due=1,
        facts=[Fact(text="The night shift runs from 22:00 to 06:00.", source="job description")],
    ),
    "score_answer": AnswerToScore(
        rubric=Rubric(
            question=QUESTION,
            anchors={
                "1": "did nothing or blames others",
                "5": "acts early, tells others, prevents it next time",
            },
            key_points=POINTS,
        ),
        answer=ANSWER,
    ),
    "find_highlights": InterviewHeard(
        role="Warehouse Shift Lead", requirements=["leads a team", "forklift licence"], said=SAID
    ),
    "extract_tags": TagsToHear(said=SAID),
    "read_answer": AnswerToRead(
        question="Do you hold a counterbalance forklift licence?",
        shape=YesNo(),
        words="Not yet, but I can get one by May. The course is booked and my employer pays for all of it.",
        as_of=date(2026, 3, 10),
    ),
    "improve_question": QuestionToImprove(
        text="Are you good at leading a team of pickers on the night shift?",
        anchors={"1": "Bad answer.", "5": "Very good answer."},
        key_points=POINTS,
        title="Warehouse Shift Lead",
    ),
    "suggest_questions": JobToAskAbout(job_description=JOB, asked=[QUESTION], requirements=["First aid"]),
    "play_candidate": PartToPlay(
        role="Warehouse Shift Lead", question=QUESTION, key_points=POINTS, level="strong", language="en"
    ),
    "summarize": TextToShorten(text=JOB, sentences=2),
    "scenario_reply": ScenarioToAssist(
        title="A new night shift",
        goal="Plan the first week.",
        scenario="The warehouse opens a night shift with 12 pickers on Monday. The budget for training is 900 pounds.",
        deliverable="A staffing schedule, a training plan and a message to the catering firm.",
        mode="error_detection",
        turns=[Turn(speaker="candidate", text="How high is the budget for training?")],
    ),
    "write_scenario": ScenarioToWrite(
        role="Warehouse Shift Lead",
        background="The warehouse opens a night shift with 12 pickers on Monday. Write a staffing schedule for it.",
        job_description=JOB,
    ),
    "resume_questions": ResumeToAskAbout(
        role="Warehouse Shift Lead",
        text=RESUME,
        duties=["Led nine pickers on the night shift and cut mispicks by a third."],
        skills=["Forklift"],
    ),
    "judge_structured": AnswersToJudge(language="en", as_of=date(2026, 3, 10), said=SAID),
    "rate_proficiency": SpeechToRate(
        language="en",
        categories=[Category(name="Vocabulary", anchors={"1": "Few words.", "5": "Exact words."})],
        said=SAID,
    ),
    "cross_check": StatementsToCompare(
        language="en",
        resume=RESUME,
        said=[*SAID, Said(turn="t4", question="Your jobs?", text="I left Tall Pines Parcels in 2022.")],
        as_of=date(2026, 3, 10),
    ),
    "anchors": AnchorsToWrite(
        question=QUESTION,
        one="Did nothing.",
        five="Acts early; tells others; prevents it next time.",
        key_points=POINTS,
    ),
    "candidate_feedback": FeedbackToWrite(
        name="Rosa Imaginary",
        role="Warehouse Shift Lead",
        answers=[
            AnswerToPraise(
                turn="t1",
                question=QUESTION,
                text=ANSWER,
                points=[PointHeard(point=POINTS[0], made=True), PointHeard(point=POINTS[3], made=False)],
            )
        ],
    ),
    "report_translation": PartsToTranslate(
        target="de", parts=[Part(key="title", text="Resume"), Part(key="note", text="Checked the harness.")]
    ),
}
