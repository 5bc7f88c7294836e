"""Lists of payments as files: CSV as a Dutch spreadsheet reads it, and a workbook. They name no client."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font

from ketenwerk.process.betaalcontrole import Gemeentebedrag
from ketenwerk.register.models import Betaalregel

from .shown.csvregels import MARK, Euro, written

Rows = Sequence[Sequence[object]]
TYPES: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MONEY = "#,##0.00"


def batch_list(regels: Iterable[Betaalregel], names: Mapping[str, str]) -> Rows:
    """Each claim of a batch, with the name of its provider."""
    head = ("aanbieder", "naam", "declaratienummer", "bedrag")
    return [head, *((each.aanbieder, names.get(each.aanbieder, ""), each.nummer, Euro(each.bedrag)) for each in regels)]


def regional_list(bedragen: Iterable[Gemeentebedrag], tot: date) -> Rows:
    """What each municipality pays to each provider, until a day."""
    head = ("gemeente", "wet", "aanbieder", "declaraties", "bedrag", "vervalt tot en met")
    return [head, *((each.gemeente, each.wet, each.aanbieder, each.aantal, Euro(each.bedrag), tot) for each in bedragen)]


def as_csv(rows: Rows) -> bytes:
    return MARK + b"".join(written(row) for row in rows)


def as_xlsx(rows: Rows) -> bytes:
    """One sheet. Codes are text, so that no leading zero is lost; a text never becomes a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            if isinstance(value, Euro):
                cell.value, cell.number_format = Decimal(int(value)) / 100, _MONEY
            else:
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
            if number == 1:
                cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS: Final[Mapping[str, Callable[[Rows], bytes]]] = {"csv": as_csv, "xlsx": as_xlsx}
