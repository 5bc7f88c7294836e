"""The files that a command is about: names and folders from the command line, and what can go wrong with them."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_REASONS = {
    errno.ENOENT: "bestaat niet",
    errno.EACCES: "u hebt geen rechten om dit te lezen",
    errno.EPERM: "u hebt geen rechten om dit te lezen",
    errno.EISDIR: "is een map",
    errno.ENOTDIR: "bestaat niet",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de verwijzing loopt rond",
    errno.ENOSPC: "de schijf is vol",
    errno.EROFS: "de schijf is alleen te lezen",
}


class Unusable(Exception):
    """A file or folder that cannot be used. The text is the line for the user."""


def reason(error: OSError) -> str:
    """Why the system refused, in words."""
    return _REASONS.get(error.errno or 0) or (error.strerror or "leesfout").lower()


def expand(names: list[str]) -> Iterator[Path | Unusable]:
    """Each file as named; of a folder all `.xml` files in it and below, in order of name."""
    for name in names:
        path = Path(name)
        # Unlike Path.is_dir this never raises, whatever the name.
        if not os.path.isdir(path):
            yield path
            continue
        found = False
        for entry in _in_folder(path):
            found = found or isinstance(entry, Path)
            yield entry
        if not found:
            yield Unusable(f"{name}: in deze map staat geen XML-bestand")


def _in_folder(folder: Path) -> Iterator[Path | Unusable]:
    problems: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=problems.append):
        folders.sort()
        # A name that begins with a point is no message: macOS leaves its own files beside each XML.
        yield from (Path(place, name) for name in sorted(files) if name.lower().endswith(".xml") and name[0] != ".")
    yield from (Unusable(f"{problem.filename}: {reason(problem)}") for problem in problems)


def size(path: Path) -> int:
    """Bytes in an ordinary file. Raises Unusable for anything else."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise Unusable(f"{path}: {reason(error) if isinstance(error, OSError) else 'geen bruikbare naam'}") from None
    if stat.S_ISDIR(found.st_mode):
        raise Unusable(f"{path}: is een map")
    # A device or a pipe may never end.
    if not stat.S_ISREG(found.st_mode):
        raise Unusable(f"{path}: is geen gewoon bestand")
    return found.st_size


def content(path: Path) -> bytes:
    """The bytes of an ordinary file. Raises Unusable."""
    size(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unusable(f"{path}: {reason(error)}") from None
