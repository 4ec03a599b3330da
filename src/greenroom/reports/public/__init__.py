"""The doors of those who hold a link."""
