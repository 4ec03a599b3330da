"""The product's settings and the room that counts."""

from __future__ import annotations

from greenroom.config.settings import *  # noqa: F403  (all of them)
from greenroom.config.settings import INSTALLED_APPS as ROOMS

INSTALLED_APPS = [*ROOMS, "tests.kills.effects"]
