"""Interviews by telephone: the ringing and what is said about it. What is spoken is a call like any other."""
