"""An outgoing folder: what is to be sent is put there as files, for whoever carries it on.

A file appears at once with all its bytes, under a name that is the same at every attempt and sorts in the order in which the
messages were made. It holds our own number and nothing about a person. Whoever carries the files on takes them away.
"""

import os
import time
from pathlib import Path
from typing import Final

from ketenwerk.register.models import Archiefbericht

from .place import PART, put

CHANNEL: Final = "map"
"""What the notes on a message call this way of travelling."""
FOLDER: Final = "KETENWERK_OUT_FOLDER"
"""Environment variable that names the folder; without it nothing is put anywhere."""
_LEFT_BEHIND: Final = 3600.0


class NoFolder(Exception):
    """The folder cannot be used. Says why and what to do, for a user."""


class OutgoingFolder:
    """Where `process.outbox` sends to. `written` counts what was put there."""

    def __init__(self, folder: Path) -> None:
        """Raises NoFolder for a folder that is not there or in which nothing can be written."""
        if not folder.is_dir():
            raise NoFolder(f"{folder}: er wordt niets verstuurd, want deze map bestaat niet. Maak de map of wijzig {FOLDER}")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise NoFolder(
                f"{folder}: er wordt niets verstuurd, want u mag hier niet schrijven. Pas de rechten aan of wijzig {FOLDER}"
            )
        self._folder = folder
        self.written = 0
        _sweep(folder)

    def __call__(self, name: str, row: Archiefbericht, data: bytes) -> None:
        """Puts a message in the folder. What was put there already under this name, by an attempt that was broken off, stays.

        Raises FileExistsError when something else has its name, and OSError when it cannot be written.
        """
        target = self._folder / file_name(name, row)
        try:
            put(target, data)
        except FileExistsError:
            if target.read_bytes() != data:
                raise
        self.written += 1


def file_name(name: str, row: Archiefbericht) -> str:
    """`000000000012-JW302-0f3c....xml`: place in the order, type, and the name of the delivery."""
    return f"{row.sequence:012d}-{row.type_name}-{name}.xml"


def from_environment() -> OutgoingFolder | None:
    """The folder that the environment names, or None. Raises NoFolder."""
    named = os.environ.get(FOLDER, "").strip()
    return OutgoingFolder(Path(named)) if named else None


def _sweep(folder: Path) -> None:
    """Removes what a process that was killed had not finished. Another worker may be writing, so what is new stays."""
    for path in folder.glob(f"{PART}*"):
        try:
            if path.stat().st_mtime < time.time() - _LEFT_BEHIND:
                path.unlink()
        except FileNotFoundError:  # another worker was first
            continue
