"""A product list as one CSV file: all its versions, a row per product. What is written is read again to the same list.

The columns of the list and of the version are repeated on every row, so that a part of a file is still clear to a reader.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from . import csvtabel
from .afspraken import VARIANTEN
from .bezwaar import Bezwaar, Onleesbaar
from .kolom import AMOUNT, GEMEENTE, PRODUCTCODE, WET, Cel, Kolom, Lezer, Ongeldig, choice, day, form, read_row, text, whole
from .productlijst import DOMEINEN, Productlijst, Productregel, Versie, objections

_TWO_DIGITS: Final = form("[0-9]{2}", "de code is twee cijfers", "Gebruik de code van de codelijst.")


def _several(one: Lezer) -> Lezer:
    """Values with spaces between them."""

    def read(cell: Cel) -> tuple[Any, ...]:
        if not isinstance(cell, str):
            raise Ongeldig("Dit veld is geen tekst.")
        return tuple(one(word) for word in cell.split())

    return read


LIJST: Final = (Kolom("lijst", text(80)), Kolom("wet", WET), Kolom("gemeenten", _several(GEMEENTE), verplicht=False))
VERSIE: Final = (Kolom("versie", text(40)), Kolom("versie_van", day), Kolom("versie_tot", day, verplicht=False))
REGEL: Final = (
    Kolom("categorie", _TWO_DIGITS),
    Kolom("code", PRODUCTCODE),
    Kolom("omschrijving", text(400)),
    Kolom("eenheid", _TWO_DIGITS, verplicht=False),
    Kolom("variant", choice(*VARIANTEN), verplicht=False),
    Kolom("tarief", AMOUNT, verplicht=False),
    Kolom("vorm", text(80), verplicht=False),
    Kolom("zwaarte", whole("van licht naar zwaar", 99), verplicht=False),
    Kolom("domeinen", _several(choice(*DOMEINEN)), verplicht=False),
    Kolom("van", day, verplicht=False),
    Kolom("tot", day, verplicht=False),
)
KOLOMMEN: Final = (*LIJST, *VERSIE, *REGEL)


def write(lijst: Productlijst) -> bytes:
    """The list as CSV. A version without products would be lost; `productlijst.objections` refuses one."""
    whole_list = {"lijst": lijst.naam, "wet": lijst.wet, "gemeenten": " ".join(lijst.gemeenten)}
    rows = [
        whole_list | {"versie": versie.naam, "versie_van": _cell(versie.van), "versie_tot": _cell(versie.tot)} | _cells(regel)
        for versie in lijst.versies
        for regel in versie.regels
    ]
    return csvtabel.write([kolom.naam for kolom in KOLOMMEN], rows)


def read(data: bytes) -> Productlijst:
    """The list of a CSV file; `Onleesbaar` with everything that is wrong with it."""
    tabel = csvtabel.read(data, KOLOMMEN)
    found = list(tabel.bezwaren)
    rows: list[tuple[str, dict[str, Any]]] = []
    for rij in tabel.rijen:
        values, faults = read_row(rij, tabel.kolommen)
        found += faults
        rows.append((rij.plaats, values))
    found += _differing(rows, LIJST, lambda values: "", "de lijst")
    found += _differing(rows, VERSIE[1:], lambda values: str(values.get("versie")), "deze versie")
    if not rows:
        found.append(Bezwaar("", "Het bestand wordt niet overgenomen: er staan geen producten in."))
    if found:
        raise Onleesbaar(found)
    lijst = _built([values for _, values in rows])
    if wrong := list(objections(lijst)):
        raise Onleesbaar(wrong)
    return lijst


def _differing(
    rows: list[tuple[str, dict[str, Any]]], kolommen: Sequence[Kolom], group: Callable[[dict[str, Any]], str], whose: str
) -> list[Bezwaar]:
    """Columns that ought to say the same on every row of a group, where they do not."""
    first: dict[tuple[str, str], Any] = {}
    return [
        Bezwaar(kolom.naam, f"Deze rij wordt niet overgenomen: {kolom.naam} van {whose} is eerder anders.", plaats=plaats)
        for plaats, values in rows
        for kolom in kolommen
        if first.setdefault((group(values), kolom.naam), values.get(kolom.naam)) != values.get(kolom.naam)
    ]


def _built(rows: list[dict[str, Any]]) -> Productlijst:
    versions: dict[str, list[dict[str, Any]]] = {}
    for values in rows:
        versions.setdefault(values["versie"], []).append(values)
    versies = tuple(
        Versie(naam=naam, van=of[0]["versie_van"], tot=of[0].get("versie_tot"), regels=tuple(map(_row, of)))
        for naam, of in versions.items()
    )
    head = rows[0]
    return Productlijst(naam=head["lijst"], wet=head["wet"], gemeenten=head.get("gemeenten", ()), versies=versies)


def _row(values: dict[str, Any]) -> Productregel:
    return Productregel(**{kolom.naam: values[kolom.naam] for kolom in REGEL if kolom.naam in values})


def _cells(regel: Productregel) -> dict[str, str]:
    return {name: _cell(value) for name, value in msgspec.structs.asdict(regel).items()}


def _cell(value: object) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else str(value)
