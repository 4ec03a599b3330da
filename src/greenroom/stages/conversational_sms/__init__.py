"""The text-message stage: short questions, one at a time, answered in the candidate's own words."""
