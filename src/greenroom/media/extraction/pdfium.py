"""PDFium's own functions, for which there are no type hints."""

from __future__ import annotations

from importlib import import_module
from typing import Any

pdfium: Any = import_module("pypdfium2")
raw: Any = import_module("pypdfium2.raw")
