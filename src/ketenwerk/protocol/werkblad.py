"""The first sheet of a spreadsheet (.xlsx) as a table of text, and a table as a spreadsheet.

Only what a table needs: cells as they are stored, without formats or formulas. A day is a number in a spreadsheet; whoever asks
for a day reads it as one (`serial_day`).
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final
from xml.sax.saxutils import escape

from lxml import etree

from .bezwaar import Bezwaar, Onleesbaar

MOST_ROWS: Final = 20_000
_LARGEST: Final = 100 * 1024 * 1024
"""Bytes that one part of the file may take when it is unpacked."""
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DAY_0: Final = date(1899, 12, 30)
_FIRST_DAY, _LAST_DAY = 36526, 73050
"""The days 2000-01-01 and 2099-12-31 as numbers: a day of care lies between them."""
_PLACE: Final = re.compile(r"([A-Z]{1,3})[0-9]+")
TYPE: Final = f"{_OFFICE}.sheet"


def read(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet that hold something, each with its number; `Onleesbaar` when it is no spreadsheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            strings = [_text(each) for each in _root(file, "xl/sharedStrings.xml").iter(f"{{{_MAIN}}}si")] if _has(file) else []
            return _rows(_root(file, _first_sheet(file)), strings)
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, etree.XMLSyntaxError, NotImplementedError, RuntimeError):
        raise _unreadable("het is geen werkblad, of het is beschadigd. Bewaar het opnieuw als .xlsx") from None


def serial_day(text: str) -> date | None:
    """The day that a spreadsheet keeps as this number; None for anything else."""
    if re.fullmatch(r"[0-9]{5}(?:\.0+)?", text) and _FIRST_DAY <= int(float(text)) <= _LAST_DAY:
        return _DAY_0 + timedelta(days=int(float(text)))
    return None


def write(rows: Iterable[Sequence[str | int]]) -> bytes:
    """A spreadsheet of one sheet. Text stays text, so that no cell can be run as a formula."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in _FIXED.items():
            file.writestr(name, content)
        file.writestr("xl/worksheets/sheet1.xml", _sheet(rows))
    return out.getvalue()


def _has(file: zipfile.ZipFile) -> bool:
    return "xl/sharedStrings.xml" in file.namelist()


def _root(file: zipfile.ZipFile, name: str) -> Any:
    with file.open(name) as part:
        data = part.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise _unreadable("het is te groot. Verdeel het over meer bestanden")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))


def _first_sheet(file: zipfile.ZipFile) -> str:
    book = _root(file, "xl/workbook.xml")
    settings = book.find(f"{{{_MAIN}}}workbookPr")
    if settings is not None and settings.get("date1904") in ("1", "true"):
        raise _unreadable("het telt dagen vanaf 1904. Zet die instelling uit en bewaar het opnieuw")
    wanted = next(book.iter(f"{{{_MAIN}}}sheet")).get(f"{{{_RELS}}}id")
    for each in _root(file, "xl/_rels/workbook.xml.rels"):
        if each.get("Id") == wanted:
            target = str(each.get("Target"))
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(wanted)


def _rows(sheet: Any, strings: list[str]) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for place, row in enumerate(sheet.iter(f"{{{_MAIN}}}row"), 1):
        cells = _cells(row, strings)
        if any(cell.strip() for cell in cells):
            found.append((int(row.get("r") or place), cells))
        if len(found) > MOST_ROWS + 1:
            raise _unreadable(f"het heeft meer dan {MOST_ROWS} rijen. Verdeel het over meer bestanden")
    return found


def _cells(row: Any, strings: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{{{_MAIN}}}c"):
        match = _PLACE.fullmatch(cell.get("r") or "")
        column = _column(match[1]) if match else len(cells)
        cells += [""] * (column - len(cells)) + [_value(cell, strings)]
    return cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Any, strings: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{{{_MAIN}}}v") or ""
    if kind == "s":
        return strings[int(value)]
    # A number is kept as its shortest form, so that a whole one has no point behind it.
    return value.removesuffix(".0") if kind in (None, "n") else value


def _text(part: Any) -> str:
    return "".join(each.text or "" for each in part.iter(f"{{{_MAIN}}}t"))


def _unreadable(why: str) -> Onleesbaar:
    return Onleesbaar([Bezwaar("", f"Het bestand is niet gelezen: {why}.")])


def _sheet(rows: Iterable[Sequence[str | int]]) -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(_written(row) for row in rows)}</sheetData></worksheet>'


def _written(row: Sequence[str | int]) -> str:
    return f"<row>{''.join(_cell(each) for each in row)}</row>"


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_PRINTABLE.sub("", value))}</t></is></c>'


_PRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _parts() -> Iterator[tuple[str, str]]:
    sheet = "/xl/worksheets/sheet1.xml"
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.sheet.main+xml"/>'
        f'<Override PartName="{sheet}" ContentType="{_OFFICE}.worksheet+xml"/></Types>',
    )
    yield "_rels/.rels", _relation("officeDocument", "xl/workbook.xml")
    yield "xl/_rels/workbook.xml.rels", _relation("worksheet", "worksheets/sheet1.xml")
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets><sheet name="Leveringen" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
    )


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_RELS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


_FIXED: Final = dict(_parts())
