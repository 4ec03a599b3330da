"""Interviewers: the screening of one role. Its job description, stages, and questions with their versions."""
