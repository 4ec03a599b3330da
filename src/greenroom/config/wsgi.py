"""The web door for granian or any WSGI server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from greenroom.core.settled import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
application = get_wsgi_application()
settle()
