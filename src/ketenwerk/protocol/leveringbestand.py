"""Tables with deliveries, as a care provider keeps them: one row per client, assignment and day.

CSV is read here; a spreadsheet becomes the same table (`table`), so that both have the same columns and the same faults.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from . import csvtabel
from .bezwaar import Bezwaar, Onleesbaar
from .kolom import GEMEENTE, PRODUCTCODE, Cel, Kolom, Ongeldig, Rij, Tabel, day, form, read_row, shown, text, yes_or_no

EENHEDEN: Final[Mapping[str, tuple[str, int, tuple[str, ...]]]] = {
    "minuten": ("minuten", 1, ("01",)),
    "uren": ("minuten", 60, ("01",)),
    "etmalen": ("etmalen", 1, ("14",)),
    "dagdelen": ("dagdelen", 1, ("16",)),
    "stuks": ("stuks", 1, ("82", "84")),
    "euro": ("euro", 100, ("83",)),
}
"""What a row may be in: the word, what is kept and how many of it one is, and the units (WJ756) that it can be claimed in."""
_WORDS: Final = {
    "minuut": "minuten", "min": "minuten", "uur": "uren", "etmaal": "etmalen", "dagdeel": "dagdelen", "stuk": "stuks",
    "euro's": "euro", "eur": "euro", "€": "euro",
}  # fmt: skip
_TICKS: Final = {"x": "ja", "true": "ja", "waar": "ja", "false": "nee", "onwaar": "nee"}
MOST: Final = 99_999_999
"""The most of a kept amount, as a claim line holds."""
MOST_ROWS: Final = 20_000
"""Deliveries that one file may bring."""
_NUMBER: Final = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_CLOCK: Final = re.compile(r"([0-9]{1,3}):([0-5][0-9])")


class Rijlevering(msgspec.Struct, frozen=True):
    """A row as it was read. `hoeveelheid` in what `soort` says: minuten, etmalen, dagdelen, stuks, or euro in eurocents."""

    plaats: str
    datum: date
    bsn: str
    toewijzing: int
    soort: str
    hoeveelheid: int
    categorie: str = ""
    product: str = ""
    gemeente: str = ""
    kenmerk: str = ""
    afwezig: bool = False


def _day(cell: Cel) -> date:
    if isinstance(cell, str) and re.fullmatch("[0-9]{5}", cell.strip()):
        # How a spreadsheet counts a day. From which day it counts cannot be seen, so the person must say that it is one.
        raise Ongeldig(f"{shown(cell)} is een getal en geen datum. Geef deze cel de opmaak datum.")
    return day(cell)


def _bsn(cell: Cel) -> str:
    digits = "".join(sign for sign in str(cell) if sign not in " .-")
    if not re.fullmatch("[0-9]{8,9}", digits):
        # The cell is not quoted: it may be the number of a person.
        raise Ongeldig("Deze rij wordt niet overgenomen: dit is geen BSN. Schrijf negen cijfers.")
    return digits.zfill(9)


def _assignment(cell: Cel) -> int:
    if not re.fullmatch("[0-9]{1,9}", str(cell).strip()):
        raise Ongeldig(f"{shown(cell)} is geen toewijzingsnummer. Neem het over uit het toewijzingsbericht.")
    return int(str(cell).strip())


def _unit(cell: Cel) -> str:
    word = str(cell).strip().lower()
    word = _WORDS.get(word, word)
    if word not in EENHEDEN:
        raise Ongeldig(f"{shown(cell)} is geweigerd. Kies uit: {', '.join(EENHEDEN)}.")
    return word


def _quantity(cell: Cel) -> str:
    written = str(cell).strip()
    if not (_NUMBER.fullmatch(written) or _CLOCK.fullmatch(written)):
        raise Ongeldig(f"{shown(cell)} is geen hoeveelheid. Schrijf een getal, bijvoorbeeld 90 of 1,5.")
    return written


def _absent(cell: Cel) -> bool:
    """Whether the client was not there: ja or nee, or what a spreadsheet makes of a tick."""
    word = str(cell).strip().lower()
    return yes_or_no(_TICKS.get(word, word))


KOLOMMEN: Final = (
    Kolom("datum", _day),
    Kolom("bsn", _bsn),
    Kolom("toewijzing", _assignment),
    Kolom("hoeveelheid", _quantity),
    Kolom("eenheid", _unit),
    Kolom("product", PRODUCTCODE, verplicht=False),
    Kolom(
        "categorie", form("[0-9]{2}", "een productcategorie is twee cijfers", "Neem haar over uit de afspraken."), verplicht=False
    ),
    Kolom("gemeente", GEMEENTE, verplicht=False),
    Kolom("kenmerk", text(60), verplicht=False),
    Kolom("afwezig", _absent, verplicht=False),
)


def rows_of(tabel: Tabel) -> list[Rijlevering]:
    """The deliveries of a table; `Onleesbaar` with everything that is wrong with it."""
    if len(tabel.rijen) > MOST_ROWS:
        most = f"het heeft meer dan {MOST_ROWS} rijen. Verdeel het over meer bestanden."
        raise Onleesbaar([Bezwaar("", f"Het bestand is niet gelezen: {most}")])
    found = list(tabel.bezwaren)
    rows: list[Rijlevering] = []
    for rij in tabel.rijen:
        values, wrong = read_row(rij, tabel.kolommen)
        made = None if wrong or tabel.bezwaren else _row(rij.plaats, values, wrong)
        found += wrong
        if made:
            rows.append(made)
    if not tabel.rijen:
        found.append(Bezwaar("", "Het bestand heeft geen leveringen. Zet onder de kopregel één levering per rij."))
    if found:
        raise Onleesbaar(found)
    return rows


def quantity(written: str, eenheid: str) -> int:
    """A quantity in one of the words of `EENHEDEN` as what is kept: minutes, eurocents, or a number. Raises `Ongeldig`."""
    soort, times, _ = EENHEDEN[eenheid]
    clock = _CLOCK.fullmatch(written)
    if clock and eenheid == "uren":
        kept = Decimal(int(clock[1]) * 60 + int(clock[2]))
    elif _NUMBER.fullmatch(written):
        kept = Decimal(written.replace(",", ".")) * times
    else:
        raise Ongeldig(f"{shown(written)} is geen hoeveelheid. Schrijf een getal, bijvoorbeeld 90 of 1,5.")
    if kept != int(kept):
        raise Ongeldig(f"{shown(written)} {eenheid} is geweigerd: dat zijn geen hele {_LEAST[soort]}.")
    if not 0 < kept <= MOST:
        raise Ongeldig(f"{shown(written)} is geweigerd: de hoeveelheid is nul of te groot. Vul in wat u leverde.")
    return int(kept)


_LEAST: Final = {"minuten": "minuten", "etmalen": "etmalen", "dagdelen": "dagdelen", "stuks": "stuks", "euro": "eurocenten"}


def _row(plaats: str, values: dict[str, Any], wrong: list[Bezwaar]) -> Rijlevering | None:
    written, eenheid = values.pop("hoeveelheid"), values.pop("eenheid")
    try:
        amount = quantity(written, eenheid)
    except Ongeldig as fault:
        wrong.append(Bezwaar("hoeveelheid", str(fault), plaats=plaats))
        return None
    return Rijlevering(plaats=plaats, soort=EENHEDEN[eenheid][0], hoeveelheid=amount, **values)


def read_csv(data: bytes) -> Tabel:
    """The table in a CSV file; `Onleesbaar` when it is none."""
    return csvtabel.read(data, KOLOMMEN)


def table(rows: Sequence[tuple[int, Sequence[str]]]) -> Tabel:
    """The same of rows of cells with their numbers, the head first; `Onleesbaar` when there is none."""
    names = [name.strip().lower() for name in rows[0][1]] if rows else []
    while names and not names[-1]:
        names.pop()
    shape = csvtabel.read(csvtabel.write(names, []) if names else b"", KOLOMMEN)
    return Tabel(list(_rijen(names, rows[1:], {kolom.naam for kolom in shape.kolommen})), shape.kolommen, shape.bezwaren)


def _rijen(names: Sequence[str], body: Sequence[tuple[int, Sequence[str]]], wanted: set[str]) -> Iterable[Rij]:
    for number, cells in body:
        filled = {name: cell for name, cell in zip(names, cells, strict=False) if cell.strip() and name in wanted}
        yield Rij(f"rij {number}", filled)


def empty_csv() -> bytes:
    """An empty file to fill in."""
    return csvtabel.write([kolom.naam for kolom in KOLOMMEN], [])
