"""Puts files where others look for them: whole or not at all, and never over another file."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PART = ".ketenwerk-"
"""How the name of a file begins that is still being written."""


def put(target: Path, data: bytes, *, replace: bool = False) -> None:
    """Writes a file that appears at once, with all its bytes. Raises FileExistsError unless `replace`, and OSError."""
    with _part(target.parent) as (name, handle):
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            os.replace(name, target)
        else:
            _claim(name, target)
    settle(target.parent)


def move(source: Path, target: Path) -> None:
    """Moves a file, also to another disk. Raises FileExistsError when there is something already, and OSError.

    Killed halfway it leaves the file in both places, never in none.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        put(target, source.read_bytes())
    settle(target.parent)
    source.unlink()


def sweep(folder: Path) -> None:
    """Removes what a process that was killed had not finished writing. Only for who has the folder to himself."""
    for path in folder.glob(f"{PART}*"):
        path.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Asks the disk to keep the names in a folder, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows does not open a folder
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


@contextmanager
def _part(folder: Path) -> Iterator[tuple[str, int]]:
    name = folder / f"{PART}{secrets.token_hex(8)}"
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        yield str(name), handle
    finally:
        name.unlink(missing_ok=True)


def _claim(name: str, target: Path) -> None:
    """Gives a written file its name. A link refuses an existing name; not every disk can make one."""
    try:
        os.link(name, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(f"{target} exists") from None
        os.replace(name, target)
