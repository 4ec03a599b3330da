"""E-mail: the way into the outbox, and the vendors that carry it out."""
