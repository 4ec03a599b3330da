from greenroom.candidates.models.application import Application, EmailCode
from greenroom.candidates.models.attempt import Attempt, AttemptQuestion
from greenroom.candidates.models.candidate import Candidate

__all__ = ["Application", "Attempt", "AttemptQuestion", "Candidate", "EmailCode"]
