"""Which assignment number a changed product gets (IV093, IV066, OP257, OP380).

A change that leaves the product what it was keeps the number: another Einddatum, another Budget, another Volume where that counts
for the whole assignment. Any other change of Omvang makes another product of it, under another number.
"""

from datetime import date
from enum import StrEnum
from typing import Final

from ketenwerk.standard import m301, m317
from ketenwerk.standard.basis import Omvang
from ketenwerk.standard.codelists import codelist

TOTAAL: Final = frozenset(row.code for row in codelist("WMO757").rows.values() if row.attribute("per") == "totaal")
"""Frequencies that count for the whole assignment, so that another Volume is the same product."""


class Nummer(StrEnum):
    """What happens to the number of an assignment that a request wants changed."""

    VERPLICHT = "verplicht behouden"
    """Extended under its own number, because the standard demands it (OP380, which goes before OP257: C-35)."""
    BEHOUDEN = "behouden"
    """Changed under its own number (IV093)."""
    VERLOPEN = "nieuw, behouden mag"
    """Extended after it had ended: a new number is offered, its own one is accepted (C-55)."""
    NIEUW = "nieuw"
    """Ended the day before GewensteIngangsdatum, and from that day on under a new number."""
    VERVANGEN = "nieuw, oude verwijderen"
    """Changed over its whole period: nothing of it would be left to end, so it is deleted and given out anew (C-54)."""

    @property
    def keeps(self) -> bool:
        """Whether the change goes under the number that the assignment has."""
        return self in (Nummer.VERPLICHT, Nummer.BEHOUDEN)


def nummer(gewenst: m317.TeWijzigenProduct, actueel: m301.ToegewezenProduct, on: date) -> Nummer:
    """What happens to the number, when the change is made on that day; `actueel` is the assignment as it stands."""
    if not _same_omvang(gewenst.omvang, actueel.omvang):
        return Nummer.VERVANGEN if gewenst.gewenste_ingangsdatum <= actueel.ingangsdatum else Nummer.NIEUW
    if not _extends(gewenst.einddatum, actueel.einddatum):
        return Nummer.BEHOUDEN
    if actueel.einddatum is not None and actueel.einddatum < on:
        return Nummer.VERLOPEN
    return Nummer.BEHOUDEN if _is_total(actueel.omvang) else Nummer.VERPLICHT


def _same_omvang(gewenst: Omvang | None, actueel: Omvang | None) -> bool:
    """Equal, or different in Volume only where it counts for the whole assignment."""
    if gewenst == actueel:
        return True
    if gewenst is None or actueel is None or not _is_total(actueel):
        return False
    return (gewenst.eenheid, gewenst.frequentie) == (actueel.eenheid, actueel.frequentie)


def _is_total(omvang: Omvang | None) -> bool:
    return omvang is not None and omvang.frequentie in TOTAAL


def _extends(gewenst: date | None, actueel: date | None) -> bool:
    """Whether the wanted end lies after the actual one; an absent end is open."""
    return actueel is not None and (gewenst is None or gewenst > actueel)
