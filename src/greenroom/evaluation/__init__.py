"""Evaluation: which skills run when, what they found, and the scorecard a person reads."""
