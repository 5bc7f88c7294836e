"""Spreadsheets as office software makes them, and as somebody with bad intentions does."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter

Fill = Callable[[Any, Any], None]


def made(fill: Fill, **options: Any) -> bytes:
    """A spreadsheet that `fill` writes, with a workbook and its first sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet("Blad"))
    return out.getvalue()


def cells(*values: Any) -> bytes:
    """One row with these values."""
    return made(lambda book, sheet: sheet.write_row(0, 0, values))


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one part changed, or put in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_rows(rows: str) -> bytes:
    """A sheet with these rows as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    return with_part(cells("x"), SHEET, lambda _: sheet)
