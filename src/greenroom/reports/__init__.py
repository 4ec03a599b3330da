"""Reports: documents made from scorecards, in formats people take away."""
