"""Corrections (IV085, IV086): a rejected line is claimed anew; a granted one is credited, or replaced by another."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Final

from .ingediend import Ingediend, Staat, is_credit, is_staand, referentie, sleutel
from .lijn import Handeling, Lijn, credit_van
from .periode import DAY, DECEMBER, Periode, maand
from .reden import Belet

MAANDEN_NA_TOEKENNING: Final = 2


def crediteren(regel: Ingediend, ingediend: Sequence[Ingediend], nieuw: Lijn | None = None) -> Handeling | Belet:
    """Takes a granted line back, once (E196, TR390), with the debit in its place where there is one; or says why not.

    `ingediend` are the lines claimed before on the assignments concerned, of which `regel` is one.
    """
    belet = belet_crediteren(regel)
    if belet is None and nieuw is not None and _stands(nieuw, ingediend, besides=regel):
        belet = Belet.STAAT_AL
    return belet or Handeling(credit_van(regel.bsn, regel.prestatie), nieuw)


def opnieuw(regel: Ingediend, ingediend: Sequence[Ingediend], nieuw: Lijn) -> Handeling | Belet:
    """Claims what was rejected anew, under a number of its own; or says why not. What was wrong is put right in `nieuw`."""
    belet = belet_opnieuw(regel)
    if belet is None and _stands(nieuw, ingediend):
        belet = Belet.STAAT_AL
    return belet or Handeling(None, nieuw)


def belet_crediteren(regel: Ingediend) -> Belet | None:
    """Why the line cannot be credited; None when it can."""
    if is_credit(regel.prestatie):
        return Belet.CREDIT
    if regel.staat == Staat.AFGEWEZEN:
        return Belet.AFGEWEZEN
    if regel.gecrediteerd:
        return Belet.GECREDITEERD
    if regel.staat == Staat.OPEN:
        return Belet.OPEN
    return None if regel.prestatie.ingediend_bedrag.bedrag else Belet.NIHIL


def belet_opnieuw(regel: Ingediend) -> Belet | None:
    """Why the line cannot be claimed anew; None when it can. After a rejected credit its debit is credited once more instead."""
    if is_credit(regel.prestatie):
        return Belet.CREDIT
    if regel.staat == Staat.OPEN:
        return Belet.OPEN
    return Belet.TOEGEKEND if regel.staat == Staat.TOEGEKEND else None


def opnieuw_uiterlijk(declaratieperiode: Periode) -> Periode:
    """The last DeclaratiePeriode in which a rejected line is claimed anew in time: the one after its own (E197)."""
    return maand(declaratieperiode.eind + DAY)


def crediteren_uiterlijk(toegekend_op: date) -> date:
    """The last day on which a granted line is corrected in time: two months later, or the last day of that month (E198)."""
    years, month = divmod(toegekend_op.month - 1 + MAANDEN_NA_TOEKENNING, DECEMBER)
    year = toegekend_op.year + years
    return date(year, month + 1, min(toegekend_op.day, monthrange(year, month + 1)[1]))


def _stands(nieuw: Lijn, ingediend: Sequence[Ingediend], besides: Ingediend | None = None) -> bool:
    """Whether another line stands for the same (TR389)."""
    own = besides and referentie(besides.prestatie)
    return any(
        sleutel(regel.bsn, regel.prestatie) == nieuw.sleutel and referentie(regel.prestatie) != own
        for regel in ingediend
        if is_staand(regel)
    )
