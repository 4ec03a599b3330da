"""One module for each document that people take away."""
