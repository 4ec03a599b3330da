"""A job posting from the bytes of a page: what the page says of it in schema.org's words, or what a reader sees."""

from __future__ import annotations

from greenroom.interviewers.posting.page import NoPosting, Posting, read

__all__ = ["NoPosting", "Posting", "read"]
