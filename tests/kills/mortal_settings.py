"""The product's settings and the room whose processes die on demand."""

from __future__ import annotations

from greenroom.config.settings import *  # noqa: F403  (all of them)
from greenroom.config.settings import INSTALLED_APPS as ROOMS
from greenroom.config.settings import MIDDLEWARE as LAYERS

INSTALLED_APPS = [*ROOMS, "tests.kills.mortal.MortalConfig"]
MIDDLEWARE = ["tests.kills.mortal.Mortal", *LAYERS]
