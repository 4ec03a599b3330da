"""Candidates: people, their applications, and each attempt at each stage."""
