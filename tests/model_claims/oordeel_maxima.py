"""How much may be claimed, counted day by day as `declareren.md` section 4 words it. Slow on purpose.

Volumes are in the unit of the assignment, as fractions where minutes are claimed on hours.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from ketenwerk.standard.basis import GeslotenPeriode
from ketenwerk.standard.m301 import ToegewezenProduct

PER_DAG, PER_WEEK, PER_MAAND, TOTAAL = "1", "2", "4", "6"
OUTPUT = ("82", "83")
MINUTEN = {"01": 1, "04": 60}
HUISHOUDELIJK = ("wmo", "01")


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def weeks(first: date, last: date) -> int:
    return len({day.isocalendar()[:2] for day in days(first, last)})


def sundays(first: date, last: date) -> list[date]:
    return [day for day in days(first, last) if day.strftime("%w") == "0"]


def months(first: date, last: date) -> int:
    return len({(day.year, day.month) for day in days(first, last)})


def of_period(toewijzing: ToegewezenProduct, periode: GeslotenPeriode, wet: str) -> int:
    """TR321: the most that may be claimed over one ProductPeriode."""
    omvang = toewijzing.omvang
    assert omvang is not None
    first, last = periode.begindatum, periode.einddatum
    if omvang.frequentie == PER_DAG:
        return omvang.volume * len(list(days(first, last)))
    if omvang.frequentie == PER_WEEK:
        return omvang.volume * _weeks_of_period(toewijzing, first, last, wet)
    assert omvang.frequentie in (PER_MAAND, TOTAAL)
    return omvang.volume


def _weeks_of_period(toewijzing: ToegewezenProduct, first: date, last: date, wet: str) -> int:
    assert toewijzing.omvang is not None
    assert toewijzing.product is not None
    if (wet, toewijzing.product.categorie) == HUISHOUDELIJK:
        return 6  # C-53: both variants
    if toewijzing.omvang.eenheid in OUTPUT:
        return len(sundays(first, last)) + _broken_last_week(toewijzing, first, last)
    return weeks(first, last)


def _broken_last_week(toewijzing: ToegewezenProduct, first: date, last: date) -> int:
    """The week in which the assignment ends goes with its last Sunday, or with its end where it holds no Sunday (C-09)."""
    end = toewijzing.einddatum
    assert end is not None
    all_sundays = sundays(toewijzing.ingangsdatum, end)
    if end in all_sundays:
        return 0
    where = all_sundays[-1] if all_sundays else end
    return 1 if first <= where <= last else 0


def of_assignment(toewijzing: ToegewezenProduct) -> int | None:
    """TR322: the most that may be claimed over the whole assignment; None where its open end leaves it without limit."""
    omvang = toewijzing.omvang
    assert omvang is not None
    first, last = toewijzing.ingangsdatum, toewijzing.einddatum
    if omvang.frequentie == TOTAAL:
        return omvang.volume
    if last is None:
        return None
    if omvang.frequentie == PER_DAG:
        return omvang.volume * len(list(days(first, last)))
    if omvang.frequentie == PER_MAAND:
        return omvang.volume * months(first, last)
    if omvang.eenheid not in OUTPUT:
        return omvang.volume * weeks(first, last)
    found = sundays(first, last)
    return omvang.volume * (len(found) if last in found else len(found) + 1)


def converted(volume: int, eenheid: str, to: str) -> Fraction | None:
    """A volume in another unit; None where the two cannot be compared. Only hours and minutes convert."""
    if eenheid == to:
        return Fraction(volume)
    if eenheid in MINUTEN and to in MINUTEN:
        return Fraction(volume * MINUTEN[eenheid], MINUTEN[to])
    return None
