"""What a candidate usually does at a stage of each kind, from its begin to its end."""

from __future__ import annotations

from collections.abc import Callable

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations.actions import interviews
from greenroom.stages.conversational_sms.actions import chats
from greenroom.stages.form.actions import answers
from greenroom.stages.resume.actions import resumes
from greenroom.stages.scenario.actions import tasks

RESUME = "Casey Sample\ncasey@example.org\n\nExperience\nWindow cleaner at Northfield, 2019 - 2024\n"
SAID = "I check my harness before every descent, and I stop the work when the wind picks up."


def resume(attempt: Attempt) -> None:
    resumes.take_text(attempt=attempt, text=RESUME)
    resumes.confirm(attempt=Attempt.objects.get(id=attempt.id), corrections={})


def form(attempt: Attempt) -> None:
    for row in AttemptQuestion.objects.filter(attempt=attempt):
        answers.give(attempt=attempt, version_id=row.version_id, typed=["Glass, and lots of it."])
    answers.send(attempt=attempt)


def conversational_sms(attempt: Attempt) -> None:
    chats.hear(attempt, text="yes I do", key="one")


def web_interview(attempt: Attempt) -> None:
    interviews.begin(attempt=attempt)
    interviews.hear(attempt=attempt, text=SAID, key="one")
    interviews.finish_early(attempt=attempt)


def scenario(attempt: Attempt) -> None:
    tasks.hear(attempt, text="Before we write anything, please make a plan first.", key="one")
    tasks.save_draft(attempt=attempt, text="The windows are cleaned on Monday.")
    tasks.hand_in(attempt)


DONE: dict[str, Callable[[Attempt], None]] = {
    "resume": resume,
    "form": form,
    "conversational_sms": conversational_sms,
    "web_interview": web_interview,
    "scenario": scenario,
}
SETTINGS: dict[str, dict[str, str]] = {"scenario": {"scenario": "The tower has 24 floors."}}
"""What a kind cannot be activated without."""
QUESTIONS = {
    "resume": {"text": "Has cleaned windows"},
    "form": {"text": "Why us?", "expects": {"type": "text", "wanted": "glass, and lots of it."}},
    "conversational_sms": {"text": "Do you have a licence?", "expects": {"type": "yes_no", "wanted": True}},
    "web_interview": {"text": "How do you stay safe?", "key_points": ["checks the harness"]},
    "scenario": {"text": "Leads the assistant step by step", "key_points": ["asks for a plan first"]},
}
"""A question of each kind that a typical candidate answers."""
