from greenroom.candidates.models.accommodation import Accommodation
from greenroom.candidates.models.application import Application, EmailCode
from greenroom.candidates.models.attempt import Answer, Attempt, AttemptQuestion
from greenroom.candidates.models.candidate import Candidate
from greenroom.candidates.models.help import HelpRequest
from greenroom.candidates.models.pause import Pause
from greenroom.candidates.models.reminder import Reminder

__all__ = [
    "Accommodation",
    "Answer",
    "Application",
    "Attempt",
    "AttemptQuestion",
    "Candidate",
    "EmailCode",
    "HelpRequest",
    "Pause",
    "Reminder",
]
