"""The claim calendar as a file, which a municipality publishes and a provider imports: TOML, or CSV with the same columns (E168).

What is written is read again to the same calendar. A file with a fault is refused whole, with all its faults.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

import msgspec

from ketenwerk.standard.types import Wet

from . import csvtabel, tomlschrift
from .bezwaar import Bezwaar, Onleesbaar
from .kolom import GEMEENTE, WET, Cel, Kolom, Ongeldig, Tabel, day, read_row, shown

TABEL: Final = "periode"
_MONTH: Final = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
_MONTH_DUTCH: Final = re.compile(r"(0?[1-9]|1[0-2])-(20[0-9]{2})")
_REFUSED: Final = "Deze rij wordt niet overgenomen:"


class Kalenderregel(msgspec.Struct, frozen=True, kw_only=True):
    """One claim period of a municipality under a law: `periode` is its first day. Days that are not published are None."""

    wet: Wet
    gemeente: str
    periode: date
    indienen: date
    verwerking: date | None = None
    betaling: date | None = None


def _month(cell: Cel) -> date:
    """2024-09, 09-2024, or any day of the month."""
    written = str(cell).strip()
    if match := _MONTH.fullmatch(written):
        return date(int(match[1]), int(match[2]), 1)
    if match := _MONTH_DUTCH.fullmatch(written):
        return date(int(match[2]), int(match[1]), 1)
    try:
        return day(cell).replace(day=1)
    except Ongeldig:
        raise Ongeldig(f"{shown(cell)} is geen maand. Schrijf de maand als jjjj-mm.") from None


KOLOMMEN: Final = (
    Kolom("wet", WET),
    Kolom("gemeente", GEMEENTE),
    Kolom("periode", _month),
    Kolom("indienen", day),
    Kolom("verwerking", day, verplicht=False),
    Kolom("betaling", day, verplicht=False),
)


def read_toml(data: bytes) -> list[Kalenderregel]:
    """The calendar of a TOML file; `Onleesbaar` with everything that is wrong with it."""
    return _taken_over(tomlschrift.rows(data, TABEL, KOLOMMEN))


def read_csv(data: bytes) -> list[Kalenderregel]:
    """The calendar of a CSV file; `Onleesbaar` with everything that is wrong with it."""
    return _taken_over(csvtabel.read(data, KOLOMMEN))


def write_toml(regels: Iterable[Kalenderregel]) -> bytes:
    """One table per period."""
    return "\n".join(tomlschrift.table(f"[[{TABEL}]]", _cells(regel)) for regel in regels).encode()


def write_csv(regels: Iterable[Kalenderregel]) -> bytes:
    """One row per period."""
    rows = [{name: str(cell) for name, cell in _cells(regel).items()} for regel in regels]
    return csvtabel.write([kolom.naam for kolom in KOLOMMEN], rows)


READERS: Final[dict[str, Callable[[bytes], list[Kalenderregel]]]] = {".toml": read_toml, ".csv": read_csv}
"""How a file is read, by the suffix of its name."""
WRITERS: Final = {"toml": write_toml, "csv": write_csv}


def objections(regel: Kalenderregel, plaats: str = "") -> Iterator[Bezwaar]:
    """What is wrong with the days of one period: they come after its first day, and in their order."""
    if regel.indienen <= regel.periode:
        yield Bezwaar("indienen", f"{_REFUSED} u kunt niet indienen voor de maand begint. Verbeter de datum.", plaats=plaats)
    if regel.verwerking and regel.verwerking < regel.indienen:
        yield Bezwaar("verwerking", f"{_REFUSED} verwerken is voor indienen. Verbeter de datum.", plaats=plaats)
    if regel.betaling and regel.betaling < max(regel.indienen, regel.verwerking or regel.indienen):
        yield Bezwaar("betaling", f"{_REFUSED} betalen is voor indienen of verwerken. Verbeter de datum.", plaats=plaats)


def _cells(regel: Kalenderregel) -> dict[str, Any]:
    found = {name: cell for name, cell in msgspec.structs.asdict(regel).items() if cell is not None}
    return {**found, "periode": f"{regel.periode:%Y-%m}"}


def _taken_over(tabel: Tabel) -> list[Kalenderregel]:
    found = list(tabel.bezwaren)
    rows: dict[tuple[str, str, date], Kalenderregel] = {}
    for rij in tabel.rijen:
        values, faults = read_row(rij, tabel.kolommen)
        found += faults
        if faults or tabel.bezwaren:
            continue
        regel = Kalenderregel(**values)
        found += objections(regel, rij.plaats)
        key = regel.wet, regel.gemeente, regel.periode
        if key in rows:
            found.append(Bezwaar("periode", f"{_REFUSED} deze periode staat er al. Laat er één staan.", plaats=rij.plaats))
        rows[key] = regel
    if not tabel.rijen:
        found.append(Bezwaar("", "Het bestand heeft geen perioden. Zet onder de kopregel één maand per rij."))
    if found:
        raise Onleesbaar(found)
    return list(rows.values())
