"""Files with deliveries, in a spreadsheet or as CSV: read by what their name ends on, and empty ones to fill in."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar
from ketenwerk.protocol.kolom import Tabel
from ketenwerk.protocol.leveringbestand import KOLOMMEN, Rijlevering, empty_csv, read_csv, rows_of, table

from . import writing
from .reading import first
from .writing import Kop

TYPES: Final[Mapping[str, str]] = {"xlsx": writing.TYPE, "csv": "text/csv; charset=utf-8"}
"""The forms of a file, each with the type that it is sent as."""
_NAME: Final = "Leveringen"
_WIDTHS: Final = {"datum": 12, "bsn": 12, "kenmerk": 24}
_CODES: Final = ("bsn", "product", "categorie", "gemeente", "kenmerk")


def read(name: str, data: bytes) -> list[Rijlevering]:
    """The rows of a file; `Onleesbaar` with everything that is wrong with it. The end of its name says which form it has."""
    reader = READERS.get(PurePosixPath(name).suffix.lower())
    if reader is None:
        text = "Het bestand is niet gelezen: de naam eindigt niet op .xlsx of .csv. Bewaar het als .xlsx en kies het opnieuw."
        raise Onleesbaar([Bezwaar("", text)])
    return rows_of(reader(data))


def template(vorm: str) -> bytes:
    """An empty file to fill in, as `xlsx` or `csv`."""
    if vorm == "csv":
        return empty_csv()
    koppen = [Kop(each.naam, _WIDTHS.get(each.naam, 0), tekst=each.naam in _CODES) for each in KOLOMMEN]
    return writing.write([writing.Tabel(_NAME, koppen, [])])


def _read_sheet(data: bytes) -> Tabel:
    return table(first(data).rijen)


READERS: Final[Mapping[str, Callable[[bytes], Tabel]]] = {".xlsx": _read_sheet, ".csv": read_csv}
