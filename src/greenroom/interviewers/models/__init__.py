from greenroom.interviewers.models.interviewer import Interviewer, Stage
from greenroom.interviewers.models.question import Question, QuestionVersion

__all__ = ["Interviewer", "Question", "QuestionVersion", "Stage"]
