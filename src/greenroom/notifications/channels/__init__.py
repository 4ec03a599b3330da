"""A folder for each service that takes notices."""
