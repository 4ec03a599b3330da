"""A room that only counts, so that a lost, doubled or ghostly job shows in its rows."""
