"""The agreements file: what a municipality publishes and a provider imports, as TOML or as CSV with the same columns.

What is written is read again to the same agreements. A file with a fault is refused whole, with all its faults.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from . import csvtabel, tomlschrift
from .afspraken import VARIANTEN, Afspraak, Afspraken, objections, overlaps
from .bezwaar import Bezwaar, Onleesbaar
from .kolom import AGB, AMOUNT, GEMEENTE, PRODUCTCODE, WET, Kolom, Tabel, choice, day, form, read_row, whole, yes_or_no

TABEL: Final = "product"
KOLOMMEN: Final = (
    Kolom("wet", WET),
    Kolom("gemeente", GEMEENTE),
    Kolom("aanbieder", AGB, verplicht=False),
    Kolom("categorie", form("[0-9]{2}", "een productcategorie is twee cijfers", "Gebruik de code van de codelijst.")),
    Kolom("code", PRODUCTCODE),
    Kolom("eenheid", form("[0-9]{2}", "een eenheid is twee cijfers", "Gebruik de code van de codelijst.")),
    Kolom("variant", choice(*VARIANTEN)),
    Kolom("tarief", AMOUNT, verplicht=False),
    Kolom("van", day),
    Kolom("tot", day, verplicht=False),
    Kolom("alleen_registratie", yes_or_no, verplicht=False),
    Kolom("maximum_tarief", yes_or_no, verplicht=False),
    Kolom("helften", yes_or_no, verplicht=False),
    Kolom("declarabele_afwezigheid", whole("eenheden per maand", 999), verplicht=False),
)
BIJZONDER: Final = KOLOMMEN[-4:]
"""Columns for what only some parties agree on: not written where nothing of the kind was agreed."""


def read_toml(data: bytes) -> Afspraken:
    """The agreements of a TOML file; `Onleesbaar` with everything that is wrong with it."""
    return _taken_over(tomlschrift.rows(data, TABEL, KOLOMMEN))


def read_csv(data: bytes) -> Afspraken:
    """The agreements of a CSV file; `Onleesbaar` with everything that is wrong with it."""
    return _taken_over(csvtabel.read(data, KOLOMMEN))


def write_toml(afspraken: Afspraken) -> bytes:
    """The agreements as TOML, one table each, in their order."""
    return "\n".join(tomlschrift.table(f"[[{TABEL}]]", _filled(regel)) for regel in afspraken.regels).encode()


def write_csv(afspraken: Afspraken) -> bytes:
    """The agreements as CSV, one row each, in their order. A special column is there when any row fills it."""
    rows = [_cells(regel) for regel in afspraken.regels]
    filled = {name for row in rows for name in row}
    names = [kolom.naam for kolom in KOLOMMEN if kolom not in BIJZONDER or kolom.naam in filled]
    return csvtabel.write(names, rows)


READERS: Final[dict[str, Callable[[bytes], Afspraken]]] = {".toml": read_toml, ".csv": read_csv}
"""How a file is read, by the suffix of its name."""


def _cells(regel: Afspraak) -> dict[str, str]:
    return {name: "ja" if cell is True else str(cell) for name, cell in _filled(regel).items()}


def _filled(regel: Afspraak) -> dict[str, Any]:
    """What an agreement says, without what it leaves out or leaves off."""
    return {name: cell for name, cell in msgspec.structs.asdict(regel).items() if cell is not None and cell is not False}


def _taken_over(tabel: Tabel) -> Afspraken:
    found = list(tabel.bezwaren)
    rows: list[tuple[str, Afspraak]] = []
    for rij in tabel.rijen:
        values, faults = read_row(rij, tabel.kolommen)
        found += faults
        if not faults and not _lacking(tabel):
            rows.append((rij.plaats, Afspraak(**values)))
    found += _content(rows)
    if found:
        raise Onleesbaar(found)
    return Afspraken(regel for _, regel in rows)


def _lacking(tabel: Tabel) -> bool:
    return any(kolom.verplicht and kolom not in tabel.kolommen for kolom in KOLOMMEN)


def _content(rows: list[tuple[str, Afspraak]]) -> Iterator[Bezwaar]:
    for plaats, regel in rows:
        yield from objections(regel, plaats)
    yield from overlaps(rows)
