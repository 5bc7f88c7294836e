"""The tariff and the amount of a line in Dutch sentences."""

from collections.abc import Iterator
from typing import NamedTuple

from ketenwerk.messages.describe import dutch
from ketenwerk.messages.describe.volume import quantity, tariff

from .vorm import Afspraakdeel, Bedragdeel, Tariefdeel

_PLACES = 4


class Prijszinnen(NamedTuple):
    """A heading, its sentences, and whether what was asked is right; None where there is nothing to compare."""

    kop: str
    zinnen: list[str]
    klopt: bool | None


def price(tarief: Tariefdeel, bedrag: Bedragdeel) -> Iterator[Prijszinnen]:
    """The tariff, where the line has one, and the amount."""
    if tarief.alleen_registratie:
        yield Prijszinnen("Tarief", ["Dit product wordt alleen geregistreerd. Er is geen bedrag voor afgesproken."], False)
    elif tarief.gevraagd is not None:
        yield Prijszinnen("Tarief", list(_tariff(tarief, bedrag.eenheid)), tarief.klopt)
    yield Prijszinnen("Bedrag", list(_amount(bedrag)), bedrag.klopt)


def _tariff(tarief: Tariefdeel, eenheid: str) -> Iterator[str]:
    assert tarief.gevraagd is not None
    for afspraak in tarief.afspraken:
        yield from _agreed(afspraak)
    asked = f"Gevraagd is {tariff(tarief.gevraagd, eenheid)}"
    if tarief.klopt is None:
        yield f"{asked}. Over dit product is geen afspraak bekend."
    elif not tarief.afspraken:
        yield f"{asked}. In die eenheid is geen tarief afgesproken."
    elif any(afspraak.hoogstens for afspraak in tarief.afspraken):
        yield f"{asked}: dat {'mag' if tarief.klopt else 'is meer dan mag'}."
    else:
        yield f"{asked}: dat {'klopt' if tarief.klopt else 'klopt niet'}."


def _agreed(afspraak: Afspraakdeel) -> Iterator[str]:
    what = tariff(afspraak.tarief, afspraak.eenheid)
    if afspraak.uit_categorie:
        yield f"Afgesproken is hoogstens het hoogste tarief van de categorie: {what}."
    elif afspraak.hoogstens:
        yield f"Afgesproken is hoogstens {what}."
    elif afspraak.helft:
        yield f"Afgesproken zijn twee gelijke stukken van elk {dutch.amount(afspraak.tarief)}."
    else:
        yield f"Afgesproken is {what}."
    until = f"tot en met {dutch.day(afspraak.tot)}" if afspraak.tot else "zonder einddatum"
    yield f"Deze afspraak geldt vanaf {dutch.day(afspraak.van)}, {until}."
    if afspraak.per_uur:
        yield f"Per minuut is dat {dutch.amount(afspraak.tarief)} : 60 = {quotient(afspraak.tarief, 60, afspraak.regeltarief)}."


def _amount(bedrag: Bedragdeel) -> Iterator[str]:
    if bedrag.tarief is None:
        yield "Bij euro's is het bedrag gelijk aan het geleverde volume."
    elif bedrag.uurtarief is not None:
        minutes = quantity(bedrag.volume, bedrag.eenheid)
        yield f"{dutch.amount(bedrag.uurtarief)} × {minutes} : 60 = {quotient(bedrag.teller, bedrag.noemer, bedrag.berekend)}."
    else:
        yield f"{quantity(bedrag.volume, bedrag.eenheid)} × {dutch.amount(bedrag.tarief)} = {dutch.amount(bedrag.berekend)}."
        if bedrag.klopt and bedrag.gevraagd != bedrag.berekend:
            yield "Het uurtarief is hier niet bekend. Gerekend met een uurtarief komt het bedrag wel uit."
    asked = f"Gevraagd is {dutch.amount(bedrag.gevraagd)}"
    if bedrag.klopt:
        yield f"{asked}: dat klopt."
    else:
        right = " of ".join(dutch.amount(each) for each in bedrag.verwacht)
        yield f"{asked}: dat klopt niet. Juist is {right}."


def quotient(cents: int, divisor: int, rounded: int) -> str:
    """`€ 1,454, afgerond € 1,45`: eurocents divided, and what they were rounded to; four decimals of a euro, then dots."""
    whole, rest = divmod(cents, divisor)
    if not rest:
        return dutch.amount(rounded)
    scale = 10 ** (_PLACES - 2)
    digits, more = divmod(rest * scale, divisor)
    shown = f"{dutch.amount(whole)}{digits:0{_PLACES - 2}}" + ("…" if more else "")
    return f"{shown if more else shown.rstrip('0')}, afgerond {dutch.amount(rounded)}"
