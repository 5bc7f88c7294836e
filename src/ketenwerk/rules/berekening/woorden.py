"""A calculation in Dutch: short paragraphs in the order in which somebody would count it on paper.

A paragraph says what holds, how it was counted, what was asked, and whether that fits. Numbers and dates are written as a Dutch
reader expects them; nothing here counts.
"""

from collections.abc import Iterator

import msgspec

from ketenwerk.messages.describe import dutch
from ketenwerk.standard.texts import text

from .vorm import Berekening, Budgetdeel, Gebruik, Periodedeel, Uitkomst
from .woorden_grens import in_period, in_total, summed
from .woorden_prijs import price


class Paragraaf(msgspec.Struct, frozen=True):
    """`klopt` is None where there is nothing to compare."""

    kop: str
    zinnen: tuple[str, ...]
    klopt: bool | None = None


def uitleg(deel: Berekening) -> tuple[Paragraaf, ...]:
    """All paragraphs of a line, in order; for a credit or an unknown assignment only what can be said."""
    return tuple(_paragraphs(deel))


def _paragraphs(deel: Berekening) -> Iterator[Paragraaf]:
    if not deel.debet:
        yield Paragraaf("Creditregel", (f"Deze regel neemt regel {deel.vorig} terug.", "Er wordt niets opnieuw berekend."))
    elif deel.toewijzing is None:
        missing = f"Toewijzing {deel.toewijzing_nummer} is voor deze cliënt niet bekend."
        yield Paragraaf("Toewijzing", (missing, "Daarom is er geen maximum te berekenen."), False)
    if deel.periode:
        fits = (deel.periode.begin, deel.periode.eind) == (deel.periode.juist_begin, deel.periode.juist_eind)
        yield Paragraaf("Productperiode", tuple(_period(deel.periode, deel.toewijzing_nummer)), fits)
    if deel.in_periode:
        yield Paragraaf("Hoogstens in deze periode", tuple(in_period(deel.in_periode)), not deel.in_periode.te_veel)
    if deel.in_totaal and deel.gebruik:
        yield Paragraaf("Hoogstens in totaal", tuple(in_total(deel.in_totaal, deel.gebruik)), not deel.in_totaal.te_veel)
    elif deel.in_periode:
        yield Paragraaf("Hoogstens in totaal", ("De toewijzing heeft geen einddatum. Daarom is er geen maximum in totaal.",))
    if deel.budget and deel.gebruik:
        yield Paragraaf("Budget", tuple(_budget(deel.budget, deel.gebruik)), not deel.budget.te_veel)
    if deel.tarief and deel.bedrag:
        for kop, zinnen, fits_price in price(deel.tarief, deel.bedrag):
            yield Paragraaf(kop, tuple(zinnen), fits_price)
    yield Paragraaf("Uitkomst", tuple(_outcome(deel.uitkomst)), deel.uitkomst.staat == "toegekend")


def _period(periode: Periodedeel, nummer: int) -> Iterator[str]:
    """Which period it should be and what sets its ends; what was asked where that is another one."""
    begin, eind = periode.juist_begin, periode.juist_eind
    if begin is None or eind is None:
        yield f"Toewijzing {nummer} geldt niet in {dutch.month(periode.begin)}."
        yield f"Gevraagd is {dutch.period(periode.begin, periode.eind)}."
        return
    yield f"De productperiode is {dutch.period(begin, eind)}."
    if periode.begin_door == "maand":
        yield f"Zij begint op {dutch.day(begin)}, de eerste dag van de maand."
    else:
        yield f"Zij begint op {dutch.day(begin)}, want dan begint toewijzing {nummer}."
    if periode.eind_door == "maand":
        yield f"Zij eindigt op {dutch.day(eind)}, de laatste dag van de maand."
    else:
        yield f"Zij eindigt op {dutch.day(eind)}, want dan eindigt toewijzing {nummer}."
    if (periode.begin, periode.eind) != (begin, eind):
        yield f"Gevraagd is {dutch.period(periode.begin, periode.eind)}: dat klopt niet."


def _budget(budget: Budgetdeel, gebruik: Gebruik) -> Iterator[str]:
    yield f"Het budget van de toewijzing is {dutch.amount(budget.budget)}."
    if budget.gebruikt:
        yield from summed(dutch.amount(budget.gebruikt), gebruik)
        if budget.rest >= 0:
            yield f"Dan is er nog {dutch.amount(budget.rest)} over."
        else:
            yield f"Dat is al {dutch.amount(-budget.rest)} meer dan mag."
    else:
        yield "Er is op deze toewijzing nog niets gedeclareerd."
    asked = f"Gevraagd is {dutch.amount(budget.gevraagd)}"
    yield f"{asked}: dat is {dutch.amount(budget.te_veel)} te veel." if budget.te_veel else f"{asked}: dat past."


def _outcome(uitkomst: Uitkomst) -> Iterator[str]:
    match uitkomst.staat:
        case "toegekend":
            yield "De regel is goed en telt mee voor de regels hierna."
        case "niet beoordeeld":
            yield "De regel is niet beoordeeld: de declaratie of de cliënt is al afgewezen."
        case _:
            yield "De regel is afgewezen. Zij telt niet mee voor de regels hierna."
    for bevinding in uitkomst.bevindingen:
        code = f", retourcode {bevinding.code}" if bevinding.code and not bevinding.signaal else ""
        yield f"{text(bevinding.regel).title} ({bevinding.regel}{code})."
