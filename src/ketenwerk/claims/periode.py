"""The periods of a claim: the calendar month, the product period in it, and the weeks and Sundays that a period holds."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

DAY: Final = timedelta(days=1)
DECEMBER: Final = 12
SUNDAY: Final = 7


class Periode(NamedTuple):
    """From `begin` to `eind`, both included."""

    begin: date
    eind: date

    @property
    def dagen(self) -> int:
        return (self.eind - self.begin).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.begin <= day <= self.eind


@lru_cache(maxsize=1024)
def maand(day: date) -> Periode:
    """The calendar month of a day: what a DeclaratiePeriode always is (CS340)."""
    return Periode(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def productperiode(day: date, ingangsdatum: date, einddatum: date | None) -> Periode | None:
    """The one ProductPeriode in the month of `day` on an assignment (IV089, TR387, TR388); None outside the assignment.

    It follows from the assignment alone, whatever was started, stopped or delivered (OP364). An `einddatum` of None is open.
    """
    begin, eind = maand(day)
    found = Periode(max(begin, ingangsdatum), eind if einddatum is None else min(eind, einddatum))
    return found if found.begin <= found.eind else None


def maanden(begin: date, eind: date) -> Iterator[Periode]:
    """The calendar months that a period touches, whole, in order."""
    first = begin.year * DECEMBER + begin.month - 1
    for place in range(first, first + aantal_maanden(Periode(begin, eind))):
        year, month = divmod(place, DECEMBER)
        yield maand(date(year, month + 1, 1))


def productperioden(ingangsdatum: date, einddatum: date) -> Iterator[Periode]:
    """All product periods of an assignment, in order."""
    for month in maanden(ingangsdatum, einddatum):
        yield Periode(max(month.begin, ingangsdatum), min(month.eind, einddatum))


def aantal_maanden(periode: Periode) -> int:
    """How many calendar months the period touches."""
    return (periode.eind.year - periode.begin.year) * DECEMBER + periode.eind.month - periode.begin.month + 1


def aantal_weken(periode: Periode) -> int:
    """How many ISO weeks (Monday to Sunday) the period touches, broken ones included (IV077).

    Counted from Monday to Monday, so that a week over the end of a year is one week, and a year of 53 weeks has 53.
    """
    return _weeks_before(periode.eind) - _weeks_before(periode.begin) + 1


def weken(periode: Periode) -> list[tuple[int, int]]:
    """Those weeks as (ISO year, week number), in order."""
    monday = _monday(periode.begin)
    return [(monday + 7 * place * DAY).isocalendar()[:2] for place in range(aantal_weken(periode))]


def aantal_zondagen(periode: Periode) -> int:
    """How many Sundays lie in the period."""
    # The first day of the calendar is a Monday, so that the Sundays are the days with a number that seven divides.
    return max(0, periode.eind.toordinal() // SUNDAY - (periode.begin.toordinal() - 1) // SUNDAY)


def zondagen(periode: Periode) -> list[date]:
    """Those Sundays, in order."""
    aantal = aantal_zondagen(periode)
    return [laatste_zondag(periode.eind) - 7 * place * DAY for place in reversed(range(aantal))]


def laatste_zondag(day: date) -> date:
    """The last Sunday on or before a day. Raises OverflowError in the first week of the calendar, which has none."""
    return day - (day.isoweekday() % SUNDAY) * DAY


def is_zondag(day: date) -> bool:
    return day.isoweekday() == SUNDAY


def _monday(day: date) -> date:
    return day - day.weekday() * DAY


def _weeks_before(day: date) -> int:
    """How many weeks of the calendar have ended before a day."""
    return (day.toordinal() - 1) // SUNDAY
