"""What was claimed on an assignment beside what was assigned: per month, and over the whole of it, in volume and money."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec

from ketenwerk.claims.omvang import Omvang, maximum_in_periode, maximum_in_totaal
from ketenwerk.claims.periode import maand, productperiode
from ketenwerk.claims.volume import MINUUT, mag_als, telbaar
from ketenwerk.ledger.declaraties import AFGEWEZEN, Grondslag
from ketenwerk.ledger.facts import Toewijzing
from ketenwerk.messages.describe.dutch import amount, capital, month
from ketenwerk.messages.describe.volume import quantity
from ketenwerk.register.models import Declaratieregel
from ketenwerk.standard.types import Wet


class Claimed(msgspec.Struct, frozen=True):
    """A line that stands: the claim that it is in, and its place there."""

    key: UUID
    nummer: str
    positie: int


class Month(msgspec.Struct, frozen=True):
    """Volumes and amounts in words; `most` is "" where nothing sets one."""

    name: str
    used: str
    most: str
    over: bool
    bedrag: str
    claims: tuple[Claimed, ...]


class Used(msgspec.Struct, frozen=True):
    """All that stands on one assignment. `most` and `budget` are "" where nothing sets one."""

    nummer: str
    months: tuple[Month, ...]
    used: str
    most: str
    over: bool
    bedrag: str
    budget: str
    over_budget: bool


def used(toewijzingen: Iterable[Toewijzing], regels: Sequence[Declaratieregel], wet: Wet) -> list[Used]:
    """Per assignment on which something stands; the lines come with their `declaratie`. The actual version sets the maxima."""
    standing = [regel for regel in regels if regel.debet and regel.staat != AFGEWEZEN and not regel.gecrediteerd]
    found = []
    for toewijzing in toewijzingen:
        own = [regel for regel in standing if regel.toewijzing == toewijzing.nummer]
        if own:
            found.append(_used(Grondslag.of(toewijzing.actueel), own, wet))
    return found


def _used(grondslag: Grondslag, own: list[Declaratieregel], wet: Wet) -> Used:
    omvang = grondslag.omvang(wet)
    total = maximum_in_totaal(omvang) if omvang else None
    money = sum(regel.bedrag for regel in own)
    most = telbaar(total.volume, omvang.eenheid) if total and omvang else None
    return Used(
        nummer=str(grondslag.nummer),
        months=tuple(_months(grondslag, omvang, own)),
        used=_sum(own, omvang),
        most=quantity(total.volume, omvang.eenheid) if total and omvang else "",
        over=most is not None and _count(own, omvang) > most,
        bedrag=amount(money),
        budget=amount(grondslag.budget) if grondslag.budget is not None else "",
        over_budget=grondslag.budget is not None and money > grondslag.budget,
    )


def _months(grondslag: Grondslag, omvang: Omvang | None, own: list[Declaratieregel]) -> Iterable[Month]:
    by_month: dict[date, list[Declaratieregel]] = {}
    for regel in sorted(own, key=lambda each: (each.begindatum, each.pk)):
        by_month.setdefault(maand(regel.begindatum).begin, []).append(regel)
    for begin, lines in by_month.items():
        periode = productperiode(lines[0].begindatum, grondslag.ingangsdatum, grondslag.einddatum)
        maximum = maximum_in_periode(omvang, periode) if omvang and periode else None
        most = telbaar(maximum.volume, omvang.eenheid) if maximum and omvang else None
        yield Month(
            name=capital(month(begin)),
            used=_sum(lines, omvang),
            most=quantity(maximum.volume, omvang.eenheid) if maximum and omvang else "",
            over=most is not None and _count(lines, omvang) > most,
            bedrag=amount(sum(regel.bedrag for regel in lines)),
            claims=tuple(Claimed(each.declaratie.bericht_id, each.declaratie.nummer, each.positie) for each in lines),
        )


def _count(lines: Iterable[Declaratieregel], omvang: Omvang | None) -> int:
    """Countable, of the lines in a unit that can be compared with the assignment."""
    return sum(
        telbaar(regel.volume, regel.eenheid) for regel in lines if omvang is None or mag_als(omvang.eenheid, regel.eenheid)
    )


def _sum(lines: Sequence[Declaratieregel], omvang: Omvang | None) -> str:
    """In the unit of the assignment where that gives a whole number, else in minutes; without one, in the unit of the lines."""
    unit = omvang.eenheid if omvang else lines[0].eenheid
    if omvang is None and any(regel.eenheid != unit for regel in lines):
        return ""
    counted, size = _count(lines, omvang), telbaar(1, unit)
    return quantity(counted // size, unit) if counted % size == 0 else quantity(counted, MINUUT)
