"""The limits of a line in Dutch sentences."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from ketenwerk.claims.periode import maand
from ketenwerk.claims.volume import telgroep
from ketenwerk.messages.describe import dutch
from ketenwerk.messages.describe.volume import quantity

from .vorm import EerdereRegel, Gebruik, Grensdeel, Week

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def in_period(grens: Grensdeel) -> Iterator[str]:
    """What the period holds: `Oktober 2025 telt 5 kalenderweken (40 tot en met 44).` `5 × 3 uur = 15 uur.`"""
    assert grens.eind is not None
    match grens.telling:
        case "maand":
            yield f"Per maand geldt hoogstens {quantity(grens.per, grens.eenheid)}, ook in een gebroken maand."
        case "totaal":
            yield f"Voor de hele toewijzing geldt hoogstens {quantity(grens.per, grens.eenheid)}."
            yield "Binnen één periode geldt hetzelfde maximum."
        case "zes weken":
            yield "Voor huishoudelijke hulp per week telt een maand altijd 6 weken."
            yield _product(grens)
        case _:
            yield f"{dutch.capital(_named(grens.begin, grens.eind))} telt {_counted(grens)}."
            yield from _weeks_per_year(grens.weken)
            yield from _broken_week(grens)
            yield _product(grens)
    yield from _converted(grens)
    yield _asked(grens)


def in_total(grens: Grensdeel, gebruik: Gebruik) -> Iterator[str]:
    """What the whole assignment holds, what stands on it, and what is left."""
    if grens.telling == "totaal":
        yield f"Voor de hele toewijzing geldt hoogstens {quantity(grens.per, grens.eenheid)}."
    else:
        assert grens.eind is not None
        yield f"De toewijzing loopt van {dutch.day(grens.begin)} tot en met {dutch.day(grens.eind)}."
        yield f"Zij telt {_counted(grens, listed=False)}."
        yield from _broken_week(grens)
        yield _product(grens)
    yield from _converted(grens)
    unit = grens.teleenheid
    if not grens.gebruikt:
        yield "Er is op deze toewijzing nog niets gedeclareerd."
    else:
        group = telgroep(unit)
        own = tuple(regel for regel in gebruik.regels if telgroep(regel.eenheid) == group)
        yield from summed(quantity(grens.gebruikt, unit), msgspec.structs.replace(gebruik, regels=own))
        if len(own) < len(gebruik.regels):
            yield "Regels in een andere eenheid tellen hier niet mee."
        if grens.rest >= 0:
            yield f"Dan is er nog {quantity(grens.rest, unit)} over."
        else:
            yield f"Dat is al {quantity(-grens.rest, unit)} meer dan mag."
    yield _asked(grens)


def summed(total: str, gebruik: Gebruik) -> Iterator[str]:
    """What stands already, and in which lines."""
    if not gebruik.regels:
        yield f"Eerder is {total} gedeclareerd."
        return
    yield f"Eerder is {total} gedeclareerd, in {dutch.counted(len(gebruik.regels), 'regel', 'regels')}."
    for regel in gebruik.regels:
        yield f"{dutch.capital(_line(regel))}."
    if gebruik.onbekend_bedrag:
        yield "De andere eerdere regels staan hier niet bij."


def _line(regel: EerdereRegel) -> str:
    money = dutch.amount(regel.bedrag)
    volume = quantity(regel.volume, regel.eenheid)
    both = money if volume == money else f"{volume}, {money}"
    period = _named(regel.begin, regel.eind).removeprefix("de periode ")
    return f"{period}: {both} (regel {regel.referentie})"


def _counted(grens: Grensdeel, *, listed: bool = True) -> str:
    aantal = grens.aantal - grens.erbij
    match grens.telling:
        case "dagen":
            return dutch.counted(aantal, "dag", "dagen")
        case "maanden":
            return dutch.counted(aantal, "kalendermaand", "kalendermaanden")
        case "zondagen":
            between = f" ({_days(grens.zondagen)})" if listed and grens.zondagen else ""
            return f"{dutch.counted(aantal, 'zondag', 'zondagen')}{between}"
        case _:
            numbers = [week.nummer for week in grens.weken]
            between = f" ({_range(numbers)})" if listed and len(_years(grens.weken)) == 1 else ""
            return f"{dutch.counted(aantal, 'kalenderweek', 'kalenderweken')}{between}"


def _broken_week(grens: Grensdeel) -> Iterator[str]:
    if grens.gebroken_tot:
        weekday = _WEEKDAYS[grens.gebroken_tot.weekday()]
        yield f"De toewijzing eindigt op {weekday} {dutch.day(grens.gebroken_tot)}: de laatste week is gebroken."
        yield f"Die week telt ook mee: {dutch.whole(grens.aantal - grens.erbij)} + {grens.erbij} = {dutch.whole(grens.aantal)}."


def _product(grens: Grensdeel) -> str:
    unit = grens.eenheid
    return f"{dutch.whole(grens.aantal)} × {quantity(grens.per, unit)} = {quantity(grens.maximum, unit)}."


def _converted(grens: Grensdeel) -> Iterator[str]:
    if grens.teleenheid != grens.eenheid:
        yield f"{quantity(grens.maximum, grens.eenheid)} is {quantity(grens.hoogstens, grens.teleenheid)}."


def _asked(grens: Grensdeel) -> str:
    asked = quantity(grens.gevraagd, grens.teleenheid)
    if grens.te_veel:
        return f"Gevraagd is {asked}: dat is {quantity(grens.te_veel, grens.teleenheid)} te veel."
    return f"Gevraagd is {asked}: dat past."


def _named(begin: date, eind: date) -> str:
    """A whole month by its name, and any other period by its days."""
    month = maand(begin)
    return dutch.month(begin) if (begin, eind) == month else f"de periode {dutch.period(begin, eind)}"


def _years(weken: Sequence[Week]) -> list[int]:
    return list(dict.fromkeys(week.jaar for week in weken))


def _weeks_per_year(weken: Sequence[Week]) -> Iterator[str]:
    """Where a period passes the turn of the year: `In 2025 zijn dat 49 tot en met 52.` `In 2026 is dat week 1.`"""
    years = _years(weken)
    for year in years if len(years) > 1 else ():
        numbers = [week.nummer for week in weken if week.jaar == year]
        yield f"In {year} {'zijn' if len(numbers) > 1 else 'is'} dat {_range(numbers)}."


def _range(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"week {numbers[0]}"
    return f"{numbers[0]} tot en met {numbers[-1]}"


def _days(days: Sequence[date]) -> str:
    """`5, 12, 19 en 26`: the sentence around it names the month."""
    numbers = [str(day.day) for day in days]
    first = ", ".join(numbers[:-1])
    return f"{first} en {numbers[-1]}" if first else numbers[0]
