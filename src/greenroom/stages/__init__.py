"""Stages: a folder for each kind of step a candidate can be asked to take."""
