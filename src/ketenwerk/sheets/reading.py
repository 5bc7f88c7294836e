"""The sheets of a spreadsheet as tables of text, with what people see in a cell: 1,5 is not 1.4999999999999998."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import msgspec
from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar

from .unpacked import Parts, packed, unpacked, unreadable

MOST_ROWS: Final = 100_000
"""Rows with something in them that one sheet may have."""
_MOST_SAID: Final = 50
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_REFERENCE: Final = ("officeDocument/2006/relationships}id", "ooxml/officeDocument/relationships}id")
_CELL: Final = re.compile(rb"<(?:[^\s/<>:]+:)?c\s([^<>]*?)(?:/>|>(.*?)</(?:[^\s/<>:]+:)?c>)", re.S)
_AT: Final = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Za-z]{1,3}[0-9]{1,7})[\"']")
_FAULT: Final = re.compile(rb"(?:^|\s)t\s*=\s*[\"']e[\"']")
_VALUE: Final = re.compile(rb"<(?:[^\s/<>:]+:)?(?:v|is)[\s/>]")
_SHOWN: Final = re.compile(rb"<(?:[^\s/<>:]+:)?v>([^<]*)<")


class Blad(msgspec.Struct, frozen=True):
    """One sheet: its rows that hold something, each with its number. A cell is text; an empty one is ''."""

    naam: str
    rijen: list[tuple[int, list[str]]]


def read(data: bytes) -> list[Blad]:
    """All sheets that are not hidden, in their order. Raises Onleesbaar with what is wrong, each with the address of its cell."""
    parts = unpacked(data)
    with _workbook(parts) as book:
        return [_sheet(book, name, parts) for name in _visible(book)]


def first(data: bytes) -> Blad:
    """The first sheet that is not hidden: the one that people see. Raises Onleesbaar."""
    parts = unpacked(data)
    with _workbook(parts) as book:
        return _sheet(book, _visible(book)[0], parts)


def address(row: int, column: int) -> str:
    """The address of a cell by its row and column, both from 0: (0, 0) is A1."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _workbook(parts: Parts) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(packed(parts))
    except CalamineError:
        raise unreadable("het is beschadigd. Bewaar het opnieuw als .xlsx") from None


def _visible(book: CalamineWorkbook) -> list[str]:
    shown = [
        each.name
        for each in book.sheets_metadata
        if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
    ]
    if not shown:
        raise unreadable("het heeft geen zichtbaar blad. Maak het blad zichtbaar en bewaar het opnieuw")
    return shown


def _sheet(book: CalamineWorkbook, name: str, parts: Parts) -> Blad:
    raw = parts.get(_part_of(name, parts), b"")
    wrong = list(_without_value(raw))
    try:
        sheet = book.get_sheet_by_name(name)
        cells = sheet.to_python(skip_empty_area=False)
    except CalamineError:
        raise unreadable(f"het blad {name[:31]} is beschadigd. Bewaar het bestand opnieuw als .xlsx") from None
    wrong += _merged(sheet, cells)
    if wrong:
        raise Onleesbaar(wrong[:_MOST_SAID])
    rijen = [(number, row) for number, row in enumerate(map(_texts, cells), 1) if any(cell.strip() for cell in row)]
    if len(rijen) > MOST_ROWS + 1:
        raise unreadable(f"het heeft meer dan {MOST_ROWS} rijen. Verdeel het over meer bestanden")
    return Blad(name, rijen)


def _texts(row: list[Any]) -> list[str]:
    return [cell if isinstance(cell, str) else text(cell) for cell in row]


def text(value: object) -> str:
    """A value as text: a whole number without a point, a day as jjjj-mm-dd, a time or a length of time as uu:mm."""
    match value:
        case bool():
            return "ja" if value else "nee"
        case int() | float():
            # Fifteen digits are what a spreadsheet counts with and shows; what stands behind them is noise of the machine.
            return str(int(value)) if float(value).is_integer() else f"{value:.15g}"
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case time():
            return _clock(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond))
        case timedelta():
            return _clock(value)
        case _:
            return str(value)


def _moment(value: datetime) -> str:
    """A day with a time, or just the day where the time is noise around midnight."""
    whole = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return whole.date().isoformat() if whole.time() == time() else whole.isoformat(" ")


def _clock(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    minutes, left = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02d}{f':{left:02d}' if left else ''}"


def _merged(sheet: CalamineSheet, cells: list[list[Any]]) -> Iterator[Bezwaar]:
    """Merged cells that hold something: the value stands in the first of them alone, so the others would be empty unseen."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top < len(cells) and left < len(cells[top]) and cells[top][left] != "":
            where = f"cel {address(top, left)} tot en met {address(bottom, right)}"
            yield Bezwaar("", "Het bestand is niet gelezen: deze cellen zijn samengevoegd. Splits ze.", plaats=where)


def _without_value(raw: bytes) -> Iterator[Bezwaar]:
    """Cells that the reader takes for empty though they are not: a fault, and a formula that was never worked out."""
    if b"<f" not in raw and b":f" not in raw and not _FAULT.search(raw):
        return
    for cell in _CELL.finditer(raw):
        at, content = _AT.search(cell[1]), cell[2] or b""
        where = f"cel {at[1].decode().upper()}" if at else ""
        if _FAULT.search(cell[1]):
            shown = _SHOWN.search(content)
            what = f" {shown[1].decode('utf-8', 'replace')[:10]}" if shown else ""
            yield Bezwaar("", f"Het bestand is niet gelezen: deze cel toont een fout{what}. Verbeter haar.", plaats=where)
        elif content and not _VALUE.search(content):
            why = "deze formule is nog niet uitgerekend. Open het bestand en bewaar het opnieuw"
            yield Bezwaar("", f"Het bestand is niet gelezen: {why}.", plaats=where)


def _part_of(name: str, parts: Parts) -> str:
    """The part that holds the sheet of this name; '' where the file does not say."""
    try:
        book, links = _root(parts["xl/workbook.xml"]), _root(parts["xl/_rels/workbook.xml.rels"])
    except (KeyError, etree.XMLSyntaxError):
        return ""
    sheets = (each for each in book.iter(f"{_MAIN}sheet", f"{_STRICT}sheet") if each.get("name") == name)
    found = next(sheets, None)
    wanted = next((value for key, value in (found.items() if found is not None else ()) if str(key).endswith(_REFERENCE)), None)
    for each in links:
        if wanted is not None and each.get("Id") == wanted:
            target = str(each.get("Target"))
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _root(part: bytes) -> Any:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
