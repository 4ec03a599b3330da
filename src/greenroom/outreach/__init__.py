"""Outreach: what is written to people. Every message passes through the outbox."""
