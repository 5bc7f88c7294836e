"""How much may be claimed on an assignment with an Omvang: per product period (TR321) and over the whole of it (TR322)."""

from datetime import date
from typing import Final, Literal, NamedTuple

from ketenwerk.standard.codelists import codelist

from .periode import Periode, aantal_maanden, aantal_weken, aantal_zondagen, is_zondag, laatste_zondag

EENHEDEN: Final = codelist("WJ756")
OUTPUT: Final = frozenset(row.code for row in EENHEDEN.rows.values() if row.attribute("variant") == "output")
"""Units of output; all others are units of effort (OP305)."""
DAG, WEEK, MAAND, TOTAAL = "1", "2", "4", "6"
"""Frequencies: per day, week, month, and in all within the period of the assignment."""
HUISHOUDELIJK: Final = "01"
WEKEN_HUISHOUDELIJK: Final = 6
"""Under the Wmo a product period of household help (category 01) holds six weeks, however many it touches (TR321, C-53)."""

Telling = Literal["dagen", "weken", "zes weken", "zondagen", "maand", "maanden", "totaal"]


class Omvang(NamedTuple):
    """What was assigned: `volume` in `eenheid` (eurocents for 83) per `frequentie`, in a period that may be open at its end.

    `huishoudelijk` says that TR321 counts six weeks per period (Wmo, category 01).
    """

    volume: int
    eenheid: str
    frequentie: str
    ingangsdatum: date
    einddatum: date | None
    huishoudelijk: bool = False

    @property
    def is_output(self) -> bool:
        return self.eenheid in OUTPUT


class Maximum(NamedTuple):
    """The most that may be claimed: `volume` in the unit of the assignment, as `aantal` times its volume.

    `aantal` counts what `telling` says; `erbij` of them is the broken last week of output, which has no Sunday of its own.
    """

    volume: int
    telling: Telling
    aantal: int
    erbij: int = 0


def is_huishoudelijk(wet: str, categorie: str | None, frequentie: str) -> bool:
    """Whether the exception of the Wmo for household help per week holds (C-53)."""
    return wet == "wmo" and categorie == HUISHOUDELIJK and frequentie == WEEK


def maximum_in_periode(omvang: Omvang, periode: Periode) -> Maximum:
    """The most in one product period of the assignment (TR321, IV076 to IV078)."""
    volume = omvang.volume
    if omvang.frequentie == MAAND:
        return Maximum(volume, "maand", 1)
    match omvang.frequentie:
        case "1":
            return Maximum(volume * periode.dagen, "dagen", periode.dagen)
        case "2" if omvang.huishoudelijk:
            return Maximum(volume * WEKEN_HUISHOUDELIJK, "zes weken", WEKEN_HUISHOUDELIJK)
        case "2" if omvang.is_output:
            return _sundays(volume, aantal_zondagen(periode), _broken_week(omvang, periode))
        case "2":
            weken = aantal_weken(periode)
            return Maximum(volume * weken, "weken", weken)
        case _:
            return Maximum(volume, "totaal", 1)


def maximum_in_totaal(omvang: Omvang) -> Maximum | None:
    """The most over the whole assignment (TR322); None where an open end sets no limit."""
    volume = omvang.volume
    if omvang.frequentie == TOTAAL:
        return Maximum(volume, "totaal", 1)
    if omvang.einddatum is None:
        return None
    geheel = Periode(omvang.ingangsdatum, omvang.einddatum)
    match omvang.frequentie:
        case "1":
            return Maximum(volume * geheel.dagen, "dagen", geheel.dagen)
        case "2" if omvang.is_output:
            return _sundays(volume, aantal_zondagen(geheel), 0 if is_zondag(geheel.eind) else 1)
        case "2":
            weken = aantal_weken(geheel)
            return Maximum(volume * weken, "weken", weken)
        case _:
            maanden = aantal_maanden(geheel)
            return Maximum(volume * maanden, "maanden", maanden)


def _sundays(volume: int, zondagen: int, erbij: int) -> Maximum:
    return Maximum(volume * (zondagen + erbij), "zondagen", zondagen + erbij, erbij)


def _broken_week(omvang: Omvang, periode: Periode) -> int:
    """1 where the broken last week of the assignment counts: with its last Sunday, or with its end where it holds none."""
    eind = omvang.einddatum
    if eind is None or is_zondag(eind):
        return 0
    counted = laatste_zondag(eind) if aantal_zondagen(Periode(omvang.ingangsdatum, eind)) else eind
    return 1 if periode.begin <= counted <= periode.eind else 0
