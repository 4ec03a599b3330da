"""Recordings: their bytes as they arrive, what they are, and making them ready to be played."""
