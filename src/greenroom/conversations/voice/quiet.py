"""Pipecat's log, without what it would say of people: it writes words and messages into its lines."""

from __future__ import annotations

import logging
from typing import Any

import structlog
from loguru import logger

log = structlog.get_logger("pipecat")


def quieten() -> None:
    """Keep of every warning only where it comes from. What carries the sound writes addresses of people."""
    for name in ("aioice", "aiortc"):
        logging.getLogger(name).setLevel(logging.ERROR)
    logger.remove()
    logger.add(_tell, level="WARNING", format="{message}", catch=True, backtrace=False, diagnose=False)


def _tell(message: Any) -> None:
    record = message.record
    log.warning("warned", at=f"{record['name']}:{record['line']}", level=record["level"].name)
