"""Tables as CSV, as people make them in a spreadsheet and as we write them.

Read are UTF-8 with or without byte order mark, and comma, semicolon or tab between the cells. Written is UTF-8 with commas.
A cell that a spreadsheet would run as a formula gets an apostrophe in front of it, which reading takes off again.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from .bezwaar import Bezwaar, Onleesbaar
from .kolom import Kolom, Rij, Tabel, shown

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r]")
_SEPARATORS: Final = (",", ";", "\t")


def write(names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A table with these columns; what a row lacks becomes an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_safe(row.get(name, "")) for name in names] for row in rows)
    return out.getvalue().encode()


def read(data: bytes, kolommen: Sequence[Kolom]) -> Tabel:
    """The rows, the columns that the file has of those that are asked, and its faults; `Onleesbaar` when it is no table."""
    records = _records(decoded(data))
    if not records:
        raise Onleesbaar([Bezwaar("", "Het bestand is leeg: de kopregel ontbreekt. Zet de namen van de velden bovenaan.")])
    head = [name.strip() for name in records[0][1]]
    found = list(_head(head, kolommen))
    present = [kolom for kolom in kolommen if kolom.naam in head]
    names = {kolom.naam for kolom in present}
    rows = []
    for line, cells in records[1:]:
        plaats = f"regel {line}"
        if len(cells) > len(head):
            found.append(Bezwaar("", "Deze rij wordt niet overgenomen: zij heeft meer cellen dan de kopregel.", plaats=plaats))
        filled = {name: _original(cell) for name, cell in zip(head, cells, strict=False) if cell and name in names}
        rows.append(Rij(plaats, filled))
    return Tabel(rows, present, tuple(found))


def decoded(data: bytes) -> str:
    """The text of a file; `Onleesbaar` when it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Onleesbaar([Bezwaar("", "Het bestand is niet gelezen: het is geen UTF-8. Bewaar het als “CSV UTF-8”.")]) from None


def _records(text: str) -> list[tuple[int, list[str]]]:
    """The records that hold something, each with the number of its first line."""
    first = re.split("[\r\n]", text, maxsplit=1)[0]
    separator = next((mark for mark in _SEPARATORS if mark in first), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        broken = "Het bestand is niet gelezen: de aanhalingstekens in deze regel kloppen niet."
        raise Onleesbaar([Bezwaar("", broken, plaats=f"regel {line}")]) from None
    return records


def _head(head: list[str], kolommen: Sequence[Kolom]) -> Iterator[Bezwaar]:
    refused = "Het bestand wordt niet overgenomen: de kolom"
    known = {kolom.naam for kolom in kolommen}
    for name in dict.fromkeys(head):
        if name not in known:
            yield Bezwaar(name, f"{refused} {shown(name)} is onbekend.", plaats="kopregel")
        elif head.count(name) > 1:
            yield Bezwaar(name, f"{refused} {name} staat er twee keer.", plaats="kopregel")
    for kolom in kolommen:
        if kolom.verplicht and kolom.naam not in head:
            yield Bezwaar(kolom.naam, f"{refused} {kolom.naam} ontbreekt.", plaats="kopregel")


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _original(cell: str) -> str:
    return cell[1:] if _ESCAPED.match(cell) else cell
