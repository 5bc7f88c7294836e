"""From uploaded files to messages: opens zips within bounds and says of every file that is not taken in why not."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO

import msgspec
from django.conf import settings

from ketenwerk.register.archive import Overgeslagen

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_ENCRYPTED = 0x1
_BLOCK = 1024 * 1024
# What operating systems put in a zip of their own accord; nobody sent these.
_DEBRIS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")

EMPTY = "leeg"
TOO_LARGE = "te-groot"
NOT_XML = "geen-xml"
TOO_MANY = "zip-te-veel"
ZIP_TOO_LARGE = "zip-te-groot"
NESTED = "zip-in-zip"
LOCKED = "zip-wachtwoord"
BROKEN = "zip-kapot"
FOREIGN = "andere-partij"


class Bestand(msgspec.Struct, frozen=True):
    """One message as it came in."""

    name: str
    data: bytes


class Geopend(msgspec.Struct, frozen=True):
    """All that came in together: the messages, and what is not taken in."""

    bestanden: tuple[Bestand, ...]
    overgeslagen: tuple[Overgeslagen, ...]


def unpack(files: Iterable[tuple[str, IO[bytes]]]) -> Geopend:
    """Opens what was uploaded, given names and streams. A zip that breaks one bound is left out as a whole."""
    bestanden: list[Bestand] = []
    overgeslagen: list[Overgeslagen] = []
    for name, stream in files:
        for item in _one(name, stream):
            if isinstance(item, Bestand):
                bestanden.append(item)
            else:
                overgeslagen.append(item)
    return Geopend(tuple(bestanden), tuple(overgeslagen))


def _one(name: str, stream: IO[bytes]) -> Iterable[Bestand | Overgeslagen]:
    start = stream.read(4)
    stream.seek(0)
    if start in (_ZIP, _EMPTY_ZIP):
        return _from_zip(name, stream)
    return [_judged_size(name, stream.read(settings.KETENWERK_XML_LIMIT + 1))]


def _judged_size(name: str, data: bytes) -> Bestand | Overgeslagen:
    if not data:
        return Overgeslagen(name, EMPTY)
    if len(data) > settings.KETENWERK_XML_LIMIT:
        return Overgeslagen(name, TOO_LARGE)
    return Bestand(name, data)


def _from_zip(name: str, stream: IO[bytes]) -> list[Bestand | Overgeslagen]:
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = [entry for entry in archive.infolist() if not _is_debris(entry)]
            problem = _bounds(entries)
            if problem:
                return [Overgeslagen(name, problem)]
            return list(_entries(archive, entries))
    except _Nested:
        return [Overgeslagen(name, NESTED)]
    except _Overflow:
        return [Overgeslagen(name, ZIP_TOO_LARGE)]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        return [Overgeslagen(name, BROKEN)]


def _is_debris(entry: zipfile.ZipInfo) -> bool:
    return entry.is_dir() or entry.filename.startswith(_DEBRIS[0]) or PurePosixPath(entry.filename).name in _DEBRIS[1:]


def _bounds(entries: list[zipfile.ZipInfo]) -> str | None:
    if not entries:
        return EMPTY
    if len(entries) > settings.KETENWERK_ZIP_FILES:
        return TOO_MANY
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return LOCKED
    if sum(entry.file_size for entry in entries) > settings.KETENWERK_ZIP_LIMIT:
        return ZIP_TOO_LARGE
    return None


class _Nested(Exception):
    """A zip in the zip."""


class _Overflow(Exception):
    """More came out of the zip than its own table of contents promised."""


def _entries(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[Bestand | Overgeslagen]:
    left = settings.KETENWERK_ZIP_LIMIT
    for entry in entries:
        name = PurePosixPath(entry.filename).name
        data = _read(archive, entry, left)
        left -= len(data)
        if data.startswith(_ZIP):
            raise _Nested
        yield _judged_size(name, data) if name.lower().endswith(".xml") or not data else Overgeslagen(name, NOT_XML)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """Reads in blocks and stops at the bound: the size that a zip states is only what its maker wrote down."""
    out = io.BytesIO()
    with archive.open(entry) as source:
        while block := source.read(_BLOCK):
            out.write(block)
            if out.tell() > left:
                raise _Overflow
    return out.getvalue()
