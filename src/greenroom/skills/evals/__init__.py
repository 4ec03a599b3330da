"""Checking the judges: golden cases replayed, names swapped, agreement with people counted."""
