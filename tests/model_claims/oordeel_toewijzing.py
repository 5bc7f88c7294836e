"""One debit beside the assignment that it names: period, product, unit, and the sums (sections 2 to 4)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import oordeel_maxima as maxima

from ketenwerk.standard.m301 import ToegewezenProduct
from ketenwerk.standard.m323 import Prestatie


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """Found by looking at every day after it."""
    return max(d for d in maxima.days(day, date.fromordinal(day.toordinal() + 31)) if (d.year, d.month) == (day.year, day.month))


def period(p: Prestatie, toewijzing: ToegewezenProduct) -> Iterator[str]:
    begin, end = p.product_periode.begindatum, p.product_periode.einddatum
    first, last = toewijzing.ingangsdatum, toewijzing.einddatum
    if begin < first:
        yield "TR307"
    if last is not None and end > last:
        yield "TR308"
    if begin != max(first_of_month(begin), first):
        yield "TR387"
    if end != (last_of_month(end) if last is None else min(last_of_month(end), last)):
        yield "TR388"


def product(p: Prestatie, toewijzing: ToegewezenProduct) -> Iterator[str]:
    assigned = toewijzing.product
    if assigned is not None and p.product_categorie != assigned.categorie:
        yield "TR339"
    if assigned is not None and assigned.code is not None and p.product_code != assigned.code:
        yield "TR340"


def unit(p: Prestatie, toewijzing: ToegewezenProduct) -> bool:
    assert toewijzing.omvang is not None
    return p.eenheid == toewijzing.omvang.eenheid or (toewijzing.omvang.eenheid, p.eenheid) == ("04", "01")


def sums(p: Prestatie, toewijzing: ToegewezenProduct, standing: list[Prestatie], wet: str) -> Iterator[str]:
    if toewijzing.omvang is None:
        return
    if volume([p], toewijzing) > maxima.of_period(toewijzing, p.product_periode, wet):
        yield "TR321"
    most = maxima.of_assignment(toewijzing)
    if most is not None and volume([*standing, p], toewijzing) > most:
        yield "TR322"


def volume(prestaties: list[Prestatie], toewijzing: ToegewezenProduct) -> Fraction:
    """The sum in the unit of the assignment, of what can be compared with it."""
    assert toewijzing.omvang is not None
    converted = [maxima.converted(p.geleverd_volume, p.eenheid, toewijzing.omvang.eenheid) for p in prestaties]
    return sum((each for each in converted if each is not None), Fraction(0))
