"""Which names the messages under way have been given, so that a restart goes on with them."""

import hashlib
import json
from collections.abc import Container
from datetime import date
from pathlib import Path
from typing import IO

import msgspec

from .place import put

try:
    import fcntl
except ImportError:  # Windows: two watchers on one outbox are then for the user to avoid
    fcntl = None  # type: ignore[assignment]

FOLDER = ".ketenwerk"


class Busy(OSError):
    """Another process watches with the same outbox."""


class Entry(msgspec.Struct, frozen=True):
    """A message under way: its name in the inbox, the name of what comes of it, what it holds, and the date of its reply."""

    name: str
    stem: str
    digest: str
    day: date


class Journal:
    """One small file per message under way, in a folder of the outbox that one process at a time may use."""

    def __init__(self, outbox: Path) -> None:
        self.folder = outbox / FOLDER
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> "Journal":
        self.folder.mkdir(exist_ok=True)
        self._lock = (self.folder / "slot").open("ab")
        if fcntl is not None:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self._lock.close()
                raise Busy("another process uses this outbox") from None
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()

    def entry(self, name: str) -> Entry | None:
        """What was noted about the message of that name."""
        path = self._path(name)
        return _read(path) if path.exists() else None

    def note(self, entry: Entry) -> None:
        # Not msgspec's own encoder: a name need not be text, and this one writes what it cannot read as an escape.
        put(self._path(entry.name), json.dumps(msgspec.to_builtins(entry)).encode(), replace=True)

    def forget(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def forget_all_but(self, names: Container[str]) -> None:
        """Drops the notes on messages that are no longer in the inbox: their work was finished, but for the note."""
        for path in self.folder.glob("*.json"):
            entry = _read(path)
            if entry is None or entry.name not in names:
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        # The name itself may be as long as a name can be.
        return self.folder / f"{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.json"


def _read(path: Path) -> Entry | None:
    try:
        return msgspec.convert(json.loads(path.read_bytes()), Entry)
    except (ValueError, msgspec.ValidationError):  # not ours, or damaged: then the work starts anew under a free name
        return None
