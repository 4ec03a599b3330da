"""Typed reading of the environment. A value that cannot be read stops the start with a clear sentence."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PREPARED_AFTER = 5  # runs of a statement on a connection


class BadSetting(Exception):
    """An environment variable holds something that cannot be used."""


def text(name: str, default: str = "") -> str:
    """The variable, or the contents of the file that `NAME_FILE` points to, or the default."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text().strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise BadSetting(f"{name} is {value!r}: use 1 or 0.")


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise BadSetting(f"{name} is {value!r}: use a whole number of at least {least}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def data_folder() -> Path:
    """Where everything that must be kept lives: GREENROOM_DATA, ./var unless set."""
    folder = Path(text("GREENROOM_DATA", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """GREENROOM_SECRET_KEY, or a key made once and kept in the data folder, readable by its owner only."""
    given = text("GREENROOM_SECRET_KEY")
    if given:
        return given
    kept = folder / "secret_key"
    try:
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return kept.read_text()


def database(folder: Path) -> dict[str, Any]:
    """Django's description of the database: GREENROOM_DATABASE_URL, or SQLite in the data folder."""
    url = text("GREENROOM_DATABASE_URL")
    if not url:
        return _sqlite(folder / "greenroom.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting("GREENROOM_DATABASE_URL must start with postgresql://; leave it out for SQLite.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **_prepared(options.pop("prepare", "yes")), **options},
    }


def _prepared(wanted: str) -> dict[str, Any]:
    """Statements are planned once on a connection. A pooler that hands connections around between two of them cannot
    have that: "no" is for it."""
    if wanted not in {"yes", "no"}:
        raise BadSetting("prepare in GREENROOM_DATABASE_URL is yes or no.")
    return {"server_side_binding": True, "prepare_threshold": PREPARED_AFTER} if wanted == "yes" else {}


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "greenroom.core.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
                "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
            ),
        },
    }
