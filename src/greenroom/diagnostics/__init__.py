"""Diagnostics: how a session itself went."""
