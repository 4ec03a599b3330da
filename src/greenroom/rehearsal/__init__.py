"""A recruiter tries an interviewer on candidates that are played: what scores would its rubric give?"""
