"""One module for each format a document can have."""
