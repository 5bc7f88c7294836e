"""A spreadsheet that a stranger sent, unpacked within bounds and packed again, so that reading it cannot take the machine.

The reader lays a sheet out as a full rectangle: a file of a few kilobytes with one cell in the last column of the last row would
take half a terabyte, and the process with it. So the parts are unpacked here, up to a bound; the rectangle of every sheet is
measured; and only then the same parts go to the reader.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar

LARGEST: Final = 64 * 1024 * 1024
"""Bytes that all parts of a file may take together when they are unpacked."""
MOST_CELLS: Final = 10_000_000
"""Cells in the rectangle of one sheet, from its first cell to its last."""
_MOST_PARTS: Final = 1_000
_READ: Final = re.compile(r"(?:\[Content_Types\]\.xml|_rels/[^/]*\.rels|xl/(?!media/|drawings/|calcChain).+\.(?:xml|rels))", re.I)
_DECLARED: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")
_MARK: Final = re.compile(rb"<(?:[^\s/<>:]+:)?(row|c)(?=[\s/>])|\sr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PLACE: Final = re.compile(rb"([A-Za-z]{0,3})([0-9]{1,7})")
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_BROKEN: Final = "het is geen werkblad, of het is beschadigd. Bewaar het opnieuw als .xlsx"

Parts = Mapping[str, bytes]


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a spreadsheet by name, measured. Raises Onleesbaar for what is none, or is larger than the bounds."""
    if not data.startswith(b"PK"):
        raise unreadable(_other_kind(data))
    try:
        parts = dict(_parts(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError):
        raise unreadable(_BROKEN) from None
    if "xl/workbook.xml" not in parts:
        raise unreadable(_other_zip(data))
    for name, part in parts.items():
        _judge(part)
        if b"sheetData" in part:
            _measure(name, part)
    return parts


def packed(parts: Parts) -> io.BytesIO:
    """The same parts as a file for the reader. What it reads is what was measured, whatever the first file said of itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    out.seek(0)
    return out


def unreadable(why: str, plaats: str = "") -> Onleesbaar:
    """The refusal of a file; `why` names the cause and what to do, without the last full stop."""
    return Onleesbaar([Bezwaar("", f"Het bestand is niet gelezen: {why}.", plaats=plaats)])


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    left = LARGEST
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        wanted = [each for each in file.infolist() if _READ.fullmatch(each.filename)]
        if len(wanted) > _MOST_PARTS:
            raise unreadable("het heeft te veel onderdelen. Bewaar alleen het blad dat u wilt inlezen")
        for each in wanted:
            with file.open(each) as part:
                content = part.read(left + 1)
            left -= len(content)
            if left < 0:
                raise unreadable("het is te groot. Verdeel het over meer bestanden")
            yield each.filename, content


def _judge(part: bytes) -> None:
    """Only what the measuring understands too: text in UTF-8 that declares nothing of its own."""
    declared = _DECLARED.match(part.removeprefix(b"\xef\xbb\xbf")[:200])
    foreign = declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii")
    if foreign or b"\0" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise unreadable(_BROKEN)


def _measure(name: str, part: bytes) -> None:
    """The rectangle from the places that rows and cells name, or from how many there are where they name none."""
    rows = columns = here = 0
    last_row, last_column, counted = 0, b"", 0
    for mark in _MARK.finditer(part):
        if mark[1] == b"row":
            rows, here = rows + 1, 0
        elif mark[1]:
            here += 1
            counted = max(counted, here)
        else:
            place = _PLACE.fullmatch(mark[2] if mark[2] is not None else mark[3])
            if place is None:
                raise unreadable(_BROKEN)
            last_row = max(last_row, int(place[2]))
            last_column = max(last_column, place[1].upper(), key=lambda letters: (len(letters), letters))
    columns = max(counted, _number(last_column))
    if max(rows, last_row) * columns > MOST_CELLS:
        end = f"{last_column.decode()}{last_row}"
        raise unreadable(f"het blad loopt door tot cel {end}. Verwijder de lege rijen en kolommen onder en naast uw tabel")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _other_kind(data: bytes) -> str:
    """What a file is that is no container of parts."""
    if not data.startswith(_OLE):
        return _BROKEN if b"\0" in data[:1000] or not data else "het is geen werkblad maar tekst. Laat de naam eindigen op .csv"
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "het is beveiligd met een wachtwoord. Haal het wachtwoord eraf en bewaar het opnieuw"
    return "het is een werkblad van een oude soort (.xls). Open het en bewaar het als .xlsx"


def _other_zip(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = set(file.namelist())
    if "content.xml" in names:
        return "het is een werkblad van een andere soort (.ods). Open het en bewaar het als .xlsx"
    if "xl/workbook.bin" in names:
        return "het is een werkblad van een andere soort (.xlsb). Open het en bewaar het als .xlsx"
    return _BROKEN
