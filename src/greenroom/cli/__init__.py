"""The command line. Each command is a module here, imported only when it is called."""

from __future__ import annotations

from greenroom.cli.main import main

__all__ = ["main"]
