"""Tariffs and amounts beside what was agreed, as `declareren.md` section 5 words it: eurocents, with fractions."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import floor

from oordeel_maxima import days

from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.standard.m323 import Prestatie

MINUUT, UUR, EURO = "01", "04", "83"

Parties = tuple[str, str, str]
"""Law, municipality, provider."""


def rounded(amount: Fraction) -> int:
    """Whole eurocents, half up (IV081)."""
    return floor(amount + Fraction(1, 2))


def per_minute(uurtarief: int) -> int:
    return rounded(Fraction(uurtarief, 60))


def of_minutes(uurtarief: int, minuten: int) -> int:
    return rounded(Fraction(uurtarief * minuten, 60))


def in_force(afspraken: Afspraken | None, parties: Parties, prestatie: Prestatie) -> list[Afspraak]:
    """What holds on any day of the ProductPeriode."""
    periode = prestatie.product_periode
    found = [holding(afspraken, parties, day) for day in days(periode.begindatum, periode.einddatum)]
    return list(dict.fromkeys(a for of_day in found for a in of_day))


def holding(afspraken: Afspraken | None, parties: Parties, day: date) -> list[Afspraak]:
    """What holds on a day; a product agreed with this provider itself hides the general one."""
    if afspraken is None:
        return []
    wet, gemeente, aanbieder = parties
    there = [a for a in afspraken.regels if (a.wet, a.gemeente) == (wet, gemeente) and a.van <= day]
    there = [a for a in there if a.tot is None or day <= a.tot]
    own = [a for a in there if a.aanbieder == aanbieder]
    hidden = [(a.categorie, a.code) for a in own]
    return own + [a for a in there if a.aanbieder is None and (a.categorie, a.code) not in hidden]


def findings(prestatie: Prestatie, holds: list[Afspraak], omvang_eenheid: str | None, *, known: bool) -> Iterator[str]:
    """TR381, TR341 without Omvang, TR418, TR346. `known`: the assignment was found, so that its unit is known or absent.

    Where nothing holds in the period there is nothing to compare with. A product that was agreed, but not in this unit, has no
    tariff that the line could equal (E176).
    """
    of_product = [a for a in holds if (a.categorie, a.code) == (prestatie.product_categorie, prestatie.product_code)]
    if holds and not of_product:
        yield "TR381"
    tarieven = [a.tarief for a in of_product if a.eenheid == prestatie.eenheid and a.tarief is not None]
    uurtarieven = [a.tarief for a in of_product if a.eenheid == UUR and a.tarief is not None]
    if tarieven:
        if prestatie.product_tarief not in [*tarieven, None]:
            yield "TR418"
        if not _multiplied(prestatie):
            yield "TR346"
    elif prestatie.eenheid == MINUUT and uurtarieven:
        yield from _hours_in_minutes(prestatie, uurtarieven)
    elif prestatie.eenheid != EURO:
        if of_product:
            yield "TR418"
        # On hours the tariff of an hour may lie behind it; of an unknown assignment nobody can say that it does not.
        may_be_hours = prestatie.eenheid == MINUUT and (omvang_eenheid == UUR or not known)
        if not _multiplied(prestatie) and not (may_be_hours and _some_hour_tariff(prestatie)):
            yield "TR346"


def unit_agreed(prestatie: Prestatie, holds: list[Afspraak]) -> bool:
    """TR341 without Omvang: whether the unit is that of the agreement, or minutes on hours. True where nothing was agreed."""
    units = {a.eenheid for a in holds if (a.categorie, a.code) == (prestatie.product_categorie, prestatie.product_code)}
    return not units or prestatie.eenheid in units or (prestatie.eenheid == MINUUT and UUR in units)


def _hours_in_minutes(prestatie: Prestatie, uurtarieven: list[int]) -> Iterator[str]:
    """Where more than one held in the period, the amount follows from one that gives the tariff of the line, if any does."""
    fitting = [uurtarief for uurtarief in uurtarieven if per_minute(uurtarief) == prestatie.product_tarief]
    if not fitting:
        yield "TR418"
    amounts = [of_minutes(uurtarief, prestatie.geleverd_volume) for uurtarief in fitting or uurtarieven]
    if prestatie.ingediend_bedrag.bedrag not in amounts:
        yield "TR346"


def _multiplied(prestatie: Prestatie) -> bool:
    if prestatie.product_tarief is None:
        return True
    return prestatie.ingediend_bedrag.bedrag == prestatie.geleverd_volume * prestatie.product_tarief


def _some_hour_tariff(prestatie: Prestatie) -> bool:
    tarief, minuten = prestatie.product_tarief, prestatie.geleverd_volume
    assert tarief is not None
    tried = [
        uurtarief for uurtarief in range(60 * tarief - 60, 60 * tarief + 61) if uurtarief >= 0 and per_minute(uurtarief) == tarief
    ]
    return any(of_minutes(uurtarief, minuten) == prestatie.ingediend_bedrag.bedrag for uurtarief in tried)
