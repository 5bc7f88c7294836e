"""The product period in which a delivery is claimed."""

from datetime import date
from typing import Final

from ketenwerk.standard.codelists import codelist

from .levering import Grondslag
from .omvang import OUTPUT
from .periode import DAY, SUNDAY, Periode, aantal_zondagen, laatste_zondag, productperiode

PER_WEEK: Final = frozenset(row.code for row in codelist("WMO757").rows.values() if row.attribute("per") == "week")


def leverperiode(datum: date, grondslag: Grondslag) -> Periode | None:
    """The product period that a delivery of that day belongs to; None where the assignment does not hold on that day.

    The day decides (E180), but for output per week it is the Sunday of its week (E181).
    """
    if not _holds(grondslag, datum):
        return None
    counted = _week_day(datum, grondslag) if _is_weekly_output(grondslag) else datum
    return productperiode(counted, grondslag.ingangsdatum, grondslag.einddatum)


def _holds(grondslag: Grondslag, datum: date) -> bool:
    eind = grondslag.einddatum
    return grondslag.ingangsdatum <= datum and (eind is None or datum <= eind)


def _is_weekly_output(grondslag: Grondslag) -> bool:
    return grondslag.eenheid in OUTPUT and grondslag.frequentie in PER_WEEK


def _week_day(datum: date, grondslag: Grondslag) -> date:
    """The Sunday of the week. The broken last week has none of its own: it goes with the last Sunday, else with the end.

    That is where `maximum_in_periode` counts it, so that what was given in each week fits in each month (IV076, E181).
    """
    eind = grondslag.einddatum
    left = SUNDAY - datum.isoweekday()
    if eind is None or left <= (eind - datum).days:
        return datum + left * DAY
    geheel = Periode(grondslag.ingangsdatum, eind)
    return laatste_zondag(eind) if aantal_zondagen(geheel) else eind
