"""Where a delivery belongs: what one line stands for, or why it can be in none."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

from .ingediend import Sleutel
from .levering import Grondslag, Levering
from .leverperiode import leverperiode
from .periode import Periode
from .reden import Weglating

BEGIN_323: Final = date(2021, 1, 1)
LONGEST_AGO: Final = 5
_REDENEN: Final = {"jw": codelist("JZ002"), "wmo": codelist("WMO002")}
INGETROKKEN: Final = {wet: redenen.where("verwijderd") | redenen.where("vervallen") for wet, redenen in _REDENEN.items()}
"""Reasons that take an assignment back as if it was never given, when it holds on one day only (OP087, TR384)."""


class Plaats(NamedTuple):
    """What a delivery is claimed as: its key, its product period, and the unit that was assigned (None without Omvang)."""

    sleutel: Sleutel
    periode: Periode
    eenheid: str | None


class Plaatsing:
    """Places deliveries on the assignments of one conversation, in a claim that will be dated `op`."""

    def __init__(self, wet: Wet, grondslagen: Mapping[tuple[str, int], Grondslag], op: date) -> None:
        self._grondslagen = grondslagen
        self._nummers = {nummer for _, nummer in grondslagen}
        self._ingetrokken = INGETROKKEN[wet]
        self._op = op

    def plaats(self, levering: Levering) -> Plaats | Weglating:
        """Where the delivery belongs, or the first reason why it cannot be claimed (E190)."""
        grondslag = self._grondslagen.get((levering.bsn, levering.toewijzing_nummer))
        if grondslag is None:
            known = levering.toewijzing_nummer in self._nummers
            return Weglating.ANDERE_CLIENT if known else Weglating.GEEN_TOEWIJZING
        if self._is_withdrawn(grondslag):
            return Weglating.TOEWIJZING_VERWIJDERD
        periode = leverperiode(levering.datum, grondslag)
        if periode is None:
            return Weglating.BUITEN_TOEWIJZING
        if not _is_assigned(levering, grondslag):
            return Weglating.ANDER_PRODUCT
        if levering.hoeveelheid <= 0:
            return Weglating.GEEN_HOEVEELHEID
        return self._wrong_time(periode) or Plaats(_key(levering, periode), periode, grondslag.eenheid)

    def _is_withdrawn(self, grondslag: Grondslag) -> bool:
        return grondslag.ingangsdatum == grondslag.einddatum and grondslag.reden_wijziging in self._ingetrokken

    def _wrong_time(self, periode: Periode) -> Weglating | None:
        """What a claim of that day cannot hold (CS100, TR335, TR137)."""
        if periode.begin < BEGIN_323:
            return Weglating.VOOR_2021
        if periode.eind > self._op:
            return Weglating.LOOPT_NOG
        return Weglating.TE_LANG_GELEDEN if periode.eind < _years_before(self._op, LONGEST_AGO) else None


def _is_assigned(levering: Levering, grondslag: Grondslag) -> bool:
    """Whether the product is the assigned one, or one that the assignment leaves open (TR339, TR340, TR381)."""
    categorie, code = grondslag.categorie, grondslag.code
    return categorie in (None, levering.categorie) and code in (None, levering.code)


def _key(levering: Levering, periode: Periode) -> Sleutel:
    month = periode.begin.year, periode.begin.month
    return Sleutel(levering.bsn, levering.toewijzing_nummer, levering.categorie, levering.code, month)


def _years_before(day: date, years: int) -> date:
    """The same day that many years earlier; 28 February where that year has no 29th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)
