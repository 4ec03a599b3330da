"""Settings, environment, URLs and the WSGI door: no logic."""
