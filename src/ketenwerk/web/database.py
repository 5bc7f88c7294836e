"""Which database: a file of our own, or PostgreSQL by `DATABASE_URL`."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def database(url: str, folder: Path) -> dict[str, Any]:
    """Settings of the database. `url` is postgresql://user:password@host:port/name?option=value, or "" for a file in the folder.

    Raises ValueError for another kind of address, and never shows the address, for it holds a password.
    """
    if not url:
        return _file(folder / "ketenwerk.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError("DATABASE_URL must look like postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Each message asks the same questions: the server reads and plans them once per connection.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3, **dict(parse_qsl(parts.query))},
    }


def _file(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # IMMEDIATE: a writer waits its turn at the start of a transaction instead of failing halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was acknowledged is on the disk, also when the power goes. 64 MB of pages: with less a large claim reads
            # the same pages of a large register again and again.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
        },
    }
