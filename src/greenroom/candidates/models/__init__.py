from greenroom.candidates.models.accommodation import Accommodation
from greenroom.candidates.models.application import Application, EmailCode
from greenroom.candidates.models.attempt import Answer, Attempt, AttemptQuestion
from greenroom.candidates.models.candidate import Candidate

__all__ = ["Accommodation", "Answer", "Application", "Attempt", "AttemptQuestion", "Candidate", "EmailCode"]
