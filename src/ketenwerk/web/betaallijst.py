"""Lists of payments as files: CSV as a Dutch spreadsheet reads it, and a workbook. They name no client."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from ketenwerk.process.betaalcontrole import Gemeentebedrag
from ketenwerk.register.models import Betaalregel
from ketenwerk.sheets import writing
from ketenwerk.sheets.writing import Euro, Kop, Tabel

from .shown.csvregels import MARK, written

Rows = Sequence[Sequence[object]]
TYPES: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": writing.TYPE,
}


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
    head, *body = rows
    return writing.write([Tabel("Betalingen", [Kop(str(naam), 16) for naam in head], body)])


WRITERS: Final[Mapping[str, Callable[[Rows], bytes]]] = {"csv": as_csv, "xlsx": as_xlsx}
