"""The doors of the team."""
