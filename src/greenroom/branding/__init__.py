"""Branding: how candidate pages look, in templates and groups of them."""
