"""Reads text out of documents. Plain Python; every document is parsed in a bounded process of its own."""

from __future__ import annotations

from greenroom.media.extraction.contract import Extracted, Hidden, Limits, Unreadable
from greenroom.media.extraction.process import Extractor, extract

__all__ = ["Extracted", "Extractor", "Hidden", "Limits", "Unreadable", "extract"]
