from greenroom.interviewers.models.interviewer import FormerSlug, Interviewer, Stage
from greenroom.interviewers.models.labels import Label, LabelValue, SavedView
from greenroom.interviewers.models.library import InterviewTemplate, LibraryQuestion
from greenroom.interviewers.models.question import Question, QuestionVersion

__all__ = [
    "FormerSlug",
    "InterviewTemplate",
    "Interviewer",
    "Label",
    "LabelValue",
    "LibraryQuestion",
    "Question",
    "QuestionVersion",
    "SavedView",
    "Stage",
]
