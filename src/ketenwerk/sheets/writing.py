"""Tables as a spreadsheet for a person: the head stays in sight, money and days are shown as such, and text stays text."""

import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec
import xlsxwriter

TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 1_048_575
"""Rows that a sheet holds below its head. What is more goes on in a next sheet, with the same head."""
_WIDEST: Final = 60
_FORMATS: Final = {
    "kop": {"bold": True, "bottom": 1},
    "geld": {"num_format": "#,##0.00"},
    "dag": {"num_format": "dd-mm-yyyy"},
    "tijd": {"num_format": "dd-mm-yyyy hh:mm"},
    "tekst": {"num_format": "@"},
}


class Euro(int):
    """Eurocents that are written as euros, `1234,56`: a number, so never taken for a formula."""

    def __str__(self) -> str:
        whole, rest = divmod(abs(self), 100)
        return f"{'-' if self < 0 else ''}{whole},{rest:02d}"


class Kop(msgspec.Struct, frozen=True):
    """The head of a column. `breedte` in characters, 0 for that of its name. In `tekst` typed digits stay text, noughts too."""

    naam: str
    breedte: int = 0
    tekst: bool = False


class Tabel(msgspec.Struct, frozen=True):
    """One table: the name of its sheet, its columns and its rows. A cell is text, a number, `Euro`, a day, a time or None."""

    naam: str
    koppen: Sequence[Kop]
    rijen: Iterable[Sequence[object]]


def write(tabellen: Iterable[Tabel]) -> bytes:
    """A spreadsheet with these tables, each on its own sheet. It names no maker."""
    out = io.BytesIO()
    # Rows leave memory as they are written. What that writes goes with its folder, also when a row cannot be made.
    with tempfile.TemporaryDirectory(prefix="ketenwerk-") as folder:
        asked = {"constant_memory": True, "tmpdir": folder, "default_date_format": "dd-mm-yyyy"}
        book = xlsxwriter.Workbook(
            out, asked | dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        )
        try:
            formats = {name: book.add_format(given) for name, given in _FORMATS.items()}
            for tabel in tabellen:
                _sheets(book, tabel, formats)
        finally:
            book.close()
    return out.getvalue()


def _sheets(book: Any, tabel: Tabel, formats: dict[str, Any]) -> None:
    rows, number, more = iter(tabel.rijen), 1, True
    while more:
        sheet = _headed(book, tabel, f"{tabel.naam[:28]} {number}" if number > 1 else tabel.naam[:31], formats)
        more = _filled(sheet, rows, formats)
        number += 1


def _headed(book: Any, tabel: Tabel, name: str, formats: dict[str, Any]) -> Any:
    sheet = book.add_worksheet(name)
    for place, kop in enumerate(tabel.koppen):
        sheet.set_column(place, place, min(kop.breedte or len(kop.naam) + 3, _WIDEST), formats["tekst"] if kop.tekst else None)
        sheet.write_string(0, place, kop.naam, formats["kop"])
    sheet.freeze_panes(1, 0)
    return sheet


def _filled(sheet: Any, rows: Any, formats: dict[str, Any]) -> bool:
    """Writes rows until there is no room or there are none; says whether there may be more."""
    for place in range(1, MOST_ROWS + 1):
        row = next(rows, None)
        if row is None:
            return False
        for column, value in enumerate(row):
            _cell(sheet, place, column, value, formats)
    return True


def _cell(sheet: Any, row: int, column: int, value: object, formats: dict[str, Any]) -> None:
    match value:
        case None | "":
            pass
        case bool():
            sheet.write_string(row, column, "ja" if value else "nee")
        case Euro():
            sheet.write_number(row, column, Decimal(int(value)) / 100, formats["geld"])
        case int() | Decimal():
            sheet.write_number(row, column, value)
        case datetime():
            sheet.write_datetime(row, column, value.replace(tzinfo=None), formats["tijd"])
        case date():
            sheet.write_datetime(row, column, value, formats["dag"])
        case _:
            sheet.write_string(row, column, str(value), formats["tekst"])
