"""The product's settings, with a database that is waited for during a second only."""

from __future__ import annotations

from greenroom.config.settings import *  # noqa: F403  (all of them)
from greenroom.config.settings import DATABASES as GIVEN

_default = GIVEN["default"]
DATABASES = {"default": {**_default, "OPTIONS": {**_default["OPTIONS"], "timeout": 1}}}
