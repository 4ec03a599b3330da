"""Compliance: consent, and the trail of who did what."""
